using Quarterhour.Billing.Edits;
using Quarterhour.Billing.Payers;
using Quarterhour.Billing.Tables;

namespace Quarterhour.Billing.Day;

/// <summary>What the tables say of a code by itself, on a date and under a payer's terms.</summary>
sealed record CodeAnswer(ProcedureCode Code, DateOnly Date, Terms Terms)
{
    /// <summary>Null for a code outside therapy.</summary>
    public TherapyCode? Therapy { get; init; }

    /// <summary>Not in force, or not covered.</summary>
    public Finding? Refused { get; init; }

    public bool IsEnded { get; init; }

    /// <summary>What is refused is never covered, so that a claim may ask for the denial.</summary>
    public bool IsExcluded { get; init; }

    /// <summary>What is wrong with a code that the lists have no more, or not yet.</summary>
    public Finding? Unlisted { get; init; }

    /// <summary>What would tell whether the code exists; null where that is known.</summary>
    public string? Needs { get; init; }
}

/// <summary>Answers that were given before, each in the one place where its code belongs: a file asks of a few codes thousands of times.</summary>
sealed class CodeAnswers(ReferenceTables tables)
{
    const int Bits = 12;

    readonly CodeAnswer?[] given = new CodeAnswer?[1 << Bits];

    public CodeAnswer Of(ProcedureCode code, DateOnly date, Terms terms)
    {
        ref var place = ref given[unchecked(code.Packed * 0x9E37_79B9_7F4A_7C15) >> 64 - Bits];
        if (place is { } known && known.Code == code && known.Date == date && ReferenceEquals(known.Terms, terms)) return known;
        return place = tables.Codes.Find(code) is { } therapy ? OfTherapy(new(code, date, terms) { Therapy = therapy }, therapy) : OfOther(new(code, date, terms));
    }

    CodeAnswer OfTherapy(CodeAnswer answer, TherapyCode therapy)
    {
        if (InForce.Check(therapy, answer.Date, tables.Codes) is { } ended) return answer with { Refused = ended.Finding, IsEnded = true };
        return Coverage.Check(therapy, answer.Terms, answer.Date, tables.Fees) is { } refused ? answer with { Refused = refused.Finding, IsExcluded = Coverage.Excludes(refused.Finding) } : answer;
    }

    /// <summary>A code outside therapy: by the fee schedule, else by the list of HCPCS Level II.</summary>
    CodeAnswer OfOther(CodeAnswer answer)
    {
        var (code, date) = (answer.Code, answer.Date);
        bool? priced = tables.Fees.Lists(code, date);
        var refused = priced is true ? Coverage.OfAnyCode(code, answer.Terms, date, tables.Fees) : null;
        if (InForce.Listed(code, date, tables.Hcpcs, tables.Codes, out var wrong)) return answer with { Refused = refused, Unlisted = wrong };
        // supplies and much else are paid by other schedules, so that the absence alone is no fault
        return answer with
        {
            Refused = refused,
            Needs = priced is true ? null : priced is false ? $"a table that lists it: the fee schedule of {date:yyyy-MM-dd} does not" : $"the fee schedule of {date:yyyy-MM-dd}: import its relative value file",
        };
    }
}
