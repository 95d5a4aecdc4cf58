using Quarterhour.Rates.Parquet;
using Quarterhour.Rates.Parsing;

namespace Quarterhour.Rates.Files;

/// <summary>One row a provider of a payment of an allowed-amounts file.</summary>
sealed class AllowedTable
{
    readonly LongColumn item = new("item"), count = new("npi_count");
    readonly ValueColumn type = new("billing_code_type"), code = new("billing_code"), version = new("billing_code_type_version"), name = new("name"), description = new("description"), tinType = new("tin_type"), tin = new("tin"),
        places = new("service_codes"), billing = new("billing_class"), setting = new("setting"), amount = new("allowed_amount", Kind.Decimal), modifiers = new("billing_code_modifiers"), charge = new("billed_charge", Kind.Decimal), npis = new("npis");
    readonly ParquetTable table;

    public AllowedTable(RateTables tables) => table = tables.Open("allowed_amounts", item, type, code, version, name, description, tinType, tin, places, billing, setting, amount, modifiers, charge, npis, count);

    public void Row(long ofItem, ItemHead head, AllowedAmount from, Int128? paid, Token? withModifiers, Int128? billed, string providers, long providerCount)
    {
        item.Add(ofItem);
        RateTables.Add(type, head.Type);
        RateTables.Add(code, head.Code);
        RateTables.Add(version, head.TypeVersion);
        RateTables.Add(name, head.Name);
        RateTables.Add(description, head.Description);
        tinType.Add(from.TinType);
        RateTables.Add(tin, from.Tin);
        places.Add(from.Places);
        billing.Add(from.Class);
        setting.Add(from.Setting);
        Add(amount, paid);
        modifiers.Add(withModifiers);
        Add(charge, billed);
        RateTables.Add(npis, providers.Length == 0 ? null : providers);
        count.Add(providerCount);
        table.EndRow();
    }

    static void Add(ValueColumn column, Int128? value)
    {
        if (value is { } known) column.Add(known);
        else column.AddNull();
    }
}

/// <summary>To whom and where an amount was allowed.</summary>
sealed record AllowedAmount
{
    public Token? TinType, Places, Class, Setting;

    public string? Tin;
}

/// <summary>Plans of a table of contents and the files that hold their rates: of one structure every plan has every file.</summary>
sealed class ContentsTables
{
    readonly LongColumn planStructure = new("structure"), fileStructure = new("structure");
    readonly ValueColumn[] plan = [new("plan_name"), new("plan_id_type"), new("plan_id"), new("plan_market_type"), new("issuer_name"), new("plan_sponsor_name")];
    readonly ValueColumn location = new("location"), description = new("description"), kind = new("kind");
    readonly ParquetTable plans, files;

    public ContentsTables(RateTables tables)
    {
        plans = tables.Open("plans", [planStructure, .. plan]);
        files = tables.Open("files", fileStructure, location, description, kind);
    }

    public void Plan(long structure, ListedPlan listed)
    {
        planStructure.Add(structure);
        string?[] values = [listed.Name, listed.IdType, listed.Id, listed.MarketType, listed.Issuer, listed.Sponsor];
        for (int i = 0; i < plan.Length; i++) RateTables.Add(plan[i], values[i]);
        plans.EndRow();
    }

    public void File(long structure, ListedFile listed)
    {
        fileStructure.Add(structure);
        RateTables.Add(location, listed.Location);
        RateTables.Add(description, listed.Description);
        RateTables.Add(kind, listed.Kind);
        files.EndRow();
    }
}
