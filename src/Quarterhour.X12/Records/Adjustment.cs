namespace Quarterhour.X12;

/// <summary>Why a payment differs from the charge, one reason of a CAS.</summary>
/// <param name="Group">CO contractual, PR the patient's, OA other, PI the payer's own.</param>
/// <param name="Reason">The reason code, for example 45.</param>
/// <param name="Amount">In dollars; a positive one lowers the payment.</param>
public sealed record Adjustment(string Group, string Reason, decimal Amount)
{
    /// <summary>Units adjusted; null where none are told.</summary>
    public decimal? Quantity { get; init; }

    /// <summary>Reasons that one CAS holds.</summary>
    const int MostInSegment = 6;

    internal static void Read(TransactionReader reader, in Segment segment, Items<Adjustment> to)
    {
        string group = reader.Text(segment, 1);
        for (int at = 2; at <= segment.Count && at <= 17; at += 3)
            if (!segment[at].IsEmpty || !segment[at + 1].IsEmpty) to.Add(new(group, reader.Text(segment, at), segment.Amount(at + 1) ?? 0) { Quantity = segment.Amount(at + 2) });
    }

    internal static void Write(X12Writer writer, Items<Adjustment> adjustments)
    {
        for (int i = 0; i < adjustments.Count;)
        {
            string group = adjustments[i].Group;
            writer.Start("CAS").Text(group);
            for (int n = 0; n < MostInSegment && i < adjustments.Count && adjustments[i].Group == group; n++, i++)
            {
                writer.Text(adjustments[i].Reason).Amount(adjustments[i].Amount);
                writer.Amount(adjustments[i].Quantity);
            }
            writer.End();
        }
    }
}
