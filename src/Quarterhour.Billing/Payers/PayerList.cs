namespace Quarterhour.Billing.Payers;

/// <summary>The payer profiles by id. A profile that is given later takes the place of an earlier one of the same id.</summary>
public sealed class PayerList
{
    readonly Dictionary<string, Payer> byId = new(StringComparer.Ordinal);

    /// <exception cref="FormatException">A profile is like one that is not there, or like itself; or a setting can't be read.</exception>
    public PayerList(params IEnumerable<Payer> payers)
    {
        var given = new Dictionary<string, Payer>(StringComparer.Ordinal);
        foreach (var payer in payers) given[payer.Id] = payer;
        foreach (var payer in given.Values) byId[payer.Id] = Joined(payer, given, 0);
    }

    public IEnumerable<Payer> All => byId.Values;

    public Payer? Find(string id) => byId.GetValueOrDefault(id);

    /// <summary>This list with a user's own profiles over it.</summary>
    public PayerList With(IEnumerable<Payer> own) => new(All.Concat(own));

    static Payer Joined(Payer payer, Dictionary<string, Payer> given, int depth)
    {
        if (payer.Like is null) return payer;
        if (depth > 8) throw new FormatException($"payer {payer.Id}: \"like: {payer.Like}\" leads back to itself");
        return given.TryGetValue(payer.Like, out var like) ? new(payer.Id, payer.Name, payer.Like, payer.Says, payer.Settings) { Base = Joined(like, given, depth + 1) }
            : throw new FormatException($"payer {payer.Id}: \"like: {payer.Like}\" names no profile");
    }
}
