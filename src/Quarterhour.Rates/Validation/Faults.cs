using System.Text;

namespace Quarterhour.Rates.Validation;

/// <summary>Collects faults: every one is counted and handed on, the first of each rule are kept.</summary>
sealed class Faults(Action<Fault>? each, int most)
{
    readonly List<Fault> kept = [];
    readonly List<(string? Name, long Index)> path = [];

    public SortedDictionary<string, long> Counts { get; } = new(StringComparer.Ordinal);

    public IReadOnlyList<Fault> Kept => kept;

    public long Count { get; private set; }

    public void Enter(string name) => path.Add((name, -1));

    public void Enter(long index) => path.Add((null, index));

    public void At(long index) => path[^1] = (null, index);

    public void Leave() => path.RemoveAt(path.Count - 1);

    public int Depth => path.Count;

    public void LeaveTo(int depth) => path.RemoveRange(depth, path.Count - depth);

    public string Path()
    {
        var text = new StringBuilder("$");
        foreach (var (name, index) in path)
        {
            if (name is null) text.Append('[').Append(index).Append(']');
            else if (Plain(name)) text.Append('.').Append(name);
            else text.Append("['").Append(name.Replace("\\", "\\\\").Replace("'", "\\'")).Append("']");
        }
        return text.ToString();
    }

    /// <summary>The three lists that lead to a reference of a rate.</summary>
    public PathTo Place()
    {
        var lists = path.Where(step => step.Name is null).Select(step => step.Index).ToArray();
        return lists is [var item, var rate, var reference] ? new(item, rate, reference) : default;
    }

    static bool Plain(string name) => name.Length > 0 && name.All(one => char.IsAsciiLetterOrDigit(one) || one == '_') && !char.IsAsciiDigit(name[0]);

    /// <summary>The text can't be trusted to be JSON: values of it are not compared.</summary>
    public bool Broken => Counts.ContainsKey("syntax");

    public void Add(long offset, string rule, string message)
    {
        // millions of one rule: those that nobody sees are only counted
        if (each is null && Counts.GetValueOrDefault(rule) is var before && before >= most)
        {
            Count++;
            Counts[rule] = before + 1;
        }
        else Add(new(Path(), offset, rule, message));
    }

    public void Add(Fault fault)
    {
        Count++;
        long before = Counts.GetValueOrDefault(fault.Rule);
        Counts[fault.Rule] = before + 1;
        each?.Invoke(fault);
        if (before < most) kept.Add(fault);
    }
}

/// <summary>Where a reference of a rate stands, in little room.</summary>
readonly record struct PathTo(long Item, long Rate, long Reference)
{
    public override string ToString() => $"$.in_network[{Item}].negotiated_rates[{Rate}].provider_references[{Reference}]";
}
