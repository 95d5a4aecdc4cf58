namespace Quarterhour.Web.Accounts;

/// <summary>A key for a program: it acts as its account, within its scopes. The secret's hash alone is kept.</summary>
public sealed class ApiKeyRow
{
    public required string Id { get; set; }

    public required string Account { get; set; }

    /// <summary>What it is for, in words.</summary>
    public required string Label { get; set; }

    /// <summary>Names of what a key may, blank-separated.</summary>
    public required string Scopes { get; set; }

    /// <summary>SHA-256 of the secret, which is 32 random bytes.</summary>
    public required string Hash { get; set; }

    public required string MadeAt { get; set; }

    public DateOnly? UsedOn { get; set; }

    public string? EndedAt { get; set; }
}
