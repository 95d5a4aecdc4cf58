using Quarterhour.Practice;

namespace Quarterhour.Web.Accounts;

/// <summary>Whoever asks: an account, in person or by a key.</summary>
/// <param name="Account">The account.</param>
/// <param name="Scopes">What a key is for; null in person.</param>
/// <param name="SecondFactor">The account has a passkey or a second factor, or needs none here.</param>
sealed record Caller(Account Account, IReadOnlySet<May>? Scopes, bool SecondFactor)
{
    public string Id => Account.Id;

    public string Name => Account.Name;

    public Role Role => Account.Role;

    /// <summary>The word of the provider that the person is; blank for none.</summary>
    public string Clinician => Account.Clinician;

    /// <summary>Facilities by their words; null for all.</summary>
    public IReadOnlyList<string>? Facilities => Account.Facilities == "*" ? null : Account.Facilities.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    public Who Who => new(Id, Name);

    public bool Can(May what) => Permissions.Allow(Role, what) && (Scopes is null || Scopes.Contains(what) || what is May.Come or May.Know or May.Be);

    /// <summary>Who asks; null where nobody signed in.</summary>
    public static Caller? Of(HttpContext? context) => context?.Features.Get<Caller>();
}
