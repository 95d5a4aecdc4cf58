namespace Quarterhour.Rates.Parsing;

/// <summary>Providers under one tax number; valid while the element that they were read from is.</summary>
sealed class ProviderGroup
{
    long[] npis = new long[8];
    int count;

    /// <summary>Those that are numbers, in the order of the list.</summary>
    public ReadOnlySpan<long> Npis => npis.AsSpan(0, count);

    /// <summary>Elements of the list as the file has it; a lone 0 says that no NPI is contracted, and counts.</summary>
    public int NpiCount { get; set; }

    public Known? TinType { get; set; }

    public Slice Tin { get; set; }

    public Slice BusinessName { get; set; }

    public void Add(long npi)
    {
        if (count == npis.Length) Array.Resize(ref npis, 2 * count);
        npis[count++] = npi;
    }

    public void Clear()
    {
        count = 0;
        (NpiCount, TinType, Tin, BusinessName) = (0, null, default, default);
    }
}
