namespace Quarterhour.Billing.Tables;

/// <summary>A Medicare payment locality: the carrier's five digits and the locality's two.</summary>
public readonly record struct LocalityId(int Carrier, int Number)
{
    /// <summary>Reads <c>10112-00</c>.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out LocalityId id)
    {
        id = default;
        if (text.Length != 8 || text[5] != '-') return false;
        foreach (int i in (ReadOnlySpan<int>)[0, 1, 2, 3, 4, 6, 7]) if (!char.IsAsciiDigit(text[i])) return false;
        id = new(int.Parse(text[..5]), int.Parse(text[6..]));
        return true;
    }

    public override string ToString() => $"{Carrier:D5}-{Number:D2}";
}

/// <summary>A locality's three geographic practice cost indices and the days they hold.</summary>
/// <param name="Work">With the 1.0 floor where the law sets it.</param>
public sealed record GeographicIndices(LocalityId Locality, string Name, string State, DateOnly From, DateOnly To,
    decimal Work, decimal PracticeExpense, decimal Malpractice, string File);

/// <summary>Geographic indices by locality and date; of two rows as near to a date the first is taken.</summary>
public sealed class LocalityTable
{
    readonly IReadOnlyList<GeographicIndices> rows;
    readonly Dictionary<int, List<GeographicIndices>> byLocality = [];

    /// <summary>The days that rows hold, each span once.</summary>
    readonly int[] firsts, lasts;

    public LocalityTable(IReadOnlyList<GeographicIndices> rows)
    {
        this.rows = rows;
        foreach (var row in rows)
        {
            if (!byLocality.TryGetValue(Key(row.Locality), out var same)) byLocality.Add(Key(row.Locality), same = []);
            same.Add(row);
        }
        var spans = rows.Select(static row => (row.From, row.To)).Distinct().ToList();
        (firsts, lasts) = ([.. spans.Select(static span => span.From.DayNumber)], [.. spans.Select(static span => span.To.DayNumber)]);
    }

    static int Key(LocalityId locality) => 100 * locality.Carrier + locality.Number;

    public IReadOnlyList<GeographicIndices> All => rows;

    public bool Knows(LocalityId locality) => byLocality.ContainsKey(Key(locality));

    /// <summary>Whether every locality has the same answer on two dates.</summary>
    public bool AnswersAlike(DateOnly one, DateOnly other) => NearestOfYear.AreAlike(firsts, lasts, one, other);

    /// <summary>The indices of the date, else the nearest of the same calendar year (<paramref name="standsIn"/> says so); null when none of that year is loaded.</summary>
    public GeographicIndices? Find(LocalityId locality, DateOnly date, out bool standsIn)
    {
        GeographicIndices? best = null;
        int bestGap = int.MaxValue;
        foreach (var row in byLocality.GetValueOrDefault(Key(locality)) ?? [])
        {
            if (row.From.Year != date.Year) continue;
            int gap = NearestOfYear.Gap(row.From.DayNumber, row.To.DayNumber, date.DayNumber);
            if (gap < bestGap) (best, bestGap) = (row, gap);
        }
        standsIn = best is not null && bestGap > 0;
        return best;
    }
}
