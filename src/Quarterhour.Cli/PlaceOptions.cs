using System.CommandLine;
using Quarterhour.Billing.Tables;

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
        return Read.Locality(text, "--locality", session.Tables.Localities);
    }

    /// <summary>The ZIP as digits.</summary>
    /// <exception cref="UnusableException">It is none.</exception>
    public string? ZipOf(ParseResult parsed) => parsed.GetValue(Zip) is { } text ? Read.Zip(text, "--zip") : null;

    /// <summary>The locality, of a ZIP the one it lies in; null when no place is given.</summary>
    /// <exception cref="UnusableException">The ZIP lies in none, or in several.</exception>
    public LocalityId? Of(ParseResult parsed, Session session, DateOnly date)
    {
        if (LocalityOf(parsed, session) is { } named) return named;
        return parsed.GetValue(Zip) is { } zip ? Read.LocalityOfZip(zip, "--zip", date, session.Tables.Zips) : null;
    }
}
