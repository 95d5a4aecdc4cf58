using Quarterhour.Billing.Tables;
using Quarterhour.Billing.Visits;

namespace Quarterhour.Billing.Pricing;

public static partial class PaymentLocality
{
    /// <summary>The locality of a visit; null when the visit names no place at all.</summary>
    public static Answer<LocalityId>? Of(Visit visit, ZipTable zips) => visit switch
    {
        { Locality: { } given } => Answer<LocalityId>.Decided(given, Because.Given(given.ToString())),
        { Zip: { } zip } => OfZip(zip, zips),
        _ => null,
    };

    /// <param name="zip">Five or nine digits, with or without a dash.</param>
    /// <param name="zips">The loaded ZIP table.</param>
    public static Answer<LocalityId> OfZip(string zip, ZipTable zips) => zips.Find(int.Parse(zip.AsSpan(0, 5)), out var locality) switch
    {
        ZipAnswer.Found => Answer<LocalityId>.Decided(locality, Because.ByZip(zip, locality.ToString(), zips.Release)),
        ZipAnswer.NeedsNineDigits => Answer<LocalityId>.Undecided($"the locality of ZIP {zip}, which crosses localities: give locality, or import the ZIP9 file"),
        _ => Answer<LocalityId>.Undecided($"the locality of ZIP {zip}, which is not in the ZIP table of {zips.Release}: check it, or give locality"),
    };
}
