namespace Quarterhour.Billing.Payers;

/// <summary>The profiles that come with the program; their content is compiled from the YAML in this folder.</summary>
public static partial class BuiltInPayers
{
    static readonly Lazy<PayerList> all = new(() => new PayerList(Make()));

    public static PayerList All => all.Value;
}
