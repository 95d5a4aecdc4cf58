using Quarterhour.Reference.Packed;

namespace Quarterhour.Reference.Store;

/// <summary>Localities and their counties as a packed file.</summary>
static class CountiesPack
{
    public static void Write(PackedWriter packed, IReadOnlyList<LocalityCounties> rows)
    {
        packed.Add<int>("carriers", [.. rows.Select(row => row.Locality.Carrier)]);
        packed.Add<int>("localities", [.. rows.Select(row => row.Locality.Number)]);
        packed.Texts("states", [.. rows.Select(row => row.State)]);
        packed.Texts("areas", [.. rows.Select(row => row.Area)]);
        packed.Texts("counties", [.. rows.Select(row => row.Counties)]);
    }

    public static IEnumerable<LocalityCounties> Read(PackedFile packed)
    {
        var (carriers, localities, states, areas, counties) = (packed.Values<int>("carriers"), packed.Values<int>("localities"), packed.Texts("states"), packed.Texts("areas"), packed.Texts("counties"));
        for (int i = 0; i < carriers.Length; i++) yield return new(new(carriers.Span[i], localities.Span[i]), states[i], areas[i], counties[i]);
    }
}
