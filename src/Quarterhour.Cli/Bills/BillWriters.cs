using System.Buffers;
using System.Text.Json;
using Quarterhour.Billing;
using Quarterhour.Formats;

namespace Quarterhour.Cli.Bills;

/// <summary>Bills as JSON: one a line, or the members of a list.</summary>
sealed class JsonBills(bool oneALine) : BillWriter
{
    readonly BillJson bills = new();
    Utf8JsonWriter? json;

    public override ReadOnlySpan<byte> Between => oneALine ? "\n"u8 : ",\n"u8;

    public override void Write(Bill bill, IBufferWriter<byte> into)
    {
        if (json is null) json = new(into, BillJson.Options);
        else json.Reset(into);
        bills.Write(json, bill);
        json.Flush();
    }
}
