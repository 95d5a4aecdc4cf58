using Quarterhour.Reference.Packed;

namespace Quarterhour.Reference.Store;

/// <summary>Gathers providers in any order: NPI, place and set of taxonomies as a number each, places and sets once each.</summary>
sealed class ProvidersBuilder
{
    /// <summary>The kind of provider in the two highest bits of the number of the set of taxonomies.</summary>
    internal const int EntityShift = 30;

    readonly Numbered places = new(), taxonomies = new();
    // the NPI above the row, so that sorting brings the rows of one NPI together in their order
    ulong[] keys = new ulong[1 << 16];
    int[] placeOf = new int[1 << 16];
    uint[] taxonomiesOf = new uint[1 << 16];

    public int Count { get; private set; }

    public int Place(ReadOnlySpan<char> cityStateZip) => places.Of(cityStateZip);

    public int Taxonomies(ReadOnlySpan<char> codes) => taxonomies.Of(codes);

    /// <param name="entity">1 a person, 2 an organization, 0 deactivated.</param>
    /// <returns>False when no more can be held.</returns>
    public bool Add(uint npi, int entity, int place, int taxonomySet)
    {
        if (Count == int.MaxValue / 2) return false;
        if (Count == keys.Length)
        {
            Array.Resize(ref keys, 2 * Count);
            Array.Resize(ref placeOf, 2 * Count);
            Array.Resize(ref taxonomiesOf, 2 * Count);
        }
        (keys[Count], placeOf[Count], taxonomiesOf[Count]) = ((ulong)npi << 32 | (uint)Count, place, (uint)entity << EntityShift | (uint)taxonomySet);
        Count++;
        return true;
    }

    /// <returns>How many rows a later row of the same NPI replaced.</returns>
    public int Write(PackedWriter packed)
    {
        Array.Sort(keys, 0, Count);
        uint[] npis = new uint[Count], sets = new uint[Count];
        int[] ofPlaces = new int[Count];
        int kept = 0;
        for (int i = 0; i < Count; i++)
        {
            uint npi = (uint)(keys[i] >> 32);
            int row = (int)(keys[i] & uint.MaxValue);
            if (kept > 0 && npis[kept - 1] == npi) kept--;
            (npis[kept], ofPlaces[kept], sets[kept]) = (npi, placeOf[row], taxonomiesOf[row]);
            kept++;
        }
        packed.Add<uint>("npis", npis.AsSpan(0, kept));
        packed.Add<int>("places", ofPlaces.AsSpan(0, kept));
        packed.Add<uint>("taxonomies", sets.AsSpan(0, kept));
        packed.Texts("place-names", places.All);
        packed.Texts("taxonomy-sets", taxonomies.All);
        return Count - kept;
    }

    /// <summary>Texts with their numbers in the order of their coming.</summary>
    sealed class Numbered
    {
        readonly Dictionary<string, int> numbers = new(StringComparer.Ordinal);
        readonly List<string> all = [];

        public IReadOnlyList<string> All => all;

        public int Of(ReadOnlySpan<char> text)
        {
            var look = numbers.GetAlternateLookup<ReadOnlySpan<char>>();
            if (look.TryGetValue(text, out int number)) return number;
            string words = text.ToString();
            numbers.Add(words, all.Count);
            all.Add(words);
            return all.Count - 1;
        }
    }
}
