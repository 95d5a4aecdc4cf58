using Quarterhour.Rates.Parsing;

namespace Quarterhour.Rates.Validation;

/// <summary>Which provider groups a file defines and which it refers to, in whatever order. What is used before it is defined waits for the end; of one id the first places are kept, all are counted.</summary>
sealed class References
{
    const int Kept = 4;

    readonly ReferenceNumbers numbers = new();
    readonly Dictionary<int, (string Id, List<(PathTo Path, long Offset)> Places, long Count)> waiting = [];
    bool[] defined = new bool[1024];
    bool complete;

    /// <summary>Whether an id that is not known yet can still come.</summary>
    public void Complete() => complete = true;

    bool Defined(int number)
    {
        if (number >= defined.Length) Array.Resize(ref defined, Math.Max(number + 1, defined.Length * 2));
        return defined[number];
    }

    public void Define(Slice id, long offset, Faults faults, bool unique)
    {
        int number = numbers.Of(id);
        if (Defined(number) && unique) faults.Add(offset, "unique-id", $"provider group {id} is defined twice; the id is its key");
        defined[number] = true;
    }

    /// <summary>The number of a whole id that is defined already, else -1.</summary>
    public int Known(long id) => numbers.Of(id) is var number && Defined(number) ? number : -1;

    public int Use(Slice id, long offset, Faults faults)
    {
        int number = numbers.Of(id);
        if (Defined(number)) return number;
        if (complete)
        {
            Dangles(faults, faults.Path(), offset, id.ToString());
            return number;
        }
        if (!waiting.TryGetValue(number, out var places)) places = (id.ToString(), [], 0);
        if (places.Places.Count < Kept) places.Places.Add((faults.Place(), offset));
        waiting[number] = places with { Count = places.Count + 1 };
        return number;
    }

    static void Dangles(Faults faults, string path, long offset, string id) => faults.Add(new(path, offset, "reference", $"the rate refers to provider group {id}, which the file does not define"));

    /// <summary>At the end of the file: what is still not defined.</summary>
    public void End(Faults faults)
    {
        foreach (var (number, (id, places, count)) in waiting)
        {
            if (Defined(number)) continue;
            foreach (var (path, offset) in places) Dangles(faults, path.ToString(), offset, id);
            if (count > places.Count) faults.Add(new("$.in_network", places[^1].Offset, "reference", $"{count - places.Count} more rates refer to provider group {id}, which the file does not define"));
        }
    }
}
