using Quarterhour.X12;

namespace Quarterhour.Simulation;

/// <summary>A whole 835 of one payment.</summary>
static class RemittanceFile
{
    /// <param name="trace">TRN02.</param>
    /// <param name="paid">The day of the payment.</param>
    /// <param name="payer">Who pays; null for Medicare.</param>
    public static Payment Payment(string trace, DateOnly paid, Party? payer = null) => new()
    {
        Transaction = new("835", "0001", ""), Handling = "I", Method = "ACH", Trace = trace, TraceOriginator = payer is null ? "1512345678" : "1" + payer.Id,
        Banking = ["CCP", "01", "999999992", "DA", "123456", "1512345678", "", "01", "999988880", "DA", "98765", paid.ToString("yyyyMMdd", System.Globalization.CultureInfo.InvariantCulture)],
        Payer = new("PR") { IsN1 = true, Name = payer?.Name ?? "MEDICARE", IdCode = "XV", Id = payer?.Id ?? "15202" }, Payee = new("PE") { IsN1 = true, Name = "CLINIC", IdCode = "XX", Id = "1234567893" },
    };

    /// <summary>Its amount is what its claims and adjustments come to.</summary>
    public static byte[] Of(Payment payment, params IReadOnlyList<ClaimPayment> decisions)
    {
        payment.Amount = payment.Expected(decisions);
        var stream = new MemoryStream();
        var writer = new X12Writer(stream);
        writer.Begin(new Interchange { Sender = "PAYER", Receiver = "CLINIC", Date = "260520", Time = "0600", Control = "000000202", Usage = "T" });
        writer.Begin(new Group { Code = "HP", Sender = "PAYER", Receiver = "CLINIC", Date = "20260520", Time = "0600", Control = "202", Version = "005010X221A1" });
        var remittance = new RemittanceWriter(writer);
        remittance.Begin(payment);
        foreach (var one in decisions) remittance.Write(one);
        remittance.End(payment);
        writer.EndAll();
        return stream.ToArray();
    }
}
