using System.Text;
using Quarterhour.Rates.Parquet;

namespace Quarterhour.Rates.Parsing;

/// <summary>Reads provider references and provider groups, inline or of a file of their own.</summary>
sealed unsafe class ProviderReader(ReferenceNumbers numbers, Deviations deviations)
{
    readonly List<ProviderGroup> pool = [];
    readonly TokenCache networks = new();
    readonly Meanings meanings = new(deviations);
    byte[] pinned = [];

    /// <summary>Groups that the last call read; the list is used again by the next.</summary>
    public List<ProviderGroup> Groups { get; } = [];

    public int Number { get; private set; }

    /// <summary>The id as it is written shortest.</summary>
    public byte[]? Id { get; private set; }

    public Token? Networks { get; private set; }

    public string[] NetworkNames { get; private set; } = [];

    public string? Location { get; private set; }

    /// <summary>One element of <c>provider_references</c>.</summary>
    /// <returns>False when it has no id, so that nothing can refer to it.</returns>
    public bool Reference(ref TokenReader reader)
    {
        Groups.Clear();
        (Number, Id, Networks, NetworkNames, Location) = (-1, null, null, [], null);
        if (reader.Peek() != '{')
        {
            reader.Skip();
            deviations.Drop("provider_reference");
            return false;
        }
        reader.At++;
        for (bool first = true; reader.Member(ref first, out var name);)
        {
            if (name.Is("provider_group_id"u8)) ReadId(ref reader);
            else if (name.Is("provider_groups"u8)) ReadGroups(ref reader);
            else if (name.Is("network_name"u8)) ReadNetworks(ref reader);
            else if (name.Is("location"u8) && reader.Peek() == '"') Location = reader.String().ToString();
            else
            {
                deviations.PassOver(name);
                reader.Skip();
            }
        }
        if (Number >= 0) return true;
        deviations.Drop("provider_group_id");
        return false;
    }

    void ReadId(ref TokenReader reader)
    {
        byte next = reader.Peek();
        if (next == '"')
        {
            var text = reader.String();
            deviations.Normalise("group-id-as-text");
            (Number, Id) = (numbers.OfText(text), Encoding.UTF8.GetBytes(text.ToString().Trim()));
        }
        else if (next == '-' || char.IsAsciiDigit((char)next))
        {
            var number = reader.Number();
            Number = numbers.Of(number, out bool fraction);
            if (fraction) deviations.Normalise("group-id-fractional");
            Id = number.Raw.IndexOfAny("+-.eE"u8) < 0 ? number.Raw.ToArray() : Encoding.UTF8.GetBytes(ReferenceNumbers.Canonical(number.Raw));
        }
        else reader.Skip();
    }

    void ReadNetworks(ref TokenReader reader)
    {
        byte next = reader.Peek();
        byte* start = reader.At;
        if (next == '"') deviations.Normalise("single-for-list");
        reader.Skip();
        var text = new Slice(start, (int)(reader.At - start), false);
        var known = networks.Find(text.Raw, out _);
        if (known is null)
        {
            var again = reader;
            again.At = start;
            var names = new List<string>();
            if (next == '"') names.Add(again.String().ToString());
            else if (next == '[')
            {
                again.At++;
                for (bool first = true; again.Element(ref first);)
                    if (again.Peek() == '"') names.Add(again.String().ToString());
                    else again.Skip();
            }
            known = networks.Keep(new(names.Count == 0 ? null : new(Encoding.UTF8.GetBytes(string.Join("; ", names))), [], []) { Elements = [.. names] });
        }
        (Networks, NetworkNames) = (known.Meaning, known.Elements);
    }

    /// <summary>A list of groups that stands within a rate or a file of its own: nothing names it.</summary>
    public void Inline(ref TokenReader reader)
    {
        Groups.Clear();
        (Number, Id, Networks, NetworkNames, Location) = (numbers.Nameless(), null, null, [], null);
        ReadGroups(ref reader);
    }

    /// <summary>A provider-reference file, whose groups belong to a reference.</summary>
    /// <returns>False when it is none.</returns>
    public bool File(byte[] file, int reference, GroupStore.Entry entry)
    {
        Groups.Clear();
        (Number, Id, Networks, NetworkNames, Location) = (reference, entry.Id, entry.Networks, entry.NetworkNames, null);
        using var text = new Reading.JsonText(new MemoryStream(file));
        try
        {
            // the groups point into the text, which must not move while they are used
            pinned = GC.AllocateUninitializedArray<byte>(file.Length + Reading.BlockRing.Padding, pinned: true);
            file.CopyTo(pinned, 0);
            byte* at = (byte*)System.Runtime.InteropServices.Marshal.UnsafeAddrOfPinnedArrayElement(pinned, 0);
            var reader = new TokenReader(text, at, at + file.Length);
            if (file.AsSpan().StartsWith("\uFEFF"u8)) reader.At += 3;
            reader.Open((byte)'{');
            for (bool first = true; reader.Member(ref first, out var name);)
            {
                if (name.Is("provider_groups"u8)) ReadGroups(ref reader);
                else reader.Skip();
            }
            return Groups.Count > 0;
        }
        catch (Reading.UnusableRateFileException)
        {
            Groups.Clear();
            deviations.Drop("provider_reference_file");
            return false;
        }
    }

    void ReadGroups(ref TokenReader reader)
    {
        byte next = reader.Peek();
        if (next == '{')
        {
            deviations.Normalise("single-for-list");
            ReadGroup(ref reader);
        }
        else if (next != '[') reader.Skip();
        else
        {
            reader.At++;
            for (bool first = true; reader.Element(ref first);)
            {
                if (reader.Peek() == '{') ReadGroup(ref reader);
                else
                {
                    reader.Skip();
                    deviations.Drop("provider_group");
                }
            }
        }
    }

    void ReadGroup(ref TokenReader reader)
    {
        if (Groups.Count == pool.Count) pool.Add(new());
        var group = pool[Groups.Count];
        group.Clear();
        Groups.Add(group);
        reader.Open((byte)'{');
        for (bool first = true; reader.Member(ref first, out var name);)
        {
            if (name.Is("npi"u8)) ReadNpis(ref reader, group);
            else if (name.Is("tin"u8)) ReadTin(ref reader, group);
            else if (!name.Escaped && name.Length == 3 && Encoding.ASCII.GetString(name.Raw).Equals("npi", StringComparison.OrdinalIgnoreCase))
            {
                deviations.Normalise("npi-key-case");
                ReadNpis(ref reader, group);
            }
            else
            {
                deviations.PassOver(name);
                reader.Skip();
            }
        }
    }

    void ReadNpis(ref TokenReader reader, ProviderGroup group)
    {
        if (reader.Peek() != '[')
        {
            if (reader.Peek() == 'n')
            {
                reader.Word();
                return;
            }
            deviations.Normalise("single-for-list");
            ReadNpi(ref reader, group);
            return;
        }
        reader.At++;
        for (bool first = true; reader.Element(ref first);) ReadNpi(ref reader, group);
    }

    void ReadNpi(ref TokenReader reader, ProviderGroup group)
    {
        group.NpiCount++;
        byte next = reader.Peek();
        byte* at = reader.At, end = reader.End;
        // ten digits, nearly always
        long npi = 0;
        while (at < end && (uint)(*at - '0') <= 9 && at - reader.At < 18) npi = npi * 10 + (*at++ - '0');
        if (at > reader.At && at < end && *at is (byte)',' or (byte)']' && (next != '0' || at == reader.At + 1))
        {
            reader.At = at;
            group.Npis.Add(npi);
            return;
        }
        string text;
        if (next == '"')
        {
            text = reader.String().ToString().Trim();
            deviations.Normalise("npi-as-text");
        }
        else if (next == '-' || char.IsAsciiDigit((char)next)) text = ReferenceNumbers.Canonical(reader.Number().Raw);
        else
        {
            reader.Skip();
            text = "";
        }
        if (long.TryParse(text, System.Globalization.NumberStyles.AllowLeadingSign, null, out npi)) group.Npis.Add(npi);
        else deviations.Drop("npi");
    }

    void ReadTin(ref TokenReader reader, ProviderGroup group)
    {
        byte next = reader.Peek();
        if (next == '[')
        {
            // a list of one, where one belongs
            deviations.Normalise("list-for-single");
            reader.At++;
            for (bool begin = true; reader.Element(ref begin);) ReadTin(ref reader, group);
            return;
        }
        if (next == '"')
        {
            deviations.Normalise("text-for-tin");
            group.Tin = reader.String();
            return;
        }
        if (next != '{')
        {
            reader.Skip();
            return;
        }
        reader.At++;
        for (bool first = true; reader.Member(ref first, out var name);)
        {
            if (name.Is("type"u8)) group.TinType = meanings.Word(ref reader);
            else if (name.Is("value"u8)) group.Tin = Text(ref reader, "number-for-text");
            else if (name.Is("business_name"u8)) group.BusinessName = Text(ref reader, "number-for-text");
            else
            {
                deviations.PassOver(name);
                reader.Skip();
            }
        }
    }

    Slice Text(ref TokenReader reader, string otherwise)
    {
        byte next = reader.Peek();
        if (next == '"') return reader.String();
        byte* start = reader.At;
        reader.Skip();
        if (next == 'n') return default;
        deviations.Normalise(otherwise);
        return new(start, (int)(reader.At - start), false);
    }
}
