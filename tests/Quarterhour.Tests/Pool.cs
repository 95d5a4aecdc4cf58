using CsCheck;
using Quarterhour.Billing;
using Quarterhour.Billing.Units;
using Xunit;

namespace Quarterhour.Tests;

/// <summary>A day's timed services, from a case or by chance.</summary>
static class Pool
{
    static readonly string[] Codes = ["97032", "97035", "97110", "97112", "97113", "97116", "97140", "97530", "97535"];

    /// <summary>One to six services; short ones are as likely as long ones, so that ties and lone remainders come up.</summary>
    public static readonly Gen<TimedService[]> Any =
        from codes in Gen.Shuffle(Codes, 1, 6)
        from minutes in Gen.Frequency((3, Gen.Int[0, 15]), (2, Gen.Int[0, 70]), (1, Gen.Int[0, 480])).Array[codes.Length]
        select codes.Select((code, i) => new TimedService(ProcedureCode.Parse(code), minutes[i])).ToArray();

    public static readonly Gen<(TimedService[], TimedService[])> AnyShuffled = Any.SelectMany(services => Gen.Shuffle(services).Select(shuffled => (services, shuffled)));

    /// <summary>Minutes by code.</summary>
    public static TimedService[] Of(Node given) => [.. given.Entries.Select(entry => new TimedService(ProcedureCode.Parse(entry.Key), entry.Value.Whole))];

    /// <summary>Units by code, in the order of codes; codes without a unit are left out.</summary>
    public static string Units(PoolUnits counted) => Shown(counted.Services.Where(service => service.Units > 0).Select(service => (service.Code.ToString(), service.Units)));

    public static void Earns(Case one, PoolUnits counted) => Assert.Equal(Shown(one.Expect.Entries.Select(entry => (entry.Key, entry.Value.Whole))), Units(counted));

    static string Shown(IEnumerable<(string Code, int Units)> units) => string.Join(' ', units.OrderBy(one => one.Code, StringComparer.Ordinal).Select(one => $"{one.Code}x{one.Units}"));
}
