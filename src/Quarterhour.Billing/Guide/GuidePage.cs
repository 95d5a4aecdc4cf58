namespace Quarterhour.Billing.Guide;

/// <summary>What is written by hand about a code, in our own words (never a CPT descriptor). Lists are empty and texts null where nothing specific can be said.</summary>
public sealed record GuidePage
{
    /// <summary>What it is for, and what separates it from its neighbours.</summary>
    public string? Summary { get; init; }

    /// <summary>Made-up clinical examples.</summary>
    public IReadOnlyList<string> Examples { get; init; } = [];

    /// <summary>When it is the code.</summary>
    public IReadOnlyList<string> Fits { get; init; } = [];

    /// <summary>Neighbours, and where they fit better.</summary>
    public IReadOnlyList<AboutCode> Instead { get; init; } = [];

    /// <summary>One-on-one, attended, or group.</summary>
    public string? OneOnOne { get; init; }

    /// <summary>Who may furnish it.</summary>
    public string? Who { get; init; }

    /// <summary>What the note must hold.</summary>
    public IReadOnlyList<NotePart> Note { get; init; } = [];

    public IReadOnlyList<AboutModifier> Modifiers { get; init; } = [];

    /// <summary>What it means to do another code on the same day.</summary>
    public IReadOnlyList<AboutCode> Pairs { get; init; } = [];

    public IReadOnlyList<UsualDenial> Denials { get; init; } = [];

    public IReadOnlyList<Question> Questions { get; init; } = [];
}

/// <summary>A sentence about another code.</summary>
public sealed record AboutCode(ProcedureCode Code, string Text);

/// <summary>A sentence about a modifier.</summary>
public sealed record AboutModifier(Modifier Modifier, string Text);

/// <summary>One thing that the note must hold.</summary>
/// <param name="What"><c>impairment</c>, <c>done</c>, <c>skilled</c>, <c>response</c> or <c>minutes</c>.</param>
/// <param name="Text">What stands there.</param>
public sealed record NotePart(string What, string Text);

/// <summary>A denial that is usual for the code.</summary>
/// <param name="Carc">Claim adjustment reason code.</param>
/// <param name="Rarc">Remittance advice remark code; null for none.</param>
/// <param name="Cause">The usual cause.</param>
/// <param name="Prevent">What must be true before sending.</param>
public sealed record UsualDenial(string Carc, string? Rarc, string Cause, string Prevent);

/// <summary>A question that people ask, with its answer.</summary>
/// <param name="Ask">The question.</param>
/// <param name="Answer">Begins with the answer.</param>
/// <param name="Cite">Where it is written.</param>
/// <param name="Confidence">How sure the citation is.</param>
/// <param name="Show">A command line, without the program's name, that shows it; null for none.</param>
public sealed record Question(string Ask, string Answer, string Cite, Confidence Confidence, string? Show);
