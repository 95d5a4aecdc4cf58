namespace Quarterhour.X12;

/// <summary>An amount with what it is, AMT.</summary>
/// <param name="Code">AMT01: F5 patient paid, D payer paid, B6 allowed, AU coverage.</param>
/// <param name="Amount">AMT02, in dollars.</param>
public sealed record AmountOf(string Code, decimal Amount)
{
    internal static AmountOf Read(TransactionReader reader, in Segment segment) => new(reader.Text(segment, 1), segment.Amount(2) ?? 0);

    internal void Write(X12Writer writer) => writer.Start("AMT").Text(Code).Amount(Amount).End();
}
