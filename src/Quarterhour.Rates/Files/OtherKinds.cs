using Quarterhour.Rates.Parsing;

namespace Quarterhour.Rates.Files;

/// <summary>The other kinds of files: allowed amounts, tables of contents, provider references.</summary>
sealed unsafe partial class Conversion
{
    readonly Meanings meanings;
    StructureReader? structures;

    protected override void ReportingStructure()
    {
        int length = WholeElement();
        var reader = Reader(length);
        structures ??= new(Deviations);
        structures.Read(ref reader);
        foreach (var plan in structures.Plans) tables.Contents.Plan(items, plan);
        foreach (var file in structures.Files) tables.Contents.File(items, file);
        Counts.Items++;
        items++;
        Text.Pass(length);
    }

    int WholeElement()
    {
        Text.Peek();
        return Text.Whole();
    }

    protected override void ProviderGroups()
    {
        int length = WholeElement();
        var reader = Reader(length);
        providers.Inline(ref reader);
        Counts.Groups += providers.Groups.Count;
        WriteProviders();
        Text.Pass(length);
    }

    protected override void OutOfNetwork()
    {
        int length = WholeElement();
        var reader = Reader(length);
        if (reader.Peek() != '{') Deviations.Drop("out_of_network_item");
        else
        {
            // the amounts may stand before the code: the item is read twice, its head first
            Item.Clear();
            Allowed(ref reader, head: true);
            reader = Reader(length);
            Allowed(ref reader, head: false);
            Counts.Items++;
            items++;
        }
        Text.Pass(length);
    }

    void Allowed(ref TokenReader reader, bool head)
    {
        reader.Open((byte)'{');
        for (bool first = true; reader.Member(ref first, out var name);)
        {
            if (name.Is("allowed_amounts"u8))
            {
                if (head || reader.Peek() != '[') reader.Skip();
                else
                {
                    reader.At++;
                    for (bool begin = true; reader.Element(ref begin);) Amount(ref reader);
                }
                continue;
            }
            string key = name.ToString();
            if (!head || reader.Peek() != '"')
            {
                reader.Skip();
                continue;
            }
            string value = reader.String().ToString();
            switch (key)
            {
                case "name": Item.Name = value; break;
                case "billing_code_type": Item.Type = value; break;
                case "billing_code_type_version": Item.TypeVersion = value; break;
                case "billing_code": Item.Code = value; break;
                case "description": Item.Description = value; break;
                default: PassOver(key); break;
            }
        }
    }

    void Amount(ref TokenReader reader)
    {
        if (reader.Peek() != '{')
        {
            reader.Skip();
            Deviations.Drop("allowed_amount_detail");
            return;
        }
        Counts.Rates++;
        var amount = new AllowedAmount();
        byte* payments = null;
        reader.At++;
        for (bool first = true; reader.Member(ref first, out var name);)
        {
            if (name.Is("tin"u8) && reader.Peek() == '{')
            {
                reader.At++;
                for (bool begin = true; reader.Member(ref begin, out var part);)
                    if (part.Is("type"u8)) amount.TinType = meanings.Word(ref reader)?.Meaning;
                    else if (part.Is("value"u8) && reader.Peek() == '"') amount.Tin = reader.String().ToString();
                    else reader.Skip();
            }
            else if (name.Is("service_code"u8)) amount.Places = meanings.Places(ref reader)?.Meaning;
            else if (name.Is("billing_class"u8)) amount.Class = meanings.Word(ref reader)?.Meaning;
            else if (name.Is("setting"u8)) amount.Setting = meanings.Word(ref reader)?.Meaning;
            else
            {
                if (name.Is("payments"u8) && reader.Peek() == '[') payments = reader.At;
                else Deviations.PassOver(name);
                reader.Skip();
            }
        }
        if (payments == null) return;
        var again = reader;
        again.At = payments + 1;
        for (bool first = true; again.Element(ref first);) Payment(ref again, amount);
    }

    void Payment(ref TokenReader reader, AllowedAmount amount)
    {
        if (reader.Peek() != '{')
        {
            reader.Skip();
            Deviations.Drop("payment");
            return;
        }
        Int128? paid = null;
        Parquet.Token? modifiers = null;
        var found = new List<(Int128? Billed, List<string> Npis)>();
        reader.At++;
        for (bool first = true; reader.Member(ref first, out var name);)
        {
            if (name.Is("allowed_amount"u8)) paid = Money(ref reader, "allowed_amount");
            else if (name.Is("billing_code_modifier"u8)) modifiers = meanings.Modifiers(ref reader)?.Meaning;
            else if (name.Is("providers"u8) && reader.Peek() == '[')
            {
                reader.At++;
                for (bool begin = true; reader.Element(ref begin);) found.Add(Provider(ref reader));
            }
            else
            {
                Deviations.PassOver(name);
                reader.Skip();
            }
        }
        Counts.Prices++;
        if (paid is { } sum) Counts.Sum.Add(sum);
        if (found.Count == 0) found.Add((null, []));
        foreach (var (billed, npis) in found) tables.Allowed.Row(items, Item, amount, paid, modifiers, billed, string.Join(' ', npis), npis.Count);
    }

    (Int128?, List<string>) Provider(ref TokenReader reader)
    {
        Int128? billed = null;
        var npis = new List<string>();
        if (reader.Peek() != '{')
        {
            reader.Skip();
            Deviations.Drop("provider");
            return (null, npis);
        }
        reader.At++;
        for (bool first = true; reader.Member(ref first, out var name);)
        {
            if (name.Is("billed_charge"u8)) billed = Money(ref reader, "billed_charge");
            else if (name.Is("npi"u8) && reader.Peek() == '[')
            {
                reader.At++;
                for (bool begin = true; reader.Element(ref begin);)
                    if (reader.Peek() is (>= (byte)'0' and <= (byte)'9') or (byte)'-') npis.Add(ReferenceNumbers.Canonical(reader.Number().Raw));
                    else if (reader.Peek() == '"') npis.Add(reader.String().ToString());
                    else reader.Skip();
            }
            else
            {
                Deviations.PassOver(name);
                reader.Skip();
            }
        }
        return (billed, npis);
    }

    Int128? Money(ref TokenReader reader, string name)
    {
        byte next = reader.Peek();
        if (next is (>= (byte)'0' and <= (byte)'9') or (byte)'-' && ExactNumber.TryScale(reader.Number().Raw, out var scaled)) return scaled;
        if (next == '"' && ExactNumber.TryScale(reader.String().Bytes, out scaled))
        {
            Deviations.Normalise("rate-as-text");
            return scaled;
        }
        if (next is not ((>= (byte)'0' and <= (byte)'9') or (byte)'-' or (byte)'"')) reader.Skip();
        Deviations.Drop(name);
        return null;
    }
}
