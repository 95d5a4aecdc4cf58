using Quarterhour.Rates.Parsing;

namespace Quarterhour.Rates.Files;

/// <summary>What of a file is wanted. An empty list wants everything.</summary>
public sealed class Wanted
{
    readonly HashSet<(string Type, string Code)> codes = [];
    readonly HashSet<string> anyType = new(StringComparer.Ordinal), tins = new(StringComparer.Ordinal);
    HashSet<string>.AlternateLookup<ReadOnlySpan<char>>? tinsBySpan;

    /// <summary><c>professional</c>, <c>institutional</c>, <c>both</c>.</summary>
    public HashSet<string> Classes { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary><c>inpatient</c>, <c>outpatient</c>, <c>both</c>.</summary>
    public HashSet<string> Settings { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Places of service, two digits; a price for all places counts for each.</summary>
    public HashSet<string> Places { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>National provider identifiers.</summary>
    public HashSet<long> Npis { get; } = [];

    /// <summary>Parts of network names.</summary>
    public List<string> Networks { get; } = [];

    /// <summary>Every code is wanted.</summary>
    public bool AllCodes => codes.Count == 0 && anyType.Count == 0;

    /// <summary>So few codes that a table has few groups of rows more when some end with an item.</summary>
    internal bool FewCodes => codes.Count + anyType.Count is > 0 and <= 32;

    internal bool AllPrices => Classes.Count == 0 && Settings.Count == 0 && Places.Count == 0;

    internal bool AllGroups => Npis.Count == 0 && tins.Count == 0 && Networks.Count == 0;

    /// <summary>Nothing is left out.</summary>
    public bool Everything => AllCodes && AllPrices && AllGroups;

    /// <summary>Adds a code as <c>TYPE:CODE</c>; a bare code is one of CPT, and <c>*</c> stands for every type.</summary>
    public void AddCode(string written)
    {
        int colon = written.IndexOf(':');
        string type = colon < 0 ? "CPT" : written[..colon], code = written[(colon + 1)..];
        if (type == "*") anyType.Add(code);
        else codes.Add((type, code));
    }

    /// <summary>Adds a tax number; dashes do not matter.</summary>
    public void AddTin(string tin) => tins.Add(tin.Replace("-", "").Trim());

    /// <summary>The filters in words, the same for the same filters.</summary>
    public override string ToString()
    {
        var parts = new List<string>();
        Add("code", codes.Select(code => $"{code.Type}:{code.Code}").Concat(anyType.Select(code => "*:" + code)));
        Add("class", Classes);
        Add("setting", Settings);
        Add("place", Places);
        Add("npi", Npis.Select(npi => npi.ToString(System.Globalization.CultureInfo.InvariantCulture)));
        Add("tin", tins);
        Add("network", Networks);
        return string.Join("; ", parts);

        void Add(string name, IEnumerable<string> values)
        {
            string[] all = [.. values.Order(StringComparer.Ordinal)];
            if (all.Length > 0) parts.Add($"{name} {string.Join(' ', all)}");
        }
    }

    internal bool Item(string? type, string? code) => AllCodes || code is not null && (anyType.Contains(code) || type is not null && codes.Contains((type, code)));

    internal bool Price(in Price price, Known?[] known)
    {
        if (AllPrices) return true;
        return In(Classes, known[price.Class]) && In(Settings, known[price.Setting]) && (Places.Count == 0 || known[price.Places] is { } places && Array.Exists(places.Elements, place => place == "CSTM-00" || Places.Contains(place)));
    }

    /// <summary>What holds for both holds for each.</summary>
    static bool In(HashSet<string> wanted, Known? value) => wanted.Count == 0
        || value?.Meaning is { } token && System.Text.Encoding.UTF8.GetString(token.Bytes) is var word && (word == "both" || wanted.Contains(word));

    internal bool Network(Known? names) => Networks.Count == 0 || names is not null && Array.Exists(names.Elements, name => Networks.Exists(part => name.Contains(part, StringComparison.OrdinalIgnoreCase)));

    internal bool Group(in GroupStore.Group group)
    {
        if (tins.Count > 0 && !Tin(group.Tin)) return false;
        if (Npis.Count == 0) return true;
        var all = new long[group.Npis];
        group.Npi(all);
        return Array.Exists(all, Npis.Contains);
    }

    bool Tin(ReadOnlySpan<byte> tin)
    {
        Span<char> digits = stackalloc char[64];
        int length = 0;
        foreach (byte one in tin)
            if (one != '-' && length < digits.Length) digits[length++] = (char)one;
        return (tinsBySpan ??= tins.GetAlternateLookup<ReadOnlySpan<char>>()).Contains(digits[..length]);
    }
}
