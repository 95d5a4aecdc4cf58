namespace Quarterhour.Practice;

/// <summary>Closes identifiers before they are stored and opens them again, with keys that stand outside the database.</summary>
/// <param name="Close">Text as it is stored.</param>
/// <param name="Open">The text that was closed.</param>
public sealed record Seals(Func<string, string> Close, Func<string, string> Open)
{
    const string Mark = "sealed:";

    /// <summary>Fields that say who somebody is to a payer or to the state.</summary>
    static readonly HashSet<(string Kind, string Field)> Sealed = [("coverages", "member"), ("facilities", "tax_id"), ("cases", "claim_number"), ("authorizations", "number")];

    /// <summary>Leaves everything as it is; for reading what needs no identifier.</summary>
    public static readonly Seals None = new(static text => text, static text => text);

    internal string Stored(string kind, string field, string text) => Sealed.Contains((kind, field)) ? Mark + Close(text) : text;

    internal string Shown(string text) => text.StartsWith(Mark, StringComparison.Ordinal) ? Open(text[Mark.Length..]) : text;
}
