using System.Buffers;
using Quarterhour.Billing;
using Quarterhour.Formats;

namespace Quarterhour.Answers.Bills;

/// <summary>Bills as JSON: one a line, or the members of a list.</summary>
public sealed class JsonBills(bool oneALine) : BillWriter
{
    readonly BillJson bills = new();

    public override ReadOnlySpan<byte> Between => oneALine ? "\n"u8 : ",\n"u8;

    public override void Write(Bill bill, IBufferWriter<byte> into) => into.Write(bills.Of(bill));
}
