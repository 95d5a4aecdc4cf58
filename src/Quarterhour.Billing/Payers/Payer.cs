namespace Quarterhour.Billing.Payers;

/// <summary>One dated setting of a payer profile, as its file has it.</summary>
public sealed record PayerSetting(string Name, DateOnly From, DateOnly? To, string Value, Confidence Confidence, string Source);

/// <summary>A payer profile: which rules apply, from when, on whose word.</summary>
/// <param name="Id">The id that visits name: <c>medicare</c>.</param>
/// <param name="Name">For people.</param>
/// <param name="Like">The id of a profile whose settings hold where this one says nothing; null for none.</param>
/// <param name="Says">One paragraph for people.</param>
/// <param name="Settings">The settings, each with its first day and source.</param>
public sealed record Payer(string Id, string Name, string? Like, string Says, IReadOnlyList<PayerSetting> Settings)
{
    readonly Lock making = new();

    /// <summary>Terms by the number of the day. Replaced whole by whoever adds a day, so that many read it without a lock; a dictionary over numbers is compiled with the framework, one over days at each start.</summary>
    volatile Dictionary<int, Terms> terms = [];

    /// <summary>The profile that <see cref="Like"/> names; null for none.</summary>
    public Payer? Base { get; init; }

    /// <summary>The terms in force on a date.</summary>
    public Terms On(DateOnly date) => terms.TryGetValue(date.DayNumber, out var known) ? known : Make(date);

    Terms Make(DateOnly date)
    {
        lock (making)
        {
            if (terms.TryGetValue(date.DayNumber, out var known)) return known;
            var made = new Terms(this, date);
            terms = new(terms) { [date.DayNumber] = made };
            return made;
        }
    }

    /// <summary>The setting in force: this profile's own, else its base's; the one that began last.</summary>
    public PayerSetting? Find(string name, DateOnly date)
    {
        PayerSetting? found = null;
        foreach (var setting in Settings)
            if (setting.Name == name && setting.From <= date && (setting.To is not { } last || date <= last) && (found is null || setting.From > found.From))
                found = setting;
        return found ?? Base?.Find(name, date);
    }
}
