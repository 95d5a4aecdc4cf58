using Quarterhour.Billing.Edits;
using Quarterhour.Billing.Payers;
using Quarterhour.Billing.Tables;
using Quarterhour.Billing.Units;
using Quarterhour.Billing.Visits;

namespace Quarterhour.Billing.Day;

/// <summary>Why an intervention is not billed at all: the rules that refuse, in their order. One place, asked by all who count or price.</summary>
static class Refusals
{
    /// <summary>What refuses a code on a date, whoever furnished it.</summary>
    /// <param name="fees">Decides coverage; null leaves coverage out.</param>
    public static (Finding Finding, Reason Because)? OfCode(ProcedureCode code, Terms terms, DateOnly date, CodeCatalogue codes, FeeTable? fees) =>
        codes.Find(code) is not { } known ? InForce.Unknown(code, codes)
        : InForce.Check(known, date, codes) is { } notInForce ? notInForce
        : fees is null ? null : Coverage.Check(known, terms, date, fees);

    /// <summary>What refuses an intervention of a visit.</summary>
    public static (Finding Finding, Reason Because)? Of(Intervention intervention, Visit visit, Terms terms, CodeCatalogue codes, FeeTable? fees)
    {
        if (OfCode(intervention.Code, terms, visit.Date, codes, fees) is { } refused) return refused;
        var code = codes.Find(intervention.Code)!;
        if (WhoTreated.Check(intervention, visit, terms) is { } notBillable) return notBillable;
        if (AssistantShare.Check(code, visit.Discipline, intervention.By) is { } notAllowed) return (notAllowed, AssistantShare.NotAllowed(code.Code));
        if (code.OneOnOne && GroupOrOne.Check(intervention, code, visit.Discipline, visit.Date) is { } group) return (group, GroupOrOne.NotOneOnOne(code.Code, intervention.Group!.Value));
        return intervention.Minutes is null && code.Units != UnitKind.Untimed ? (MinutesRecorded.Check(intervention, code)!, MinutesRecorded.Missing(code.Code)) : null;
    }
}
