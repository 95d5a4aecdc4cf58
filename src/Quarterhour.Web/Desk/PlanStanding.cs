using System.Globalization;
using Quarterhour.Billing;
using Quarterhour.Billing.Documentation;
using Quarterhour.Billing.Visits;
using Quarterhour.Formats;

namespace Quarterhour.Web.Desk;

/// <summary>Where a plan of care stands on a day, as the rules judge a visit of that day under it.</summary>
/// <param name="Kind">error, warning, note or well.</param>
/// <param name="Words">What is due or missing; blank where nothing is.</param>
public sealed record PlanStanding(string Kind, string Words)
{
    /// <param name="plan">Its fields.</param>
    /// <param name="day">The day.</param>
    /// <param name="treatmentDays">Treatment days since the last report, or since it was established.</param>
    public static PlanStanding Of(IReadOnlyDictionary<string, string> plan, DateOnly day, int treatmentDays)
    {
        var bill = new Bill(new Visit { Id = "plan", Date = day, Payer = "", Discipline = DisciplineOf(plan), Interventions = [], PlanOfCare = PlanOf(plan), Progress = new(Day(plan, "last_report"), treatmentDays) }, null);
        Certification.Judge(bill);
        Recertification.Judge(bill);
        ProgressReport.Judge(bill);
        if (bill.Findings.Count == 0) return new("well", "");
        var worst = bill.Findings.Max(static finding => finding.Severity);
        return new(BillJson.Severity(worst), string.Join(" ", bill.Findings.OrderByDescending(static finding => finding.Severity).Select(static finding => Sentence(Formats.Words.Message(finding)))));
    }

    static string Sentence(string text) => char.ToUpperInvariant(text[0]) + text[1..] + (text.EndsWith('.') ? "" : ".");

    public static Discipline DisciplineOf(IReadOnlyDictionary<string, string> plan) => Enum.TryParse<Discipline>(plan.GetValueOrDefault("discipline"), out var discipline) ? discipline : Discipline.PT;

    /// <summary>From when treatment days count toward the next progress report.</summary>
    public static DateOnly? CountsFrom(IReadOnlyDictionary<string, string> plan) => Day(plan, "last_report")?.AddDays(1) ?? Day(plan, "first_treatment") ?? Day(plan, "established");

    static PlanOfCare PlanOf(IReadOnlyDictionary<string, string> plan) => new()
    {
        Established = Day(plan, "established"), FirstTreatment = Day(plan, "first_treatment"), Certified = Day(plan, "certified"), CertifiedBy = Certifier(plan, "certified_by"), OrderedBy = Certifier(plan, "ordered_by"),
        VerbalOrder = Day(plan, "verbal_order"), OrderSigned = Day(plan, "order_signed"), SentToOrderer = Day(plan, "sent_to_orderer"), DelayedCertification = plan.GetValueOrDefault("delayed_certification"), Recertified = Day(plan, "recertified"), Ends = Day(plan, "ends"),
    };

    static Certifier? Certifier(IReadOnlyDictionary<string, string> plan, string field) => Enum.TryParse<Certifier>(plan.GetValueOrDefault(field, "").Replace("-", "", StringComparison.Ordinal), ignoreCase: true, out var who) ? who : null;

    static DateOnly? Day(IReadOnlyDictionary<string, string> plan, string field) => DateOnly.TryParseExact(plan.GetValueOrDefault(field), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
}
