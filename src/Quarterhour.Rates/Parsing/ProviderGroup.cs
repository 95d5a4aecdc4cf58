namespace Quarterhour.Rates.Parsing;

/// <summary>Providers under one tax number; valid while the element that they were read from is.</summary>
sealed class ProviderGroup
{
    public List<long> Npis { get; } = [];

    /// <summary>Elements of the list as the file has it; a lone 0 says that no NPI is contracted, and counts.</summary>
    public int NpiCount { get; set; }

    public Known? TinType { get; set; }

    public Slice Tin { get; set; }

    public Slice BusinessName { get; set; }

    public void Clear()
    {
        Npis.Clear();
        (NpiCount, TinType, Tin, BusinessName) = (0, null, default, default);
    }
}
