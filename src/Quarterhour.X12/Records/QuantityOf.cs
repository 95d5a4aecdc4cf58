namespace Quarterhour.X12;

/// <summary>A quantity with what it counts, QTY.</summary>
/// <param name="Code">QTY01.</param>
/// <param name="Quantity">QTY02.</param>
public sealed record QuantityOf(string Code, decimal Quantity)
{
    internal static QuantityOf Read(TransactionReader reader, in Segment segment) => new(reader.Text(segment, 1), segment.Amount(2) ?? 0);

    internal void Write(X12Writer writer) => writer.Start("QTY").Text(Code).Amount(Quantity).End();
}
