namespace Quarterhour.Billing;

/// <summary>How much a finding matters: an error stops the bill, a warning wants a person, a note informs.</summary>
public enum Severity : byte { Note, Warning, Error }

/// <summary>The words of a finding: what is wrong and what to do.</summary>
/// <param name="Rule">The rule that speaks.</param>
/// <param name="Id">The id of the contract; several findings of a rule may share one.</param>
/// <param name="Name">Which of the rule's findings.</param>
/// <param name="Severity">The usual one.</param>
/// <param name="Message">What is wrong and where; <c>{name}</c> marks a figure's place.</param>
/// <param name="Fix">What to do.</param>
/// <param name="Cite">Where it is written.</param>
/// <param name="Example">The smallest visits that cause it, as CSV or JSON.</param>
/// <param name="Unseen">Why no visit causes it with the tables that come with the program; null where one does.</param>
public sealed record FindingTemplate(Rule Rule, string Id, string Name, Severity Severity, string Message, string Fix, string Cite, string? Example = null, string? Unseen = null);

/// <summary>What an edit says about a visit. A value: nothing throws for bad data.</summary>
/// <param name="Template">Its words.</param>
/// <param name="Args">The figures in them, message first, then fix.</param>
public sealed record Finding(FindingTemplate Template, Arg[] Args)
{
    public string Id => Template.Id;

    public Severity Severity { get; init; } = Template.Severity;

    /// <summary>The bill line it speaks of, from 1; null when it speaks of the visit or of a code that is not on the bill.</summary>
    public int? Line { get; init; }

    public ProcedureCode? Code { get; init; }

    /// <summary>Another visit that has a part in it.</summary>
    public string? OtherVisit { get; init; }
}

/// <summary>A rule that could not be tried because the visit does not say enough.</summary>
/// <param name="Check">Which check.</param>
/// <param name="Needs">The field or the table that would let it run.</param>
/// <param name="Code">The code that the check is of; none where it is of the visit.</param>
public sealed record NotChecked(string Check, string Needs, ProcedureCode Code = default)
{
    /// <summary>The check with its code, as it is told.</summary>
    public string What => Code == default ? Check : $"{Check} {Code}";
}
