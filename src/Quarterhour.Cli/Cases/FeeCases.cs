using System.Text.Json.Nodes;
using Quarterhour.Billing.Pricing;
using Quarterhour.Billing.Tables;

namespace Quarterhour.Cli.Cases;

/// <summary>Fees by code, locality and date.</summary>
static class FeeCases
{
    public static JsonObject Answer(WorkedCase one, ReferenceTables tables)
    {
        var (code, locality) = (one.Fields.Code("code"), one.Fields.Locality("locality"));
        JsonObject Fee(bool facility)
        {
            var fee = FeeSchedule.ForUnit(code, locality, one.Date, tables.Fees, tables.Localities, facility);
            return new() { ["full"] = CaseKind.Money(fee.IsDecided ? fee.Value.Full : null), ["reduced"] = CaseKind.Money(fee.IsDecided ? fee.Value.Reduced : null) };
        }
        return new() { ["nonfacility"] = Fee(false), ["facility"] = Fee(true) };
    }
}
