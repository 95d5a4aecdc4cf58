using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Quarterhour.Billing;
using Quarterhour.Billing.Denials;
using Quarterhour.Claims.Remittances;
using Quarterhour.Practice.Rows;

namespace Quarterhour.Practice.Reports;

/// <summary>What the records tell about payers: made of claims by date of service, figures of the postings.</summary>
public static partial class PracticeReports
{
    /// <summary>The names, in order.</summary>
    public static IReadOnlyList<string> Names { get; } = ["clean-claims", "denials", "denial-codes", "denial-causes", "days", "expected", "aging", "receivable", "units"];

    /// <summary>Makes one.</summary>
    /// <param name="store">The records.</param>
    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <param name="from">First date of service.</param>
    /// <param name="to">Last date of service.</param>
    /// <param name="today">The day from which ages are counted.</param>
    /// <exception cref="ArgumentException">There is no such report.</exception>
    public static Report Of(PracticeStore store, string name, DateOnly from, DateOnly to, DateOnly today)
    {
        ArgumentNullException.ThrowIfNull(store);
        return Of(new Look(store, from, to), name, from, to, today);
    }

    /// <summary>Makes all of them, over one look at the claims.</summary>
    public static IReadOnlyList<Report> All(PracticeStore store, DateOnly from, DateOnly to, DateOnly today)
    {
        ArgumentNullException.ThrowIfNull(store);
        var look = new Look(store, from, to);
        return [.. Names.Select(name => Of(look, name, from, to, today))];
    }

    /// <summary>What several reports are made of, read once.</summary>
    sealed class Look(PracticeStore store, DateOnly from, DateOnly to)
    {
        public PracticeStore Store => store;

        public List<Case> Claims => field ??= [.. InDays.Select(static row => new Case(row.Number, row.Payer, row.ChargeCents, row.ExpectedCents, row.State, row.SentAt, row.DecidedAt, row.Day))];

        public Dictionary<string, Case> ByNumber => field ??= Claims.ToDictionary(static one => one.Number, StringComparer.Ordinal);

        /// <summary>As <see cref="PracticeReports.Refused"/> says.</summary>
        public (List<PostingRow> Rows, HashSet<string> Claims) Refused => refused ??= PracticeReports.Refused(store, ByNumber);

        /// <summary>Lines that were answered, by payer.</summary>
        public Dictionary<string, int> Answered => field ??= store.Postings.AsNoTracking().Where(static row => row.Line != null && row.Kind == PostingRow.Payment).Join(InDays, static row => row.Claim, static claim => claim.Number, static (row, claim) => new { claim.Payer, row.Claim, row.Line }).Distinct()
            .GroupBy(static row => row.Payer).Select(static group => new { group.Key, Count = group.Count() }).ToDictionary(static one => one.Key, static one => one.Count, StringComparer.Ordinal);

        /// <summary>Cents by payer and kind of posting.</summary>
        public Dictionary<(string Payer, string Kind), long> Sums(params string[] kinds) => store.Postings.AsNoTracking().Where(row => kinds.Contains(row.Kind)).Join(InDays, static row => row.Claim, static claim => claim.Number, static (row, claim) => new { claim.Payer, row.Kind, row.AmountCents })
            .GroupBy(static row => new { row.Payer, row.Kind }).Select(static group => new { group.Key.Payer, group.Key.Kind, Cents = group.Sum(static row => row.AmountCents) }).ToDictionary(static one => (one.Payer, one.Kind), static one => one.Cents);

        IQueryable<ClaimRow> InDays => store.Claims.AsNoTracking().Where(row => row.Day >= from && row.Day <= to);

        (List<PostingRow> Rows, HashSet<string> Claims)? refused;
    }

    static Report Of(Look look, string name, DateOnly from, DateOnly to, DateOnly today)
    {
        return name switch
        {
            "clean-claims" => Clean(look),
            "denials" => Denials(look),
            "denial-codes" => Codes(look, "denial-codes", "code", static row => $"{row.AdjustmentGroup}-{row.Code}"),
            "denial-causes" => Codes(look, "denial-causes", "cause", static row => DenialBook.Find(row.Code)?.About ?? "not explained"),
            "days" => Days(look),
            "expected" => Expected(look),
            "aging" => Aging(look.Claims, today),
            "receivable" => Receivable(look.Claims, today),
            "units" => Units(look.Store, from, to),
            _ => throw new ArgumentException($"no report {name}", nameof(name)),
        };
    }

    sealed record Case(string Number, string Payer, long Charge, long? Expected, ClaimState State, string? SentAt, string? DecidedAt, DateOnly Service)
    {
        public bool IsDecided => DecidedAt is not null;
    }

    static List<PostingRow> Of(PracticeStore store, Dictionary<string, Case> claims, params string[] kinds) =>
        [.. store.Postings.AsNoTracking().Where(row => row.Claim != null && kinds.Contains(row.Kind)).AsEnumerable().Where(row => claims.ContainsKey(row.Claim!))];

    static Report Days(Look look)
    {
        var (store, by) = (look.Store, look.ByNumber);
        var all = store.Decisions.AsNoTracking().Where(static row => row.Claim != null && row.PaidCents > 0).Join(store.Remittances, static row => row.Remittance, static row => row.Id, static (row, remittance) => new { row.Claim, remittance.PaidOn })
            .AsEnumerable().Where(one => one.PaidOn is not null && by.TryGetValue(one.Claim!, out var claim) && claim.SentAt is not null)
            .GroupBy(static one => one.Claim!).Select(group => (by[group.Key].Payer, Days: group.Min(static one => one.PaidOn!.Value).DayNumber - Day(by[group.Key].SentAt!).DayNumber)).ToList();
        int impossible = all.RemoveAll(static one => one.Days < 0);
        var rows = all.GroupBy(static one => one.Payer).OrderBy(static group => group.Key, StringComparer.Ordinal).Select(static group =>
        {
            int[] days = [.. group.Select(static one => one.Days).Order()];
            return Row(group.Key, days.Length, At(days, 10), At(days, 25), At(days, 50), At(days, 75), At(days, 90));
        });
        string left = impossible == 0 ? "" : $" Left out: {impossible} {(impossible == 1 ? "claim" : "claims")} whose payment is dated before the file in which it was sent.";
        return new("days", "Days from sending to the first payment, by payer", "Of the claims that were paid, from the day that stands in the first file that was not rejected; the share that was paid within so many days." + left, ["payer", "claims", "10 %", "25 %", "median", "75 %", "90 %"], 1, [.. rows], 4);
    }

    static Report Expected(Look look)
    {
        var sums = look.Sums(PostingRow.Payment, nameof(DifferenceKind.Underpayment), nameof(DifferenceKind.Overpayment), nameof(DifferenceKind.Denial));
        var rows = look.Claims.Where(static one => one.IsDecided).GroupBy(static one => one.Payer).OrderBy(static group => group.Key, StringComparer.Ordinal).Select(group =>
        {
            long Sum(string kind) => sums.GetValueOrDefault((group.Key, kind));
            var priced = group.Where(static one => one.Expected is not null).ToList();
            return Row(group.Key, group.Count(), priced.Count, Dollars(priced.Sum(static one => one.Expected!.Value)), Dollars(Sum(PostingRow.Payment)), Dollars(Sum(nameof(DifferenceKind.Underpayment))), Dollars(-Sum(nameof(DifferenceKind.Overpayment))), Dollars(Sum(nameof(DifferenceKind.Denial))));
        });
        return new("expected", "Expected against paid, by payer", "Of decided claims; expected where the price and the patient's share were known. Refused is at the charge.", ["payer", "claims", "priced", "expected", "paid", "underpaid", "overpaid", "refused"], 1, [.. rows], 5);
    }

    /// <summary>Sent and not decided.</summary>
    static bool IsOpen(Case one) => one.State is ClaimState.Sent or ClaimState.Accepted or ClaimState.Rejected or ClaimState.Reversed;

    static readonly int[] Ages = [30, 60, 90, 120];

    static Report Aging(List<Case> claims, DateOnly today)
    {
        var rows = claims.Where(IsOpen).GroupBy(static one => one.Payer).OrderBy(static group => group.Key, StringComparer.Ordinal).Select(group =>
        {
            long[] sums = new long[Ages.Length + 1];
            foreach (var one in group) sums[Array.FindIndex(Ages, age => today.DayNumber - one.Service.DayNumber <= age) is var at and >= 0 ? at : Ages.Length] += one.Charge;
            return Row([group.Key, .. sums.Select(Dollars), Dollars(sums.Sum())]);
        });
        return new("aging", "Charges that wait for a payer, by age", "Of claims that were sent and are not decided, by days since the service.", ["payer", "0-30", "31-60", "61-90", "91-120", "over 120", "all"], 1, [.. rows], 6);
    }

    static Report Receivable(List<Case> claims, DateOnly today)
    {
        const int Days = 90;
        var rows = claims.Where(static one => one.SentAt is not null).GroupBy(static one => one.Payer).OrderBy(static group => group.Key, StringComparer.Ordinal).Select(group =>
        {
            long open = group.Where(IsOpen).Sum(static one => one.Charge), charged = group.Where(one => today.DayNumber - one.Service.DayNumber is >= 0 and < Days).Sum(static one => one.Charge);
            return Row(group.Key, Dollars(open), Dollars(charged), charged == 0 ? "" : Math.Round((decimal)open * Days / charged, 1, MidpointRounding.AwayFromZero).ToString("0.0", CultureInfo.InvariantCulture));
        });
        return new("receivable", "Days in receivable, by payer", $"Charges that wait for a payer, over what is charged on a day: the mean of the last {Days} days.", ["payer", "waiting", $"charged in {Days} days", "days"], 1, [.. rows], 3);
    }

    static Report Units(PracticeStore store, DateOnly from, DateOnly to)
    {
        var rows = store.Visits.AsNoTracking().Where(row => row.Day >= from && row.Day <= to && row.State == VisitState.Signed).GroupBy(static row => row.Clinician).Select(static group => new { group.Key, Visits = group.Count(), Units = group.Sum(static row => row.Units) })
            .AsEnumerable().OrderBy(static one => one.Key, StringComparer.Ordinal).Select(static one => Row(one.Key, one.Visits, one.Units, (Money.RoundWhole(100m * one.Units / one.Visits) / 100m).ToString("0.00", CultureInfo.InvariantCulture)));
        return new("units", "Units per visit, by clinician", "Of signed visits. More is not better: units follow from the minutes.", ["clinician", "visits", "units", "units a visit"], 1, [.. rows], 3);
    }

    static IReadOnlyList<string> Row(params object[] cells) => [.. cells.Select(static cell => Convert.ToString(cell, CultureInfo.InvariantCulture)!)];

    static string Dollars(long cents) => (cents / 100m).ToString("0.00", CultureInfo.InvariantCulture);

    static string Percent(long part, long whole) => whole == 0 ? "" : (Money.RoundWhole(1000m * part / whole) / 10m).ToString("0.0", CultureInfo.InvariantCulture);

    /// <summary>The nearest rank.</summary>
    static int At(int[] sorted, int percent) => sorted[Math.Max(0, (sorted.Length * percent + 99) / 100 - 1)];

    static DateOnly Day(string moment) => DateOnly.ParseExact(moment.AsSpan(0, 10), "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
