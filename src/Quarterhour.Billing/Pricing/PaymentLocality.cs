using Quarterhour.Billing.Tables;
using Quarterhour.Billing.Visits;

namespace Quarterhour.Billing.Pricing;

public static partial class PaymentLocality
{
    /// <summary>The locality of a visit; null when the visit names no place at all.</summary>
    public static Answer<LocalityId>? Of(Visit visit, ZipTable zips) => visit switch
    {
        { Locality: { } given } => Answer<LocalityId>.Decided(given, Because.Given(given.ToString())),
        { Zip: { } zip } => OfZip(zip, visit.Date, zips),
        _ => null,
    };

    /// <param name="zip">Five or nine digits, with or without a dash.</param>
    /// <param name="date">Date of service.</param>
    /// <param name="zips">The loaded ZIP tables.</param>
    public static Answer<LocalityId> OfZip(string zip, DateOnly date, ZipTable zips) => zips.Find(zip, date) switch
    {
        (ZipAnswer.Found, var locality, var release) => Answer<LocalityId>.Decided(locality, Because.ByZip(zip, locality.ToString(), release.Name)),
        (ZipAnswer.NeedsNineDigits, _, _) when zips.NineDigits.Count > 0 => Answer<LocalityId>.Undecided($"the locality of ZIP {zip}, which crosses localities: give all nine digits, or locality"),
        (ZipAnswer.NeedsNineDigits, _, _) => Answer<LocalityId>.Undecided($"the locality of ZIP {zip}, which crosses localities: give locality, or import the ZIP9 file"),
        (ZipAnswer.UnknownNineDigits, _, var release) => Answer<LocalityId>.Undecided($"the locality of ZIP {zip}, which is not in the ZIP9 table of {release.Name}: check the last four digits, or give locality"),
        (_, _, var release) => Answer<LocalityId>.Undecided($"the locality of ZIP {zip}, which is not in the ZIP table of {release.Name}: check it, or give locality"),
    };
}
