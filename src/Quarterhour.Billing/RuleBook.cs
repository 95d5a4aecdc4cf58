namespace Quarterhour.Billing;

/// <summary>A dated value of a rule in words, for registries and guides.</summary>
public sealed record ValueWords(string Name, IReadOnlyList<DatedValue<string>> Entries)
{
    internal static ValueWords Of<T>(Dated<T> value) => new(value.Name, [.. value.Entries.Select(entry =>
        new DatedValue<string>(entry.From, entry.To, Word(entry.Value), entry.Confidence, entry.Source))]);

    static string Word(object? value) => value is System.Collections.IEnumerable list and not string
        ? string.Join(' ', list.Cast<object>()) : FormattableString.Invariant($"{value}");
}

/// <summary>All that a rule's values file says: its sentences, findings and values.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Room">The folder it lives in: <c>Units</c>, <c>Modifiers</c>, <c>Documentation</c>, …</param>
/// <param name="Reasons">Its sentences.</param>
/// <param name="Findings">What it can find.</param>
/// <param name="Values">Its dated values.</param>
public sealed record RuleWords(Rule Rule, string Room, IReadOnlyList<Template> Reasons, IReadOnlyList<FindingTemplate> Findings, IReadOnlyList<ValueWords> Values);

/// <summary>The list of all rules; its content is compiled from the YAML beside each.</summary>
public static partial class RuleBook;
