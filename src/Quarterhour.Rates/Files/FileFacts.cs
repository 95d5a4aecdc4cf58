namespace Quarterhour.Rates.Files;

/// <summary>What a rate file says of itself.</summary>
public sealed class FileFacts
{
    readonly Dictionary<string, string> told = new(StringComparer.Ordinal);

    /// <summary>Members of the root that hold one text, in every version.</summary>
    internal static readonly string[] Names =
    [
        "reporting_entity_name", "reporting_entity_type", "plan_name", "issuer_name", "plan_sponsor_name", "plan_id_type", "plan_id", "plan_market_type", "last_updated_on", "version",
    ];

    /// <summary>What the file holds.</summary>
    public FileKind Kind { get; internal set; }

    /// <summary>Legal name of who publishes.</summary>
    public string? Payer => this["reporting_entity_name"];

    /// <summary>As the file writes it.</summary>
    public string? LastUpdated => this["last_updated_on"];

    /// <summary>The schema's version as the file states it.</summary>
    public string? Version => this["version"];

    /// <summary>The plan of a file for one plan.</summary>
    public string? Plan => this["plan_name"];

    /// <summary>A member of the root by its name, or null.</summary>
    public string? this[string name] => told.GetValueOrDefault(name);

    internal void Tell(string name, string value) => told[name] = value;

    /// <summary>A version later than any that was known when this was written: it is read as far as it is understood.</summary>
    public bool LaterVersion => Version is { } version && int.TryParse(version.TrimStart('v', 'V').Split('.')[0], out int major) && (major > 2 || major == 2
        && version.Split('.') is [_, var minor, ..] && int.TryParse(minor, out int number) && number > 2);
}

/// <summary>The kinds of rate files, told by what a file holds.</summary>
public enum FileKind
{
    /// <summary>None of the lists that make a rate file was found.</summary>
    Unknown,

    /// <summary><c>in_network</c>.</summary>
    InNetwork,

    /// <summary><c>out_of_network</c>.</summary>
    AllowedAmounts,

    /// <summary><c>reporting_structure</c>.</summary>
    TableOfContents,

    /// <summary><c>provider_groups</c> at the root, to which files of 1.x refer by address.</summary>
    ProviderReference,
}
