using Quarterhour.Billing.Pricing;
using Quarterhour.Billing.Tables;
using Quarterhour.Billing.Visits;

namespace Quarterhour.Billing.Day;

/// <summary>Unit fees that were already worked out: visits of a day, and of days on which the same tables answer, ask for the same few.</summary>
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

    /// <param name="line">Its code and modifiers; a line of therapy is paid with the non-facility practice expense in every setting.</param>
    public Answer<UnitFee> Of(BillLine line, LocalityId locality, DateOnly date)
    {
        if (date != day || known.Count >= Most)
        {
            if (known.Count >= Most || !Alike(date, day)) known.Clear();
            day = date;
        }
        var (code, component) = (line.Code, FeeSchedule.ComponentOf(line.Modifiers));
        bool inFacility = facility && !IsTherapy(line);
        // the few lines with a component, or beside a comparison, are not kept
        if (component != default || inFacility != facility) return FeeSchedule.ForUnit(code, locality, date, tables.Fees, tables.Localities, inFacility, component);
        if (known.TryGetValue((code, locality), out var answer)) return answer;
        return known[(code, locality)] = FeeSchedule.ForUnit(code, locality, date, tables.Fees, tables.Localities, facility);
    }

    bool Alike(DateOnly one, DateOnly other) => tables.Fees.AnswersAlike(one, other) && tables.Localities.AnswersAlike(one, other)
        && MultipleProcedure.PracticeExpenseShare.TryOn(one, out decimal share) == MultipleProcedure.PracticeExpenseShare.TryOn(other, out decimal same) && share == same;

    /// <summary>Priced for a facility although it is therapy.</summary>
    public bool IsTherapyInFacility(BillLine line) => facility && IsTherapy(line);

    static bool IsTherapy(BillLine line) => line.Modifiers.Contains(Modifier.GP) || line.Modifiers.Contains(Modifier.GO) || line.Modifiers.Contains(Modifier.GN);
}
