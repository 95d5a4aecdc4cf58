namespace Quarterhour.Claims.Remittances;

/// <summary>The claims that were sent, found by what a payer returns.</summary>
public sealed class SentClaims
{
    readonly Dictionary<string, Claim> byNumber = new(StringComparer.OrdinalIgnoreCase);
    readonly Dictionary<string, List<(Claim Claim, ServiceLine Line)>> byLine = new(StringComparer.OrdinalIgnoreCase);
    readonly Dictionary<DateOnly, List<Claim>> byDate = [];

    readonly HashSet<string> payers = new(StringComparer.OrdinalIgnoreCase);

    /// <param name="claims">Each number once.</param>
    /// <param name="payers">Numbers of further payers to which claims were sent.</param>
    public SentClaims(IEnumerable<Claim> claims, IEnumerable<string>? payers = null)
    {
        ArgumentNullException.ThrowIfNull(claims);
        if (payers is not null) this.payers.UnionWith(payers);
        foreach (var claim in claims) Add(claim);
    }

    public int Count => byNumber.Count;

    void Add(Claim claim)
    {
        byNumber.Add(claim.Number, claim);
        payers.Add(claim.Coverage.Payer.PayerNumber);
        foreach (var line in claim.Lines)
        {
            if (!byLine.TryGetValue(line.ControlNumber, out var same)) byLine[line.ControlNumber] = same = [];
            same.Add((claim, line));
        }
        if (!byDate.TryGetValue(claim.Date, out var day)) byDate[claim.Date] = day = [];
        day.Add(claim);
    }

    /// <summary>A payer to which claims were sent has this number.</summary>
    public bool IsPayer(string number) => payers.Contains(number);

    /// <summary>By our number; payers may change its case.</summary>
    public Claim? Find(string number) => byNumber.GetValueOrDefault(number);

    /// <summary>The lines with a control number: unique in a claim, so several claims may have one.</summary>
    public IReadOnlyList<(Claim Claim, ServiceLine Line)> WithLine(string control) => byLine.TryGetValue(control, out var found) ? found : [];

    /// <summary>The claims of a day.</summary>
    public IReadOnlyList<Claim> On(DateOnly date) => byDate.TryGetValue(date, out var found) ? found : [];
}
