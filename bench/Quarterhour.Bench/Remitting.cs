using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using Quarterhour.Billing;
using Quarterhour.Billing.Day;
using Quarterhour.Billing.Denials;
using Quarterhour.Billing.Payers;
using Quarterhour.Billing.Visits;
using Quarterhour.Claims;
using Quarterhour.Claims.Remittances;
using Quarterhour.Practice;
using Quarterhour.Reference;
using Quarterhour.X12;
using Claim = Quarterhour.Claims.Claim;

namespace Quarterhour.Bench;

/// <summary>How fast a remittance is read, matched with the claims that were sent, and sorted to the cent; how fast the lines are priced anew by the public rules; and how fast it is posted. Writes docs/benchmarks-remittances.md.</summary>
static class Remitting
{
    const int Times = 5, LinesOfClaim = 4;

    static readonly DateOnly First = new(2026, 1, 5);

    static readonly string[] Codes = ["97110", "97112", "97140", "97035"];

    sealed record Result(int Lines, double Bytes, double[] Read, double[] Index, double[] Match, double[] Price, (double[] Wall, double[] Cpu)? Post, decimal Under);

    public static void Run(int lines, bool post, string? page)
    {
        var tables = BuiltInTables.Open();
        var claims = Claims(lines / LinesOfClaim, tables);
        byte[] file = Remittance(claims);
        double[] read = new double[Times], index = new double[Times], match = new double[Times], price = new double[Times];
        decimal under = 0;
        for (int i = 0; i < Times; i++)
        {
            long began = Stopwatch.GetTimestamp();
            var decisions = Read(file);
            read[i] = Stopwatch.GetElapsedTime(began).TotalSeconds;
            began = Stopwatch.GetTimestamp();
            var sent = new SentClaims(claims);
            index[i] = Stopwatch.GetElapsedTime(began).TotalSeconds;
            began = Stopwatch.GetTimestamp();
            under = 0;
            foreach (var decision in decisions)
            {
                var sorted = Matching.Sort(Matching.Find(decision, sent));
                if (sorted.Claim is null) throw new InvalidOperationException(decision.Id);
                under += sorted.Of(DifferenceKind.Underpayment);
            }
            match[i] = Stopwatch.GetElapsedTime(began).TotalSeconds;
            began = Stopwatch.GetTimestamp();
            foreach (var claim in claims) Priced(claim, tables);
            price[i] = Stopwatch.GetElapsedTime(began).TotalSeconds;
        }
        (double[] Wall, double[] Cpu)? posted = post ? Post(claims, file) : null;
        var result = new Result(claims.Sum(static claim => claim.Lines.Length), file.Length, read, index, match, price, posted, under);
        string text = Page(result);
        Console.Error.WriteLine(text);
        File.WriteAllText(page ?? Path.Combine(Measurements.Root(), "docs", "benchmarks-remittances.md"), text);
    }

    static List<ClaimPayment> Read(byte[] file)
    {
        var decisions = new List<ClaimPayment>();
        using var reader = new RemittanceReader(X12Reader.Open(file));
        while (reader.ReadPayment() is not null)
            while (reader.ReadClaim() is { } claim) decisions.Add(claim);
        return decisions;
    }

    const int PostedTimes = 3;

    /// <summary>Each time into fresh records.</summary>
    static (double[] Wall, double[] Cpu) Post(List<Claim> claims, byte[] file)
    {
        var (wall, cpu) = (new double[PostedTimes], new double[PostedTimes]);
        for (int i = 0; i < PostedTimes; i++)
        {
            string folder = Directory.CreateTempSubdirectory("remit").FullName;
            try
            {
                using var store = PracticeStore.Open(PracticeStore.InFolder(folder));
                Recording.Record(store, claims, [], DateTimeOffset.UnixEpoch);
                GC.Collect();
                long began = Stopwatch.GetTimestamp();
                var used = Process.GetCurrentProcess().TotalProcessorTime;
                Posting.Post(store, file, "remit.835", DateTimeOffset.UnixEpoch);
                (wall[i], cpu[i]) = (Stopwatch.GetElapsedTime(began).TotalSeconds, (Process.GetCurrentProcess().TotalProcessorTime - used).TotalSeconds);
            }
            finally
            {
                Directory.Delete(folder, recursive: true);
            }
        }
        return (wall, cpu);
    }

    static Visit Visit(Claim claim) => new() { Id = claim.Visit, Date = claim.Date, Payer = "medicare", Discipline = Discipline.PT, Interventions = [], Zip = "43215", DeductibleLeft = 0 };

    static IReadOnlyList<BillLine> Priced(Claim claim, Billing.Tables.ReferenceTables tables) =>
        LinePrices.Of(Visit(claim), [.. claim.Lines.Select(static line => new LineToPrice(line.Code, line.Modifiers, line.Units, line.Charge))], tables, BuiltInPayers.All).Lines;

    static List<Claim> Claims(int count, Billing.Tables.ReferenceTables tables)
    {
        var claims = new List<Claim>(count);
        var random = new Random(1);
        var address = new Address("2 CLINIC ROAD", "COLUMBUS", "OH", "432151234");
        var facility = new Facility { Id = "F1", Name = "CLINIC", Npi = "2000000010", TaxId = "741234567", Taxonomy = "261QP2000X", Address = address };
        var payer = new PayerIdentity { Id = "medicare", Name = "MEDICARE", PayerNumber = "15202", FilingCode = "MB", Profile = "medicare" };
        for (int i = 0; i < count; i++)
        {
            string number = $"B{i}-P1";
            var date = First.AddDays(random.Next(120));
            bool assistant = random.Next(5) == 0;
            var claim = new Claim
            {
                Number = number, Visit = $"B{i}", Date = date, Billing = facility, PlaceOfService = "11",
                Patient = new() { Id = $"P{i % 5000}", Name = new("DOE", $"JANE{i % 5000}"), Birth = new(1948, 2, 13), Sex = "F", Address = address },
                Coverage = new() { Payer = payer, Order = CoverageOrder.Primary, MemberId = $"1S00A{i % 5000:000000}" },
                Lines =
                [
                    .. Codes.Select((code, at) => new ServiceLine
                    {
                        ControlNumber = $"{number}-{at + 1}", Code = ProcedureCode.Parse(code), Modifiers = assistant && at > 1 ? [Modifier.CQ, Modifier.GP] : [Modifier.GP], Discipline = Discipline.PT, Date = date,
                        Units = random.Next(1, 4), Charge = random.Next(9_000, 40_000) / 100m,
                    }),
                ],
            };
            var priced = Priced(claim, tables);
            claims.Add(claim with { Lines = [.. claim.Lines.Select((line, at) => line with { Expected = Expected(priced[at]) })] });
        }
        return claims;
    }

    static Expected Expected(BillLine line)
    {
        var share = line.Share!.Value;
        return new()
        {
            Allowed = line.Allowed!.Value, FullUnits = line.FullUnits, UnitReduction = line.Fee!.Full - line.Fee.Reduced, Unreduced = line.Fee!.Full * line.Units, Deductible = share.Deductible, Coinsurance = share.Coinsurance, AssistantReduction = share.AssistantReduction, Sequestration = share.Sequestration,
            PayerPays = share.PayerPays, PatientOwes = share.PatientOwes,
        };
    }

    /// <summary>Most are paid as expected, one in ten is refused, one in ten a little short; a tenth come back without our line numbers and without modifiers.</summary>
    static byte[] Remittance(List<Claim> claims)
    {
        var random = new Random(2);
        var payment = new Payment { Transaction = new("835", "0001", ""), Handling = "I", Method = "ACH", Trace = "BENCH1", TraceOriginator = "1512345678", Payer = new("PR") { IsN1 = true, Name = "MEDICARE" }, Payee = new("PE") { IsN1 = true, Name = "CLINIC", IdCode = "XX", Id = "2000000010" } };
        var decisions = claims.ConvertAll(claim =>
        {
            bool bare = random.Next(10) == 0;
            var lines = new Items<ServicePayment>();
            foreach (var line in claim.Lines)
            {
                var expected = line.Expected!;
                var paid = new ServicePayment { Procedure = new("HC", line.Code.ToString()) { Modifiers = bare ? [] : [.. line.Modifiers.Select(static one => one.ToString())] }, Charge = line.Charge, Units = line.Units, Dates = [DateOf.On("472", line.Date)], References = bare ? [] : [new("6R", line.ControlNumber)] };
                int luck = random.Next(10);
                if (luck == 0) paid.Adjustments.Add(new("CO", "197", line.Charge));
                else
                {
                    decimal full = Math.Min(line.Charge, expected.Unreduced!.Value);
                    paid.Paid = expected.PayerPays!.Value - (luck == 1 ? 0.25m : 0);
                    paid.Adjustments.Add(new("CO", "45", line.Charge - full + expected.AssistantReduction!.Value + (luck == 1 ? 0.25m : 0)));
                    if (full != expected.Allowed) paid.Adjustments.Add(new("CO", "59", full - expected.Allowed));
                    paid.Adjustments.Add(new("CO", "253", expected.Sequestration!.Value));
                    paid.Adjustments.Add(new("PR", "2", expected.Coinsurance!.Value));
                }
                lines.Add(paid);
            }
            return new ClaimPayment { Payment = payment, Id = claim.Number, Status = "1", Charge = claim.Charge, Paid = lines.Sum(static line => line.Paid), FilingCode = "MB", PayerNumber = "I" + claim.Number, Parties = [new("QC") { Name = "DOE", First = claim.Patient.Name.First }], Dates = [DateOf.On("232", claim.Date)], Lines = lines };
        });
        payment.Amount = payment.Expected(decisions);
        var stream = new MemoryStream();
        var writer = new X12Writer(stream);
        writer.Begin(new Interchange { Sender = "PAYER", Receiver = "CLINIC", Date = "260520", Time = "0600", Control = "000000001" });
        writer.Begin(new Group { Code = "HP", Sender = "PAYER", Receiver = "CLINIC", Date = "20260520", Time = "0600", Control = "1", Version = "005010X221A1" });
        var output = new RemittanceWriter(writer);
        output.Begin(payment);
        foreach (var one in decisions) output.Write(one);
        output.End(payment);
        writer.EndAll();
        return stream.ToArray();
    }

    static string Page(Result result)
    {
        string Seconds(double[] all) => string.Create(CultureInfo.InvariantCulture, $"{all.Order().ElementAt(Times / 2):0.000} | {all.Min():0.000}");
        double[] together = [.. Enumerable.Range(0, Times).Select(i => result.Read[i] + result.Index[i] + result.Match[i] + result.Price[i])];
        string load = File.Exists("/proc/loadavg") ? File.ReadAllText("/proc/loadavg").Split(' ')[0] : "unknown";
        string post = result.Post is { } posted ? string.Create(CultureInfo.InvariantCulture, $"\nPosting the same file to SQLite, with every part a row, in one transaction, synced to the disk: {posted.Wall.Order().ElementAt(PostedTimes / 2):0.0} s, of which {posted.Cpu.Order().ElementAt(PostedTimes / 2):0.0} s of processor time (medians of {PostedTimes}; fastest {posted.Wall.Min():0.0} s). Asked for: under 10 s.\n") : "";
        return string.Create(CultureInfo.InvariantCulture, $"""
            # Benchmarks of remittances

            Measured on {TimeProvider.System.GetUtcNow():yyyy-MM-dd}: {Machine.Describe()}.
            Repeat with `dotnet run -c Release --project bench/Quarterhour.Bench -- remit`.

            {result.Lines:N0} remittance lines of {result.Lines / LinesOfClaim:N0} claims, {result.Bytes / 1048576:0.0} MiB of 835, made up: one line in ten refused, one in ten a quarter dollar short, one claim in ten without our line numbers and modifiers. One thread, {Times} runs in one process, the
            first among them; {load} programs were ready to run at the end, on a machine that is shared.

            | work | seconds, median | best |
            | --- | ---: | ---: |
            | 835 read as models | {Seconds(result.Read)} |
            | the sent claims indexed | {Seconds(result.Index)} |
            | every line matched and its difference sorted to the cent | {Seconds(result.Match)} |
            | every line priced anew by the public rules | {Seconds(result.Price)} |
            | all of it | {Seconds(together)} |

            Asked for: 100,000 lines matched and priced in under 5 s. Found on the way: {result.Under:0.00} underpaid, which is more than the quarter dollars: where the day's full line was refused the made payer still reduces the next.
            {post}
            """);
    }
}
