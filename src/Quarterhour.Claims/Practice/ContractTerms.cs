using System.Globalization;
using Quarterhour.Billing;
using Quarterhour.Billing.Payers;

namespace Quarterhour.Claims;

/// <summary>Contracts of the practice file as payer profiles, so that the price engine reads them as it reads every other: settings with their days and where they are written.</summary>
public static class ContractTerms
{
    /// <summary>Fields of a contract that are settings of a profile.</summary>
    static readonly string[] Settings = ["pricing", "percent", "visit_rate", "multiple_procedure", "sequestration"];

    /// <summary>The profiles with the contracts over them.</summary>
    /// <param name="payers">The built-in profiles and the user's own.</param>
    /// <param name="entries">Entries of <c>contracts</c> and <c>fees</c>; others are left alone.</param>
    public static PayerList Over(PayerList payers, IReadOnlyList<PracticeEntry> entries)
    {
        ArgumentNullException.ThrowIfNull(payers);
        ArgumentNullException.ThrowIfNull(entries);
        var contracts = entries.Where(static entry => entry.Section.Name == "contracts").ToList();
        if (contracts.Count == 0) return payers;
        var fees = entries.Where(static entry => entry.Section.Name == "fees").ToLookup(static entry => entry.Text("contract"), StringComparer.Ordinal);
        // one that is like a profile that is not there, or like another contract, stands on nothing and is left out: whoever names it is told that it is no profile
        return payers.With(contracts.Where(contract => contract.Id.Length > 0 && contract.Text("like") is { } like && payers.Find(like) is not null && contract.Bound("from") is not null).Select(contract => Payer(contract, fees[contract.Id])));
    }

    static Payer Payer(PracticeEntry contract, IEnumerable<PracticeEntry> fees)
    {
        var (from, to) = (contract.Bound("from")!.Value, contract.Bound("to"));
        string source = contract.Text("source") ?? $"contract {contract.Id}";
        var settings = Settings.Where(name => contract.Text(name) is { } text && contract.Section.Find(name)!.Form.Read(text) is not null)
            .Select(name => new PayerSetting(name, from, to, contract.Section.Find(name)!.Form.Read(contract.Text(name)!)!, Confidence.Confirmed, source)).ToList();
        settings.AddRange(Rates([.. fees.Where(static fee => fee.Text("code") is not null && fee.Section.Find("rate")!.Form.Read(fee.Text("rate") ?? "") is not null)], from, to, source));
        return new(contract.Id, contract.Text("name") ?? contract.Id, contract.Text("like"), "A contract of the practice.", settings);
    }

    /// <summary>The rates in force on each stretch of days between two changes.</summary>
    static IEnumerable<PayerSetting> Rates(IReadOnlyList<PracticeEntry> fees, DateOnly from, DateOnly? to, string source)
    {
        DateOnly First(PracticeEntry fee) => fee.Bound("from") is { } told && told > from ? told : from;
        var starts = fees.Select(First).Concat(fees.Select(static fee => fee.Bound("to")?.AddDays(1)).OfType<DateOnly>()).Where(day => to is null || day <= to).Distinct().Order().ToList();
        for (int i = 0; i < starts.Count; i++)
        {
            var day = starts[i];
            // of two for one code the later one counts
            var rates = fees.Where(fee => First(fee) <= day && !(fee.Bound("to") < day)).GroupBy(static fee => fee.Text("code")!.ToUpperInvariant(), StringComparer.Ordinal)
                .Select(code => (code.Key, Rate: code.OrderByDescending(First).First().Text("rate")!)).OrderBy(static one => one.Key, StringComparer.Ordinal);
            yield return new("unit_rates", day, i + 1 < starts.Count ? starts[i + 1].AddDays(-1) : to, string.Join(' ', rates.Select(static one => string.Create(CultureInfo.InvariantCulture, $"{one.Key}={one.Rate}"))), Confidence.Confirmed, source);
        }
    }
}
