using System.Globalization;
using Quarterhour.X12;

namespace Quarterhour.Claims.Remittances;

/// <summary>
/// Whose decision it is: of the payer to which the claim was sent, or of another coverage of the patient. Told by the payer's number or name; where neither is one that was ever sent to, by the place in which it decided (CLP02) and the number of the
/// member. A crossover's second payer names the first payer's claim, so the claim's number alone says nothing.
/// </summary>
static class DecidingPayer
{
    /// <summary>The coverage of the claim whose payer decided, or why that can't be told.</summary>
    /// <param name="payment">The decision.</param>
    /// <param name="claim">The claim that it names.</param>
    /// <param name="sent">What was sent, and to whom.</param>
    /// <param name="byHand">A person says that it is this claim's: what contradicts nothing is taken.</param>
    public static (Coverage? Coverage, string? Why) Of(ClaimPayment payment, Claim claim, SentClaims sent, bool byHand)
    {
        var payer = payment.Payment.Payer;
        var place = Place(payment.Status);
        bool own = Is(payer, claim.Coverage.Payer);
        // one payer may stand behind two coverages, as those of a couple: then the place tells
        foreach (var other in claim.OtherCoverages)
            if (Is(payer, other.Coverage.Payer) && (!own || other.Coverage.Order == place && place != claim.Coverage.Order)) return (other.Coverage, null);
        if (own) return (claim.Coverage, null);
        string who = payer?.Name is { Length: > 0 } name ? name : payer?.Id ?? "a payer that is not named", to = $"claim {claim.Number} was sent to {claim.Coverage.Payer.Name}";
        if (payer?.Id is { Length: > 0 } number && sent.IsPayer(number)) return (null, $"{who} decided, and {to}");
        if (place is { } told && told != claim.Coverage.Order)
        {
            var there = claim.OtherCoverages.Where(other => other.Coverage.Order == told).ToList();
            return there is [var only] && Member(payment) == only.Coverage.MemberId ? (only.Coverage, null)
                : (null, string.Create(CultureInfo.InvariantCulture, $"{who} decided as {told.ToString().ToLowerInvariant()} payer (CLP02 {payment.Status}), and {to} as {claim.Coverage.Order.ToString().ToLowerInvariant()}"));
        }
        string member = Member(payment);
        if (member.Length > 0)
        {
            if (string.Equals(member, claim.Coverage.MemberId, StringComparison.OrdinalIgnoreCase)) return (claim.Coverage, null);
            foreach (var other in claim.OtherCoverages)
                if (string.Equals(member, other.Coverage.MemberId, StringComparison.OrdinalIgnoreCase)) return (other.Coverage, null);
        }
        return byHand ? (claim.Coverage, null) : (null, $"{who} decided, {to}, and neither the payer's number nor its name nor the member's number says that it is the same");
    }

    /// <summary>The payer's number or name says that it is the one to which the claim was sent.</summary>
    public static bool IsAsked(ClaimPayment payment, Claim claim) => Is(payment.Payment.Payer, claim.Coverage.Payer);

    /// <summary>Number or name are those under which claims go to it; capitals, spaces and dots do not count.</summary>
    static bool Is(Party? payer, PayerIdentity known) => payer is not null && (payer.Id.Length > 0 && Same(payer.Id, known.PayerNumber) || payer.Name.Length > 0 && Same(payer.Name, known.Name));

    static bool Same(string one, string another)
    {
        if (string.Equals(one, another, StringComparison.OrdinalIgnoreCase)) return true;
        int i = 0, j = 0;
        for (; ; i++, j++)
        {
            while (i < one.Length && !char.IsLetterOrDigit(one[i])) i++;
            while (j < another.Length && !char.IsLetterOrDigit(another[j])) j++;
            if (i == one.Length || j == another.Length) return i == one.Length && j == another.Length;
            if (char.ToUpperInvariant(one[i]) != char.ToUpperInvariant(another[j])) return false;
        }
    }

    /// <summary>In which place the payer says that it decided; null where the status does not say.</summary>
    static CoverageOrder? Place(string status) => status switch { "1" or "19" => CoverageOrder.Primary, "2" or "20" => CoverageOrder.Secondary, "3" or "21" => CoverageOrder.Tertiary, _ => null };

    static string Member(ClaimPayment payment) => payment.PartyAs("IL")?.Id is { Length: > 0 } insured ? insured : payment.PartyAs("QC")?.Id ?? "";
}
