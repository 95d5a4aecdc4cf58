using System.CommandLine;
using Quarterhour.Billing;
using Quarterhour.Billing.Pricing;
using Quarterhour.Billing.Tables;
using Quarterhour.Formats;

namespace Quarterhour.Cli;

/// <summary>Where a price is asked for: <c>--locality</c> or <c>--zip</c>.</summary>
sealed class PlaceOptions(string says)
{
    public Option<string?> Locality { get; } = new("--locality") { Description = says, HelpName = "10112-00" };

    public Option<string?> Zip { get; } = new("--zip") { Description = "Or its ZIP, five or nine digits.", HelpName = "ZIP" };

    /// <summary>The carrier and locality as given.</summary>
    /// <exception cref="UnusableException">It is none, or both options are given.</exception>
    public LocalityId? LocalityOf(ParseResult parsed, Session session)
    {
        if (parsed.GetValue(Locality) is not { } text) return null;
        if (parsed.GetValue(Zip) is not null) throw new UnusableException($"{parsed.CommandResult.Command.Name}: --locality and --zip are both given; keep one");
        if (!LocalityId.TryParse(text, out var id)) throw new UnusableException($"--locality: \"{text}\" is not a locality; write carrier and locality, for example 10112-00");
        var table = session.Tables.Localities;
        if (table.Knows(id)) return id;
        string nearest = Spelling.Nearest(text, table.All.Select(row => row.Locality.ToString())) is { } near ? $"the nearest is {near}" : "check the number, or give --zip";
        throw new UnusableException($"--locality: {text} is in no loaded GPCI file; {nearest}. quarterhour data tells which years are loaded");
    }

    /// <summary>The ZIP as digits.</summary>
    /// <exception cref="UnusableException">It is none.</exception>
    public string? ZipOf(ParseResult parsed)
    {
        if (parsed.GetValue(Zip) is not { } text) return null;
        string digits = text.Replace("-", "");
        return digits.Length is 5 or 9 && digits.All(char.IsAsciiDigit) ? digits : throw new UnusableException($"--zip: \"{text}\" is not a ZIP code; it has five or nine digits");
    }

    /// <summary>The locality, of a ZIP the one it lies in; null when no place is given.</summary>
    /// <exception cref="UnusableException">The ZIP lies in none, or in several.</exception>
    public LocalityId? Of(ParseResult parsed, Session session, DateOnly date)
    {
        if (LocalityOf(parsed, session) is { } named) return named;
        if (ZipOf(parsed) is not { } zip) return null;
        var place = PaymentLocality.OfZip(zip, date, session.Tables.Zips);
        return place.IsDecided ? place.Value : throw new UnusableException($"--zip: {zip} is open: needs {place.Needs}; or give --locality");
    }
}
