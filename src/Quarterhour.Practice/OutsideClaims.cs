using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Quarterhour.Practice.Rows;
using Quarterhour.X12;

namespace Quarterhour.Practice;

/// <summary>What a payer adjusts beside the claims (PLB): to which claim it belongs, and whether a person has to look.</summary>
/// <param name="Claim">The claim that its reference names; null where it names none, or several.</param>
/// <param name="Task">What a person has to do; null where it is accounted for.</param>
sealed record OutsideClaims(string? Claim, string? Task)
{
    public static OutsideClaims Of(PracticeStore store, PostingBatch batch, string payer, ProviderAdjustment one)
    {
        string? claim = ClaimOf(store, batch, one.Number);
        // what is negative was given: interest, or a balance that a later payment keeps back under the same reference
        if (one.Amount <= 0) return new(claim, one.Reason == "CS" ? $"{-one.Amount:0.00} was paid beside the claims without saying for what (CS, {Reference(one)}): ask the payer" : null);
        decimal announced = one.Number.Length == 0 ? 0 : -Balance(store, batch, payer, one) / 100m;
        if (announced >= one.Amount) return new(claim, null);
        string sum = one.Amount.ToString("0.00", CultureInfo.InvariantCulture), known = announced > 0 ? $"; {announced:0.00} of it was announced in an earlier payment" : "";
        return new(claim, one.Reason switch
        {
            "WO" when claim is not null => $"{sum} was kept back for claim {claim} (WO {one.Number}){known}{Reversed(store, batch, claim)}",
            "WO" => $"{sum} was kept back to recover an overpayment (WO, {Reference(one)}){known}: find the claim and the letter that ask for it",
            "FB" => $"{sum} was kept back for the balance of an earlier payment (FB, {Reference(one)}){known}; no payment in the records carried that forward: find the remittance of that number and post it",
            "72" => $"{sum} is booked as money that you returned (72, {Reference(one)}){known}: find the refund that you sent",
            "L6" => $"{sum} was kept back as interest (L6, {Reference(one)}){known}: ask the payer on what",
            "50" => $"{sum} was kept back for filing late (50, {Reference(one)}){known}: ask the payer for which claim",
            _ => $"{sum} of the payment was kept back ({one.Reason}, {Reference(one)}){known}: find the claim and the letter that ask for it",
        });
    }

    static string Reference(ProviderAdjustment one) => one.Number.Length > 0 ? one.Number : "no number";

    /// <summary>A claim by our number, or by the payer's, told now or earlier. Of several that bear the number nobody knows which is meant.</summary>
    static string? ClaimOf(PracticeStore store, PostingBatch batch, string number)
    {
        if (number.Length == 0) return null;
        var all = store.Claims.AsNoTracking().Where(row => row.Number == number || row.PayerControl == number).Select(static row => row.Number).Take(2).ToList()
            .Concat(store.Decisions.AsNoTracking().Where(row => row.PayerControl == number && row.Claim != null).Select(static row => row.Claim!).Distinct().Take(2).ToList())
            .Concat(batch.ByPayerControl[number].Select(static row => row.Claim!)).Distinct();
        return all.Take(2).ToList() is [var only] ? only : null;
    }

    /// <summary>What was given, less what was kept back, under the same reason and reference by the same payer: negative where something is still to be kept back. Cents.</summary>
    static long Balance(PracticeStore store, PostingBatch batch, string payer, ProviderAdjustment one) =>
        store.Postings.AsNoTracking().Where(row => row.Kind == PostingRow.Provider && row.Reference == one.Number && row.Code == one.Reason && store.Remittances.Any(paid => paid.Id == row.Remittance && paid.Payer == payer)).Sum(static row => row.AmountCents)
        + batch.Outside.Where(row => row.Reference == one.Number && row.Code == one.Reason).Sum(static row => row.AmountCents);

    /// <summary>What was taken back of the claim before: the reversal that this may collect.</summary>
    static string Reversed(PracticeStore store, PostingBatch batch, string claim)
    {
        long taken = batch.TakenBack.GetValueOrDefault(claim) - store.Decisions.AsNoTracking().Where(row => row.Claim == claim && row.PaidCents < 0).Sum(static row => row.PaidCents);
        return taken == 0 ? ", and no decision on it was taken back: ask the payer for the corrected remittance"
            : string.Create(CultureInfo.InvariantCulture, $". Its payment of {taken / 100m:0.00} was taken back already, in a payment that counted it: look whether it is taken twice");
    }
}
