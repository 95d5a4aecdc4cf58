using Quarterhour.Billing;
using Quarterhour.Billing.Day;
using Quarterhour.Billing.Payers;
using Quarterhour.Billing.Tables;
using Quarterhour.Billing.Visits;
using Quarterhour.X12;
using ClaimLine = Quarterhour.X12.ClaimLine;

namespace Quarterhour.Simulation;

/// <summary>
/// A payer that knows no more than a payer does: it reads the 837P, prices each line by Medicare's public rules from code, modifiers, units, charge, date and the provider's ZIP code, and answers with 999, 277CA and two 835s, the second with
/// reversals and second thoughts. What it does with each claim follows from the seed and is written down, so that a test can ask for every cent.
/// </summary>
sealed class SimulatedPayer
{
    static readonly (string Group, string Code, string Remark)[] LineDenials = [("CO", "197", "M62"), ("CO", "50", "N115"), ("OA", "18", "N522"), ("CO", "4", "N822"), ("PR", "96", "N130"), ("CO", "16", "MA130"), ("PI", "B12", "M127"), ("CO", "119", "N640")];

    static readonly (string Group, string Code)[] ClaimDenials = [("CO", "29"), ("CO", "31"), ("OA", "109"), ("PR", "27"), ("CO", "22")];

    readonly Random random;
    readonly string trace;
    readonly List<ProfessionalClaim> received = [];
    readonly List<ClaimPayment> first = [], second = [];
    readonly Payment firstPayment, secondPayment;

    readonly ReferenceTables tables;
    readonly DateOnly day;

    /// <param name="file">An 837P.</param>
    /// <param name="seed">What it does follows from this.</param>
    /// <param name="tables">The public tables by which it prices.</param>
    /// <param name="paid">The day of its payment.</param>
    /// <param name="payer">Only the claims to this payer, by its number; null takes all.</param>
    public SimulatedPayer(byte[] file, int seed, ReferenceTables tables, DateOnly? paid = null, string? payer = null)
    {
        (this.tables, day) = (tables, paid ?? new DateOnly(2026, 5, 21));
        Received = file;
        using var reader = new ClaimReader(X12Reader.Open(file), new CheckOptions());
        while (reader.Read() is { } claim)
            if (payer is null || claim.Subscriber.Payer?.Id == payer) received.Add(claim);
        (random, trace) = (new(seed), $"SIM{seed}{payer}");
        var named = payer is null ? null : received[0].Subscriber.Payer;
        (firstPayment, secondPayment) = (RemittanceFile.Payment(trace + "A", day, named), RemittanceFile.Payment(trace + "B", day, named));
        if (reader.Findings.Errors > 0) throw new InvalidOperationException($"the payer can't take the file in: {reader.Findings.First().Message}");
        foreach (var claim in received) Decide(claim);
        if (random.Next(3) == 0) firstPayment.ProviderAdjustments.Add(new("2000000010", "20261231", "WO", "OLD1", TakenBack = random.Next(1, 5_000) / 100m));
        if (random.Next(3) == 0) firstPayment.ProviderAdjustments.Add(new("2000000010", "20261231", "L6", "", -random.Next(1, 300) / 100m));
    }

    byte[] Received { get; }

    public List<SimulatedOutcome> Outcomes { get; } = [];

    /// <summary>What is kept back of the first payment for an old matter.</summary>
    public decimal TakenBack { get; }

    public decimal Paid => firstPayment.Amount + secondPayment.Amount;

    /// <summary>It has second thoughts: a second remittance.</summary>
    public bool HasSecond => second.Count > 0;

    public byte[] Acknowledgment()
    {
        var stream = new MemoryStream();
        var maker = new AcknowledgmentMaker(findings => X12Reader.Open(Received, findings));
        var writer = new X12Writer(stream);
        while (maker.Next() is { } answer)
        {
            Envelope(writer, "FA", "005010X231A1");
            answer.Write(writer);
        }
        writer.EndAll();
        return stream.ToArray();
    }

    public byte[] ClaimAcknowledgment()
    {
        var stream = new MemoryStream();
        var writer = new X12Writer(stream);
        Envelope(writer, "HN", "005010X214");
        var header = new LevelHeader { Transaction = new("277", "0001", "005010X214"), Structure = "0085", Purpose = "08", Number = "A1", Date = "20260511", Time = "1200", Type = "TH" };
        var output = new StatusWriter(writer);
        var source = new StatusLevel { Header = header, Code = "20", HasChildren = "1", Parties = [new("PR") { Kind = "2", Name = "MEDICARE", IdCode = "PI", Id = "15202" }] };
        var receiver = new StatusLevel { Header = header, Code = "21", HasChildren = "1", Parent = source, Parties = [new("41") { Kind = "2", Name = "CLINIC", IdCode = "46", Id = "SENDER1" }], Traces = [Trace("2", received[0].Batch.Number, "A1", "19", "PR", "WQ")] };
        var provider = new StatusLevel { Header = header, Code = "19", HasChildren = "1", Parent = receiver, Parties = [new("85") { Kind = "2", Name = "CLINIC", IdCode = "XX", Id = "2000000010" }] };
        foreach (var level in new[] { source, receiver, provider }) output.Write(level);
        foreach (var outcome in Outcomes)
            output.Write(new()
            {
                Header = header, Code = "PT", HasChildren = "0", Parent = provider, Parties = [new("QC") { Kind = "1", Name = "SOMEBODY", IdCode = "MI", Id = "1S00A00AA01" }],
                Traces = [outcome.Whim == PayersWhim.RejectsBeforehand ? Trace("2", outcome.Claim, "A7", "562", "85", "U") : Trace("2", outcome.Claim, "A2", "20", "PR", "WQ")],
            });
        output.End();
        writer.EndAll();
        return stream.ToArray();
    }

    static StatusTrace Trace(string type, string number, string category, string status, string entity, string action) => new(type, number) { Statuses = [new() { Codes = [[category, status, entity]], Date = "20260511", Action = action }] };

    static void Envelope(X12Writer writer, string code, string version)
    {
        writer.Begin(new Interchange { Sender = "PAYER", Receiver = "CLINIC", Date = "260511", Time = "1200", Control = "000000301", Usage = "T" });
        writer.Begin(new Group { Code = code, Sender = "PAYER", Receiver = "CLINIC", Date = "20260511", Time = "1200", Control = "301", Version = version });
    }

    public byte[] FirstRemittance() => Remittance(firstPayment, first);

    public byte[] SecondRemittance() => Remittance(secondPayment, second);

    /// <summary>No payment is less than nothing: what is owed is carried to the next.</summary>
    static byte[] Remittance(Payment payment, List<ClaimPayment> decisions)
    {
        decimal comes = payment.Expected(decisions);
        if (comes < 0) payment.ProviderAdjustments.Add(new("2000000010", "20261231", "FB", payment.Trace, comes));
        return RemittanceFile.Of(payment, decisions);
    }

    /// <summary>The lines of a claim as the payer would pay them. One claim is all of a patient's day here, or its own day to the payer.</summary>
    /// <param name="claim">The claim.</param>
    /// <param name="deductible">What is left of the deductible.</param>
    /// <param name="refused">The line that is not paid, and takes no part in the ranking of the day; -1 for none.</param>
    internal List<ServicePayment> Price(ProfessionalClaim claim, decimal deductible, int refused = -1)
    {
        var visit = new Visit { Id = claim.Id, Date = claim.Lines[0].ServiceDate!.Value, Payer = "medicare", Discipline = Under(claim), Interventions = [], Zip = claim.Provider.Billing.Zip[..5], DeductibleLeft = deductible };
        var lines = claim.Lines.Select(static line => new LineToPrice(ProcedureCode.Parse(line.Procedure!.Code), [.. line.Procedure.Modifiers.Select(Modifier.Parse)], (int)line.Units!.Value, line.Charge)).ToList();
        var (_, all) = LinePrices.Of(visit, lines, tables, BuiltInPayers.All);
        if (refused < 0) return [.. all.Select((line, i) => Pay(claim.Lines[i], line))];
        var (_, accepted) = LinePrices.Of(visit, [.. lines.Where((_, i) => i != refused)], tables, BuiltInPayers.All);
        return [.. all.Select((line, i) => Pay(claim.Lines[i], i == refused ? line : accepted[i < refused ? i : i - 1]))];
    }

    /// <summary>Whose plan of care it is, by the modifier of the first line.</summary>
    static Discipline Under(ProfessionalClaim claim) => claim.Lines[0].Procedure!.Modifiers.Contains("GO") ? Discipline.OT : claim.Lines[0].Procedure!.Modifiers.Contains("GN") ? Discipline.SLP : Discipline.PT;

    static ServicePayment Pay(ClaimLine sent, BillLine priced)
    {
        decimal charge = sent.Charge, allowed = priced.Allowed!.Value, full = Math.Min(charge, priced.Fee!.Full * priced.Units);
        var share = priced.Share!.Value;
        var paid = new ServicePayment { Procedure = sent.Procedure, Charge = charge, Units = sent.Units, Paid = share.PayerPays, References = [new("6R", sent.ControlNumber!)], Dates = [DateOf.On("472", sent.ServiceDate!.Value)], Amounts = [new("B6", allowed)] };
        Adjust(paid, "CO", "45", charge - full);
        Adjust(paid, "CO", "59", full - allowed);
        // no reason of its own: the remark tells
        Adjust(paid, "CO", "45", share.AssistantReduction);
        if (share.AssistantReduction != 0) paid.Remarks.Add(("HE", "N851"));
        Adjust(paid, "CO", "253", share.Sequestration);
        Adjust(paid, "PR", "1", share.Deductible);
        Adjust(paid, "PR", "2", share.Coinsurance);
        return paid;
    }

    static void Adjust(ServicePayment line, string group, string code, decimal amount)
    {
        if (amount == 0) return;
        int at = line.Adjustments.FindIndex(one => one.Group == group && one.Reason == code);
        if (at < 0) line.Adjustments.Add(new(group, code, amount));
        else line.Adjustments[at] = line.Adjustments[at] with { Amount = line.Adjustments[at].Amount + amount };
    }

    void Decide(ProfessionalClaim claim)
    {
        var whim = (PayersWhim)(random.Next(3) == 0 ? 0 : random.Next(Enum.GetValues<PayersWhim>().Length));
        var outcome = new SimulatedOutcome(claim.Id, whim);
        Outcomes.Add(outcome);
        if (whim is PayersWhim.RejectsBeforehand or PayersWhim.StaysSilent) return;
        var lines = Price(claim, whim == PayersWhim.TakesDeductible ? random.Next(1, 20_000) / 100m : 0);
        var final = SimulatedWhims.Apply(this, whim, claim, lines, outcome, random);
        outcome.Paid = final.Sum(static line => Cents(line.Paid));
        outcome.Deductible = Told(final, "1");
        outcome.Coinsurance = Told(final, "2");
    }

    static long Told(List<ServicePayment> lines, string code) => lines.Sum(line => line.Adjustments.Where(one => one.Reason == code).Sum(static one => Cents(one.Amount)));

    internal static long Cents(decimal dollars) => (long)(dollars * 100);

    internal static (string Group, string Code, string Remark) LineDenial(Random random) => LineDenials[random.Next(LineDenials.Length)];

    internal static (string Group, string Code) ClaimDenial(Random random) => ClaimDenials[random.Next(ClaimDenials.Length)];

    internal void Answer(bool later, ProfessionalClaim claim, List<ServicePayment> lines, string status = "1", string? number = null)
    {
        var decision = new ClaimPayment
        {
            Payment = later ? secondPayment : firstPayment, Id = number ?? claim.Id, Status = status, Charge = lines.Sum(static line => line.Charge), Paid = lines.Sum(static line => line.Paid), PayerNumber = $"{trace}{(later ? "B" : "A")}{first.Count + second.Count}", FilingCode = "MB",
            Parties = [new("QC") { Kind = "1", Name = claim.Treated.Name, First = claim.Treated.First, IdCode = "MI", Id = claim.Subscriber.Subscriber.Id }], Dates = [DateOf.On("232", claim.Lines[0].ServiceDate!.Value)],
        };
        decision.Lines.AddRange(lines);
        (later ? second : first).Add(decision);
    }
}
