using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Quarterhour.Billing;
using Quarterhour.Billing.Pricing;
using Quarterhour.Billing.Tables;
using Quarterhour.Market;
using Quarterhour.Reference.Store;
using Quarterhour.Web.Serving;

namespace Quarterhour.Web.Pages;

/// <summary>What payers pay for a code, read from a converted Parquet folder. The engine that reads it is loaded when the first such question is asked, not before; an answer is kept until a file of the folder changes.</summary>
static class RatesQuestion
{
    const int MostKept = 64;

    static readonly SemaphoreSlim Asking = new(1);

    static readonly ConcurrentDictionary<(string Folder, string Code, string? State, DateTime Written), IReadOnlyList<PayerRates>> Kept = [];

    /// <summary>Whether there is anything to ask.</summary>
    public static bool IsThere(Knowledge knowledge) => Directory.Exists(knowledge.Rates) && Directory.EnumerateFiles(knowledge.Rates, "*.parquet", SearchOption.AllDirectories).Any();

    /// <summary>Rows by basis and payer, with what Medicare allows for one unit.</summary>
    /// <exception cref="UnusableException">The folder can't be read, or a state is asked for and no table of providers is imported.</exception>
    public static async Task<IReadOnlyList<PayerRates>> Ask(Knowledge knowledge, ProcedureCode code, LocalityId? place, DateOnly day, string? state, CancellationToken cancel)
    {
        var written = Directory.EnumerateFiles(knowledge.Rates, "*.parquet", SearchOption.AllDirectories).Select(File.GetLastWriteTimeUtc).Max();
        string name = $"{(char.IsAsciiDigit(code.ToString()[0]) ? "CPT" : "HCPCS")}:{code}";
        if (!Kept.TryGetValue((knowledge.Rates, name, state, written), out var rows))
        {
            // one at a time: each uses all processors
            await Asking.WaitAsync(cancel);
            try
            {
                rows = await Task.Run(() => Read(knowledge, name, state), cancel);
                if (Kept.Count >= MostKept) Kept.Clear();
                Kept[(knowledge.Rates, name, state, written)] = rows;
            }
            finally
            {
                Asking.Release();
            }
        }
        decimal? medicare = Medicare(knowledge.Now.Tables, code, place, day);
        return [.. rows.Select(row => row.Basis == RateBasis.Dollars ? row with { Medicare = medicare } : row)];
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    static IReadOnlyList<PayerRates> Read(Knowledge knowledge, string code, string? state)
    {
        try
        {
            return new Comparison { Codes = [code], State = state, Providers = ProviderPlaces.Open(knowledge.Folder) }.Rows(knowledge.Rates);
        }
        catch (MarketException wrong)
        {
            throw new UnusableException(wrong.Message.Replace(knowledge.Rates, "the folder of rates", StringComparison.Ordinal));
        }
    }

    /// <summary>One unit in full; null where no table of the day says it.</summary>
    static decimal? Medicare(ReferenceTables tables, ProcedureCode code, LocalityId? where, DateOnly day)
    {
        var fee = where is { } here ? FeeSchedule.ForUnit(code, here, day, tables.Fees, tables.Localities) : FeeSchedule.National(code, day, tables.Fees);
        return fee.IsDecided ? fee.Value.Full : null;
    }
}
