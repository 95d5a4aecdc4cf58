using Quarterhour.Billing.Tables;

namespace Quarterhour.Billing.Pricing;

/// <summary>CMS's status indicators: only units of codes with status A, R or T are used for Medicare payment (record layout of the relative value file, attachment A).</summary>
public static class PaidStatus
{
    /// <summary>What a price needs where the status leaves none; null where the units decide it.</summary>
    /// <param name="code">The code, for the words.</param>
    /// <param name="status">Its status indicator.</param>
    /// <param name="release">The release that says so.</param>
    public static string? Needs(ProcedureCode code, char status, string release)
    {
        string said = $"(status {status} in {release})";
        return status switch
        {
            'A' or 'R' or 'T' => null,
            'B' => $"a service that is paid by itself: {code} is always bundled into other services {said}",
            'C' => $"the contractor's own price of {code} {said}",
            'D' or 'F' or 'G' or 'H' => $"a code in force: {code} is deleted {said}",
            'E' => $"another payment system's price: regulation leaves {code} out of the fee schedule {said}",
            'I' => $"the code that Medicare uses instead: {code} is not valid for Medicare {said}",
            'J' => $"anesthesia's base units, time and conversion factor: {code} has no relative values {said}",
            'M' => $"a service: {code} only reports a measurement {said}",
            'N' => $"a payer that covers {code}: Medicare does not {said}",
            'P' => $"a service that is paid by itself: {code} is bundled, or paid under another provision {said}",
            'X' => $"another payment system's price: by law {code} is no physician service {said}",
            _ => $"the meaning of its status: {code} has one that this program does not know {said}",
        };
    }
}
