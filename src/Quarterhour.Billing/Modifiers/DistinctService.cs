using Quarterhour.Billing.Payers;
using Quarterhour.Billing.Visits;

namespace Quarterhour.Billing.Modifiers;

/// <summary>A field of the record that makes a service distinct, and the modifier that says so.</summary>
public sealed record Distinction(string Field, string Shows, string Modifier);

public static partial class DistinctService
{
    static readonly Modifier General = Modifier.Parse("59");

    /// <summary>Adds the modifier for a distinct service to a line, once, with its support.</summary>
    /// <param name="line">The line.</param>
    /// <param name="terms">The payer's terms.</param>
    /// <param name="other">The other code of the pair.</param>
    /// <param name="date">Date of service.</param>
    /// <param name="onePractitioner">The record names one practitioner for both: another one, told as evidence, is then none.</param>
    /// <param name="byTime">One of the two is minutes of the patient's time, or a group's: then nothing but time of its own makes it distinct.</param>
    /// <returns>False where the record shows nothing that separates the two.</returns>
    public static bool Add(BillLine line, Terms terms, ProcedureCode other, DateOnly date, bool onePractitioner = false, bool byTime = false)
    {
        // what was done in the same time is not distinct, whatever else is told
        if (line.Evidence is not { SeparateTime: not false } evidence) return false;
        if (onePractitioner) evidence = evidence with { SeparatePractitioner = null };
        if (byTime && evidence.SeparateTime is null) evidence = evidence with { SeparateStructure = null, NotOverlapping = null };
        if (Special(evidence, date) is { } distinction)
        {
            var modifier = terms.XModifiers ? Modifier.Parse(distinction.Modifier) : General;
            Put(line, modifier, terms.XModifiers ? Because.Special(modifier.ToString(), distinction.Shows, line.Code, other, distinction.Field)
                : Because.General(modifier.ToString(), distinction.Shows, line.Code, other, distinction.Field));
            return true;
        }
        // before the X modifiers began, 59 said it for all of them
        if (evidence.SeparateTime != true && !(evidence is { SeparateEncounter: true } or { SeparateStructure: true } or { SeparatePractitioner: true } or { NotOverlapping: true })) return false;
        Put(line, terms.DistinctModifier, Because.Separate(terms.DistinctModifier.ToString(), line.Code, other));
        return true;
    }

    /// <summary>Adds the modifier to the line whose own record supports it: the column 2 line, or, from the day on which payers take it on either, the column 1 line.</summary>
    /// <returns>False where the record of neither shows anything that separates the two.</returns>
    public static bool AddToEither(BillLine first, BillLine second, Terms terms, DateOnly date, bool onePractitioner = false, bool byTime = false) =>
        Add(second, terms, first.Code, date, onePractitioner, byTime) || date >= EitherColumn.At(date) && Add(first, terms, second.Code, date, onePractitioner, byTime);

    /// <summary>Whether the modifiers that stand on two lines let both be paid, for a pair that allows it.</summary>
    /// <param name="first">The column 1 line.</param>
    /// <param name="second">The column 2 line.</param>
    /// <param name="date">Date of service.</param>
    public static bool Stands(BillLine first, BillLine second, DateOnly date) => Passing(second, date) || date >= EitherColumn.At(date) && Passing(first, date);

    static bool Passing(BillLine line, DateOnly date)
    {
        if (line.Modifiers.Count == 0) return false;
        var passes = PassingOn(date);
        foreach (var modifier in line.Modifiers)
            if (Array.IndexOf(passes, modifier) >= 0) return true;
        return false;
    }

    static Modifier[] PassingOn(DateOnly date)
    {
        string[] words = Passes.At(date);
        var known = passing;
        if (known?.Words != words) passing = known = new(words, [.. words.Select(Modifier.Parse)]);
        return known.Modifiers;
    }

    /// <summary>The list that was asked for last.</summary>
    static PassingList? passing;

    sealed record PassingList(string[] Words, Modifier[] Modifiers);

    static void Put(BillLine line, Modifier modifier, Reason because)
    {
        if (line.Modifiers.Contains(modifier)) return;
        line.Modifiers.Add(modifier);
        line.Because.Add(because);
    }

    static Distinction? Special(Evidence shown, DateOnly date)
    {
        if (!Evidence.TryOn(date, out var distinctions)) return null;
        foreach (var one in distinctions)
            if (one.Field switch
                {
                    "evidence.separate_encounter" => shown.SeparateEncounter,
                    "evidence.separate_structure" => shown.SeparateStructure,
                    "evidence.separate_practitioner" => shown.SeparatePractitioner,
                    "evidence.not_overlapping" => shown.NotOverlapping,
                    _ => throw new InvalidOperationException($"the values name {one.Field}, which the record has not"),
                } == true) return one;
        return null;
    }
}
