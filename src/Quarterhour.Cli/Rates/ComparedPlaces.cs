using System.Text;
using Quarterhour.Billing;
using Quarterhour.Billing.Tables;
using Quarterhour.Reference.Store;
using Quarterhour.X12;

namespace Quarterhour.Cli.Rates;

/// <summary>The places that rows of a comparison are told apart by, and which of Medicare's localities each lies in.</summary>
sealed class ComparedPlaces
{
    readonly string by;
    readonly Func<string, Answer<LocalityId>> ofZip;
    readonly Dictionary<string, LocalityId?> known = new(StringComparer.Ordinal);

    /// <param name="by">state, locality, zip or city.</param>
    /// <param name="ofZip">The locality of a ZIP, where it lies in one.</param>
    /// <exception cref="UnusableException">It is none of them.</exception>
    public ComparedPlaces(string by, Func<string, Answer<LocalityId>> ofZip)
    {
        if (by is not ("state" or "locality" or "zip" or "city")) throw new UnusableException($"--by: \"{by}\" is none of state, locality, zip, city");
        (this.by, this.ofZip) = (by, ofZip);
        Named = by == "state" ? null : Name;
    }

    /// <summary>Names a provider's place; null where its state is all that is asked.</summary>
    public Func<Provider, string?>? Named { get; }

    /// <summary>Medicare's price of a row is that of its own place.</summary>
    public bool AreOwn => by is "zip" or "locality";

    string? Name(Provider provider) => by switch
    {
        "city" => provider.City.Length == 0 ? null : $"{provider.City}, {provider.State}",
        "zip" => IsHere(provider) ? provider.Zip : null,
        _ => IsHere(provider) ? OfZip(provider.Zip)?.ToString() : null,
    };

    /// <summary>Where Medicare's price of a row is taken: in its own place, else where it was asked for.</summary>
    /// <param name="place">The row's, as <see cref="Named"/> named it.</param>
    /// <param name="asked">For the whole comparison; null for the national amount.</param>
    /// <param name="there">The locality; null for the national amount.</param>
    /// <returns>False where the row's own place is not known, or lies in several localities: its price is open.</returns>
    public bool Locality(string? place, LocalityId? asked, out LocalityId? there)
    {
        there = asked;
        if (!AreOwn) return true;
        there = place is null ? null : by == "zip" ? OfZip(place) : LocalityId.TryParse(place, out var id) ? id : null;
        return there is not null;
    }

    /// <summary>What a row without a place is told as.</summary>
    public string Open => by == "zip" ? "ZIP not known" : "locality open";

    /// <summary>NPPES lists addresses of other countries too, and their codes may look like a ZIP.</summary>
    static bool IsHere(Provider provider) => IsZip(provider.Zip) && CodeForms.Lookup("state", Encoding.UTF8.GetBytes(provider.State)) == true;

    static bool IsZip(string zip) => zip.Length == 5 && zip.All(char.IsAsciiDigit);

    LocalityId? OfZip(string zip)
    {
        if (!IsZip(zip)) return null;
        if (known.TryGetValue(zip, out var found)) return found;
        return known[zip] = ofZip(zip) is { IsDecided: true } answer ? answer.Value : null;
    }
}
