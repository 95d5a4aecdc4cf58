namespace Quarterhour.X12;

/// <summary>A status, STC: category, status code and whom it concerns, up to three of them.</summary>
public sealed record ClaimStatus
{
    /// <summary>STC01, STC10, STC11: category, status, entity, and the list the status is from.</summary>
    public Items<Items<string>> Codes { get => codes.List; init => codes = new(value); }
    Held<Items<string>> codes;

    /// <summary>STC02, CCYYMMDD.</summary>
    public string Date { get; set; } = "";

    /// <summary>STC03: WQ accepted, U rejected (277CA).</summary>
    public string Action { get; set; } = "";

    /// <summary>STC04: what was charged.</summary>
    public decimal? Charge { get; set; }

    /// <summary>STC05: what was paid.</summary>
    public decimal? Paid { get; set; }

    /// <summary>STC06 to STC09: day of payment, method, day and number of the check.</summary>
    public Items<string> Payment { get => payment.List; init => payment = new(value); }
    Held<string> payment;

    /// <summary>STC12: words.</summary>
    public string Message { get; set; } = "";

    /// <summary>The first category, for example A2 or A7.</summary>
    public string Category => Codes is [[var category, ..], ..] ? category : "";

    /// <summary>Whether the category says rejected: A3, A6, A7, A8 and the others that return a claim.</summary>
    public bool IsRejection => Category is "A3" or "A4" or "A6" or "A7" or "A8" || Action == "U";

    internal static ClaimStatus Read(TransactionReader reader, in Segment stc)
    {
        var status = new ClaimStatus { Date = reader.Text(stc, 2), Action = reader.Text(stc, 3), Charge = stc.Amount(4), Paid = stc.Amount(5), Message = reader.Text(stc, 12) };
        foreach (int element in (ReadOnlySpan<int>)[1, 10, 11])
            if (!stc[element].IsEmpty) status.Codes.Add(Composite.Read(reader, stc, element));
        for (int i = 6; i <= 9; i++) status.Payment.Add(reader.Text(stc, i));
        while (status.Payment is [.., ""]) status.Payment.RemoveAt(status.Payment.Count - 1);
        return status;
    }

    internal void Write(X12Writer writer)
    {
        writer.Start("STC").Composite(Codes.Count > 0 ? Codes[0] : []).Text(Date).Text(Action).Amount(Charge).Amount(Paid);
        for (int i = 0; i < 4; i++) writer.Text(i < Payment.Count ? Payment[i] : "");
        writer.Composite(Codes.Count > 1 ? Codes[1] : []).Composite(Codes.Count > 2 ? Codes[2] : []).Text(Message).End();
    }
}
