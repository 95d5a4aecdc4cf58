using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using Quarterhour.Billing.Denials;
using Quarterhour.Claims;
using Quarterhour.Claims.Remittances;
using Quarterhour.Practice.Rows;

namespace Quarterhour.Practice;

/// <summary>The other claims of a patient's day at one provider to one payer, which share the multiple-procedure reduction: those of the payment at hand, and of the records those whose day has more than one.</summary>
sealed class SameDay
{
    readonly Dictionary<(string, DateOnly, string, string), List<(Claim Claim, ImmutableArray<(ServiceLine Line, bool Refused)> Lines)>> days = [];

    public SameDay(PracticeStore store, IReadOnlyList<Match> matches)
    {
        var here = new HashSet<string>(StringComparer.Ordinal);
        foreach (var match in matches)
            if (match.Claim is { } claim && !match.Payment.IsReversal && here.Add(claim.Number)) Add(claim, AcceptedPrices.Lines(match));
        // another claim matters only where this one's full unit is refused, or stands elsewhere
        var asked = matches.Where(static match => match.Claim is not null && !match.Payment.IsReversal && NeedsOthers(AcceptedPrices.Lines(match))).Select(static match => match.Claim!).ToList();
        foreach (var some in asked.Chunk(200))
        {
            string[] patients = [.. some.Select(static one => one.Patient.Id).Distinct()];
            var dates = some.Select(static one => one.Date).Distinct().ToArray();
            var wanted = some.Select(static one => (one.Patient.Id, one.Date)).ToHashSet();
            string[] numbers = [.. store.Claims.AsNoTracking().Where(row => dates.Contains(row.Day) && patients.Contains(row.Patient)).Select(static row => new { row.Number, row.Patient, row.Day }).AsEnumerable()
                .Where(row => wanted.Contains((row.Patient, row.Day)) && here.Add(row.Number)).Select(static row => row.Number)];
            if (numbers.Length == 0) continue;
            var refused = store.Postings.AsNoTracking().Where(row => numbers.Contains(row.Claim!) && row.Kind == nameof(DifferenceKind.Denial) && row.Line != null).GroupBy(static row => row.Line!).Select(static line => new { line.Key, Cents = line.Sum(static row => row.AmountCents) }).ToDictionary(static line => line.Key, static line => line.Cents, StringComparer.Ordinal);
            foreach (string json in store.Claims.AsNoTracking().Where(row => numbers.Contains(row.Number) && row.Frequency == 1 && row.State != ClaimState.Withdrawn && row.State != ClaimState.Rejected).Select(static row => row.Json).ToList())
            {
                var claim = ClaimJson.Read(json);
                Add(claim, [.. claim.Lines.Select(line => (line, refused.GetValueOrDefault(line.ControlNumber) >= Posting.Cents(line.Charge)))]);
            }
        }
    }

    /// <summary>The lines of the other claims of the day, each with whether it was refused.</summary>
    public ImmutableArray<(ServiceLine Line, bool Refused)> Elsewhere(Match match) =>
        match.Claim is { } claim && days.TryGetValue(Key(claim), out var day) && day.Count > 1 ? [.. day.Where(one => one.Claim.Visit != claim.Visit).SelectMany(static one => one.Lines)] : [];

    static bool NeedsOthers(ImmutableArray<(ServiceLine Line, bool Refused)> lines) => lines.Any(static one => one.Line.Expected?.UnitReduction is not null) && !lines.Any(static one => !one.Refused && one.Line.Expected is { FullUnits: > 0, UnitReduction: not null });

    static (string, DateOnly, string, string) Key(Claim claim) => (claim.Patient.Id, claim.Date, claim.Billing.Npi, claim.Coverage.Payer.Id);

    void Add(Claim claim, ImmutableArray<(ServiceLine Line, bool Refused)> lines)
    {
        if (!days.TryGetValue(Key(claim), out var day)) days[Key(claim)] = day = [];
        day.Add((claim, lines));
    }
}
