using Quarterhour.Billing.Pricing;
using Quarterhour.Billing.Tables;
using Quarterhour.Billing.Visits;

namespace Quarterhour.Billing.Day;

/// <summary>Unit fees that were already worked out for the date at hand: a day's visits ask for the same few.</summary>
sealed class UnitFees(ReferenceTables tables, bool facility = false)
{
    /// <summary>Kept at most; then it starts afresh.</summary>
    const int Most = 20_000;

    readonly Dictionary<string, Answer<LocalityId>> places = new(StringComparer.Ordinal);
    readonly Dictionary<(ProcedureCode, LocalityId), Answer<UnitFee>> known = [];
    DateOnly day;
    ZipRelease? zips, zipsOfNine;

    /// <summary>The payment locality of a visit; null when it names no place.</summary>
    public Answer<LocalityId>? Place(Visit visit)
    {
        if (visit.Locality is not null || visit.Zip is not { } zip) return PaymentLocality.Of(visit, tables.Zips);
        var (five, nine) = (tables.Zips.At(visit.Date), tables.Zips.NineDigitsAt(visit.Date));
        if (five != zips || nine != zipsOfNine || places.Count >= Most)
        {
            places.Clear();
            (zips, zipsOfNine) = (five, nine);
        }
        if (places.TryGetValue(zip, out var known)) return known;
        return places[zip] = PaymentLocality.OfZip(zip, visit.Date, tables.Zips);
    }

    public Answer<UnitFee> Of(ProcedureCode code, LocalityId locality, DateOnly date)
    {
        if (date != day || known.Count >= Most)
        {
            known.Clear();
            day = date;
        }
        if (known.TryGetValue((code, locality), out var answer)) return answer;
        return known[(code, locality)] = FeeSchedule.ForUnit(code, locality, date, tables.Fees, tables.Localities, facility);
    }
}
