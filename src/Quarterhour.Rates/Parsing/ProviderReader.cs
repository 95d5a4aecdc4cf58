using System.Text;
using Quarterhour.Rates.Parquet;

namespace Quarterhour.Rates.Parsing;

/// <summary>Reads provider references and provider groups, inline or of a file of their own.</summary>
/// <param name="numbers">Give references their numbers; null where somebody does so later, by <see cref="ReferenceId"/>.</param>
/// <param name="deviations">What was met.</param>
sealed unsafe class ProviderReader(ReferenceNumbers? numbers, Deviations deviations)
{
    readonly List<ProviderGroup> pool = [];
    readonly TokenCache networks = new();
    readonly Meanings meanings = new(deviations);
    readonly NpiReader npis = new(deviations);
    readonly MemberOrder order = new("provider_group_id", "provider_groups", "network_name", "location"), groupOrder = new("npi", "tin"), tinOrder = new("type", "value", "business_name");
    readonly KnownValues knownNetworks = new(deviations), knownTypes = new(deviations);
    byte[] pinned = [], id = new byte[64];
    int idLength;

    /// <summary>Groups that the last call read; the list is used again by the next.</summary>
    public List<ProviderGroup> Groups { get; } = [];

    /// <summary>The number of the reference, or -1.</summary>
    public int Number { get; private set; }

    /// <summary>The id of the reference; null where the last element had none.</summary>
    public ReferenceId? ReferenceId { get; private set; }

    /// <summary>The id as it is written shortest; blank where there is none.</summary>
    public ReadOnlySpan<byte> Id => id.AsSpan(0, idLength);

    /// <summary>The names of the networks and what stands for them.</summary>
    public Known? Networks { get; private set; }

    public string? Location { get; private set; }

    void Begin(int number, ReadOnlySpan<byte> named, Known? network)
    {
        Groups.Clear();
        (Number, ReferenceId, Networks, Location) = (number, null, network, null);
        Name(named);
    }

    void Name(ReadOnlySpan<byte> named)
    {
        if (named.Length > id.Length) id = new byte[named.Length];
        named.CopyTo(id);
        idLength = named.Length;
    }

    /// <summary>One element of <c>provider_references</c>.</summary>
    /// <returns>False when it has no id, so that nothing can refer to it.</returns>
    public bool Reference(ref TokenReader reader)
    {
        Begin(-1, default, null);
        if (reader.Peek() != '{')
        {
            reader.Skip();
            deviations.Drop("provider_reference");
            return false;
        }
        reader.At++;
        for (int member = MemberOrder.Edge; (member = order.Next(ref reader, member, out var name)) != MemberOrder.Edge;)
        {
            if (member == 1) ReadId(ref reader);
            else if (member == 2) ReadGroups(ref reader);
            else if (member == 3) ReadNetworks(ref reader);
            else if (member == 4) ReadLocation(ref reader);
            else
            {
                deviations.PassOver(name);
                reader.Skip();
            }
        }
        if (ReferenceId is { } found)
        {
            if (numbers is not null) Number = numbers.Of(found);
            return true;
        }
        deviations.Drop("provider_group_id");
        return false;
    }

    void ReadLocation(ref TokenReader reader)
    {
        byte next = reader.Peek();
        if (next == '"') Location = reader.String().ToString();
        else
        {
            if (next != 'n') deviations.Drop("location");
            reader.Skip();
        }
    }

    void ReadId(ref TokenReader reader)
    {
        byte next = reader.Peek();
        if (next == '"')
        {
            var text = reader.String();
            deviations.Normalise("group-id-as-text");
            ReferenceId = ReferenceNumbers.IdOfText(text);
            Name(Encoding.UTF8.GetBytes(text.ToString().Trim()));
        }
        else if (Digits.Leading(reader.At, out uint whole) is > 0 and < 8 and var length && reader.At + length < reader.End && reader.At[length] is (byte)',' or (byte)'}' && (next != '0' || length == 1))
        {
            ReferenceId = new(whole, null);
            Name(new(reader.At, length));
            reader.At += length;
        }
        else if (next == '-' || char.IsAsciiDigit((char)next))
        {
            var number = reader.Number();
            ReferenceId = ReferenceNumbers.Id(number, out bool fraction);
            if (fraction) deviations.Normalise("group-id-fractional");
            Name(number.Raw.IndexOfAny("+-.eE"u8) < 0 ? number.Raw : Encoding.UTF8.GetBytes(ReferenceNumbers.Canonical(number.Raw)));
        }
        else reader.Skip();
    }

    void ReadNetworks(ref TokenReader reader)
    {
        byte next = reader.Peek();
        byte* start = reader.At;
        Known? before = null;
        if (next == '[' && knownNetworks.Find(ref reader, ref before))
        {
            Networks = before;
            return;
        }
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
        Networks = next == '[' ? knownNetworks.Keep(start, ref reader, known) : known;
    }

    /// <summary>A list of groups that stands within a rate or a file of its own: nothing names it.</summary>
    public void Inline(ref TokenReader reader)
    {
        Begin(numbers!.Nameless(), default, null);
        ReadGroups(ref reader);
    }

    /// <summary>A provider-reference file, whose groups belong to a reference.</summary>
    /// <returns>False when it is none.</returns>
    public bool File(byte[] file, int reference, ReadOnlySpan<byte> named, Known? network)
    {
        Begin(reference, named, network);
        try
        {
            // the groups point into the text, which must not move while they are used
            pinned = GC.AllocateUninitializedArray<byte>(file.Length + Reading.BlockRing.Padding, pinned: true);
            file.CopyTo(pinned, 0);
            byte* at = (byte*)System.Runtime.InteropServices.Marshal.UnsafeAddrOfPinnedArrayElement(pinned, 0);
            var reader = new TokenReader(at, at + file.Length, 0);
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
        for (int member = MemberOrder.Edge; (member = groupOrder.Next(ref reader, member, out var name)) != MemberOrder.Edge;)
        {
            if (member == 1) npis.Read(ref reader, group);
            else if (member == 2) ReadTin(ref reader, group);
            else if (!name.Escaped && name.Length == 3 && Encoding.ASCII.GetString(name.Raw).Equals("npi", StringComparison.OrdinalIgnoreCase))
            {
                deviations.Normalise("npi-key-case");
                npis.Read(ref reader, group);
            }
            else
            {
                deviations.PassOver(name);
                reader.Skip();
            }
        }
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
        for (int member = MemberOrder.Edge; (member = tinOrder.Next(ref reader, member, out var name)) != MemberOrder.Edge;)
        {
            byte* from = reader.At;
            if (member == 1)
            {
                Known? type = null;
                group.TinType = knownTypes.Find(ref reader, ref type) ? type : knownTypes.Keep(from, ref reader, meanings.Word(ref reader));
            }
            else if (member == 2) group.Tin = Text(ref reader, "number-for-text");
            else if (member == 3) group.BusinessName = Text(ref reader, "number-for-text");
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
