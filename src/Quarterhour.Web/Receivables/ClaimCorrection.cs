using Microsoft.EntityFrameworkCore;
using Quarterhour.Claims;
using Quarterhour.Practice;
using Quarterhour.Practice.Rows;
using Quarterhour.Web.Desk;

namespace Quarterhour.Web.Receivables;

/// <summary>How a claim goes out once more: as what, and what is done with it then.</summary>
static class ClaimCorrection
{
    /// <summary>Writes down, in the records' section of claims, why the visit's next claim is sent.</summary>
    /// <returns>Why it can't be sent again; null where it can.</returns>
    public static string? Frequency(RequestDesk desk, ClaimRow row, PracticeRecords practice, bool back)
    {
        bool undecided = row.State == ClaimState.Rejected;
        var payer = practice.Find("payers", row.Payer);
        bool originals = payer?.Text("originals_only") is { } told ? told == "yes" : payer?.Text("filing") == "MB";
        if (row.State is ClaimState.Made or ClaimState.Sent or ClaimState.Accepted) return "It is on its way: wait for the payer's answer before it is sent again.";
        if (undecided || originals && row.State == ClaimState.Denied && !back)
        {
            // it is a new original: nothing may say otherwise
            End(desk, row.Visit);
            return null;
        }
        if (originals) return "This payer takes original claims alone, and this one was paid in part: ask for a reopening instead.";
        if (row.PayerControl is not { Length: > 0 } control) return "The payer's number of the claim is not known; it stands in the remittance.";
        var fields = new Dictionary<string, string>(StringComparer.Ordinal) { ["visit"] = row.Visit, ["frequency"] = back ? "void" : "replacement", ["payer_control_number"] = control };
        if (Own(desk, row.Visit) is not { } there) desk.Records.Make("claims", fields, row.Facility);
        else desk.Records.Change(there.Id, there.Version, desk.Records.Fields(there).Where(one => !fields.ContainsKey(one.Key)).Concat(fields).ToDictionary(StringComparer.Ordinal));
        return null;
    }

    static void End(RequestDesk desk, string visit)
    {
        if (Own(desk, visit) is { } there && desk.Records.Fields(there).GetValueOrDefault("frequency", "original") is not ("original" or "1")) desk.Records.End(there.Id, there.Version);
    }

    static RecordRow? Own(RequestDesk desk, string visit) => desk.Store.Records.AsNoTracking().Where(static row => row.Kind == "claims" && row.EndedAt == null).AsEnumerable().FirstOrDefault(row => desk.Records.Fields(row).GetValueOrDefault("visit") == visit);

    /// <summary>What asked for the correction is dealt with.</summary>
    public static void Close(RequestDesk desk, ClaimRow row, string number)
    {
        using var all = desk.Office.Open(null);
        foreach (long item in all.Queue.AsNoTracking().Where(item => item.Claim == row.Number && item.DoneAt == null && (item.Kind == "denial" || item.Kind == "rejection")).Select(static item => item.Id).ToList())
            Worklist.Finish(all, item, $"corrected and sent as {number}", outside: false, desk.Office.Clock.GetUtcNow());
    }
}
