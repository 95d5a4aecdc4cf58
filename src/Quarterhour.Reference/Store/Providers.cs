using Quarterhour.Reference.Packed;

namespace Quarterhour.Reference.Store;

/// <summary>A provider as NPPES lists it.</summary>
/// <param name="Npi">Ten digits.</param>
/// <param name="Entity">1 a person, 2 an organization, 0 deactivated.</param>
/// <param name="Taxonomies">Taxonomy codes in the file's order.</param>
/// <param name="City">City of the practice.</param>
/// <param name="State">State of the practice as the file has it.</param>
/// <param name="Zip">Five digits.</param>
public sealed record Provider(long Npi, int Entity, IReadOnlyList<string> Taxonomies, string City, string State, string Zip);

/// <summary>NPPES's providers, memory-mapped and in the order of their NPIs: a look-up is some 23 comparisons.</summary>
sealed class ProvidersPack(PackedFile packed)
{
    public const string Table = "providers";

    readonly ReadOnlyMemory<uint> npis = packed.Values<uint>("npis"), taxonomies = packed.Values<uint>("taxonomies");
    readonly ReadOnlyMemory<int> places = packed.Values<int>("places");
    readonly PackedTexts placeNames = packed.Texts("place-names"), taxonomySets = packed.Texts("taxonomy-sets");

    public int Count => npis.Length;

    /// <summary>The provider; null where it is not listed.</summary>
    public Provider? Find(long npi)
    {
        int at = npi is < 0 or > uint.MaxValue ? -1 : npis.Span.BinarySearch((uint)npi);
        if (at < 0) return null;
        string[] place = placeNames[places.Span[at]].Split('|');
        uint packedSet = taxonomies.Span[at];
        string set = taxonomySets[(int)(packedSet & (1u << ProvidersBuilder.EntityShift) - 1)];
        return new(npi, (int)(packedSet >> ProvidersBuilder.EntityShift), set.Length == 0 ? [] : set.Split('|'), place[0], place[1], place[2]);
    }

    /// <summary>The newest file that is loaded; null for none.</summary>
    public static ProvidersPack? Open(ReferenceFolder folder) => folder.Of(Table).MaxBy(table => table.Release.From) is { } newest ? new(folder.OpenPacked(newest)) : null;
}
