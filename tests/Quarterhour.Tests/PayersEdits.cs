using System.Text;
using Quarterhour.Billing;
using Quarterhour.Billing.Day;
using Quarterhour.Billing.Visits;
using Quarterhour.Formats.Claims;
using Quarterhour.Formats.Visits;

namespace Quarterhour.Tests;

/// <summary>
/// The edits of a payer, written from the public rules and apart from the project's: from what a bill says, and what its record says where the payer asks for it, follow the reasons and remarks with which it is refused.
/// It knows no finding's name, so that a denial that is linked to the wrong finding is seen.
/// </summary>
static class PayersEdits
{
    /// <summary>Code, its first and last day (HCPCS files of the years).</summary>
    static readonly (string Code, DateOnly From, DateOnly To)[] Codes = [("97001", new(1998, 1, 1), new(2016, 12, 31)), ("97550", new(2024, 1, 1), DateOnly.MaxValue)];

    static readonly (string Code, DateOnly From)[] Diagnoses = [("M54.50", new(2021, 10, 1)), ("Z58.81", new(2022, 10, 1))];

    /// <summary>Codes that have further digits.</summary>
    static readonly string[] Categories = ["M25.51"];

    /// <summary>NCCI, practitioners: whether a modifier may tell the two apart.</summary>
    static readonly (string One, string Other, bool Modifier)[] Pairs = [("97150", "97110", true), ("97760", "97763", false)];

    static readonly (string Code, string First)[] AddOns = [("97598", "97597")];

    static readonly (string Code, int Most)[] Units = [("95992", 1)];

    static readonly string[] Bundled = ["97010"], NotCovered = ["96110"], OfPhysicalTherapy = ["97161", "97162", "97163", "97164"], NoneSuch = ["97111"], Evaluations = OfPhysicalTherapy;

    /// <summary>The reasons and remarks that a bill earns.</summary>
    /// <param name="bill">Visits or claim lines.</param>
    public static IReadOnlySet<string> Of(string bill)
    {
        var earned = new HashSet<string>(StringComparer.Ordinal);
        using var input = new MemoryStream(Encoding.UTF8.GetBytes(bill + "\n"));
        if (bill.StartsWith("claim,", StringComparison.Ordinal))
        {
            var file = ClaimFile.Open(input, "the bill", "medicare");
            while (file.Next(out var line)) Modifiers(line.Modifiers, earned);
        }
        else
            foreach (var day in VisitSource.Open(input, "the bill").Days(sorted: false))
            {
                Day(day, earned);
                foreach (var visit in day) Visit(visit, earned);
            }
        return earned;
    }

    static void Modifiers(ModifierList modifiers, HashSet<string> earned)
    {
        if (!modifiers.Contains(Modifier.GP) && !modifiers.Contains(Modifier.GO) && !modifiers.Contains(Modifier.GN)) earned.UnionWith(["4", "N822"]);
        if (modifiers.Contains(Modifier.CQ) && !modifiers.Contains(Modifier.GP) || modifiers.Contains(Modifier.CO) && !modifiers.Contains(Modifier.GO)) earned.UnionWith(["4", "N519", "N823"]);
    }

    /// <summary>What the lines of a day do to each other.</summary>
    static void Day(IReadOnlyList<Visit> day, HashSet<string> earned)
    {
        var lines = day.SelectMany(visit => visit.Interventions.Select(one => (visit.Patient, visit.Discipline, Code: one.Code.ToString(), one.Minutes, Visit: visit.Id))).ToList();
        bool Has(string code) => lines.Exists(line => line.Code == code);
        if (lines.Exists(line => lines.Exists(other => other.Visit != line.Visit && (other.Patient, other.Discipline, other.Code, other.Minutes) == (line.Patient, line.Discipline, line.Code, line.Minutes)))) earned.UnionWith(["18", "B13", "M86"]);
        foreach (var (one, other, modifier) in Pairs)
            if (Has(one) && Has(other)) earned.UnionWith(modifier ? ["97", "236", "M15", "N19", "N20"] : ["231", "236"]);
        foreach (var (code, first) in AddOns)
            if (Has(code) && !Has(first)) earned.UnionWith(["107", "B15", "N122"]);
        foreach (var (code, most) in Units)
            if (lines.Count(line => line.Code == code) > most) earned.UnionWith(["151", "222", "N362"]);
    }

    static void Visit(Visit visit, HashSet<string> earned)
    {
        foreach (var one in visit.Interventions) Line(visit, one, earned);
        foreach (string diagnosis in visit.Diagnoses)
        {
            if (Categories.Contains(diagnosis)) earned.UnionWith(["146", "M76", "M81"]);
            if (Diagnoses.Any(known => known.Code == diagnosis && visit.Date < known.From)) earned.UnionWith(["146", "M76"]);
        }
        // 2026: 2,480 dollars of physical therapy and speech together, without KX; a quarter hour of exercise brings some 29
        if (visit is { Date.Year: 2026, KxAttested: false } && visit.YearToDate + 29 * visit.Interventions.Length > 2_480) earned.UnionWith(["119", "N435", "N640"]);
        if (visit is { ExpectedDenial: true, Abn: null }) earned.Add("50");
        if (visit is { ExpectedDenial: true, Abn: Abn.Voluntary }) earned.Add("116");
        if (visit.Progress?.TreatmentDaysSince > 10) earned.Add("152");
        if (visit.PlanOfCare is { } plan) Plan(visit, plan, earned);
        if (visit.Note is { } note)
        {
            if (note.Signed == false) earned.UnionWith(["251", "N466"]);
            if (note.Date is { } written && written != visit.Date || note.TimedMinutes < visit.Interventions.Sum(static one => one.Minutes)) earned.UnionWith(["B12", "N466"]);
        }
    }

    static void Line(Visit visit, Intervention one, HashSet<string> earned)
    {
        string code = one.Code.ToString();
        if (NoneSuch.Contains(code)) earned.UnionWith(["M20", "M51"]);
        if (Codes.Any(known => known.Code == code && (visit.Date < known.From || visit.Date > known.To))) earned.UnionWith(["181", "M20", "N56"]);
        if (Bundled.Contains(code)) earned.UnionWith(["97", "234", "N20"]);
        if (NotCovered.Contains(code)) earned.UnionWith(["96", "204", "N130", "N657"]);
        if (OfPhysicalTherapy.Contains(code) && visit.Discipline != Discipline.PT) earned.UnionWith(["4", "N823"]);
        if (one.By is TreatedBy.Student or TreatedBy.Aide || one.By == TreatedBy.Assistant && Evaluations.Contains(code)) earned.Add("185");
        if (one.Support is { Goal: "" }) earned.Add("50");
    }

    /// <summary>42 CFR 424.24(c): certified within 30 days of the first treatment, again after 90; an order by word of mouth is signed within 14.</summary>
    static void Plan(Visit visit, PlanOfCare plan, HashSet<string> earned)
    {
        var first = plan.FirstTreatment ?? plan.Established;
        if (plan.VerbalOrder is { } order && plan.OrderSigned is null && plan.Certified is null && visit.Date > order.AddDays(14)) earned.Add("N486");
        else if (plan.Certified is not { } certified) earned.Add("N485");
        else if (certified > first?.AddDays(30) && plan.DelayedCertification is null) earned.UnionWith(["251", "N486"]);
        else if (visit.Date > (plan.Recertified ?? first)?.AddDays(90)) earned.UnionWith(["176", "N485"]);
    }
}
