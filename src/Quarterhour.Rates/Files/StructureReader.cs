using Quarterhour.Rates.Parsing;

namespace Quarterhour.Rates.Files;

/// <summary>Reads one reporting structure of a table of contents.</summary>
sealed unsafe class StructureReader(Deviations deviations)
{
    public List<ListedPlan> Plans { get; } = [];

    public List<ListedFile> Files { get; } = [];

    public void Read(ref TokenReader reader)
    {
        Plans.Clear();
        Files.Clear();
        if (reader.Peek() != '{')
        {
            reader.Skip();
            deviations.Drop("reporting_structure");
            return;
        }
        reader.At++;
        for (bool first = true; reader.Member(ref first, out var name);)
        {
            if (name.Is("reporting_plans"u8)) Each(ref reader, plan: true, "", list: true);
            else if (name.Is("in_network_files"u8)) Each(ref reader, plan: false, "in-network-rates", list: true);
            else if (name.Is("allowed_amount_file"u8)) Each(ref reader, plan: false, "allowed-amounts", list: false);
            else
            {
                deviations.PassOver(name);
                reader.Skip();
            }
        }
    }

    /// <summary>A list where one belongs, or one where a list belongs, is read as what it is.</summary>
    void Each(ref TokenReader reader, bool plan, string kind, bool list)
    {
        byte next = reader.Peek();
        if (next == '{')
        {
            if (list) deviations.Normalise("single-for-list");
            One(ref reader, plan, kind);
        }
        else if (next == '[')
        {
            if (!list) deviations.Normalise("list-for-single");
            reader.At++;
            for (bool first = true; reader.Element(ref first);)
                if (reader.Peek() == '{') One(ref reader, plan, kind);
                else
                {
                    reader.Skip();
                    deviations.Drop(plan ? "reporting_plan" : "file_location");
                }
        }
        else
        {
            if (next != 'n') deviations.Drop(plan ? "reporting_plan" : "file_location");
            reader.Skip();
        }
    }

    void One(ref TokenReader reader, bool plan, string kind)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        reader.At++;
        for (bool first = true; reader.Member(ref first, out var name);)
        {
            string key = name.ToString();
            bool known = plan ? key is "plan_name" or "plan_id_type" or "plan_id" or "plan_market_type" or "issuer_name" or "plan_sponsor_name" : key is "description" or "location";
            if (!known) deviations.PassOver(name);
            if (known && reader.Peek() == '"') values[key] = reader.String().ToString();
            else reader.Skip();
        }
        if (!plan)
        {
            if (values.GetValueOrDefault("location") is { Length: > 0 } location) Files.Add(new(location, values.GetValueOrDefault("description"), kind));
            else deviations.Drop("file_location");
            return;
        }
        string? type = values.GetValueOrDefault("plan_id_type");
        if (type is not null && type != type.ToLowerInvariant())
        {
            deviations.Normalise("text-case");
            type = type.ToLowerInvariant();
        }
        Plans.Add(new(values.GetValueOrDefault("plan_name"), type, values.GetValueOrDefault("plan_id"), values.GetValueOrDefault("plan_market_type"), values.GetValueOrDefault("issuer_name"), values.GetValueOrDefault("plan_sponsor_name")));
    }
}
