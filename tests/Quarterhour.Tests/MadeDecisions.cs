using System.Collections.Immutable;
using Quarterhour.Billing;
using Quarterhour.Billing.Visits;
using Quarterhour.Claims;
using Quarterhour.X12;

namespace Quarterhour.Tests;

/// <summary>Small claims and decisions on them, made for tests. Nobody in them is real.</summary>
static class MadeDecisions
{
    public static readonly DateOnly Day = new(2026, 5, 4);

    public static Facility Facility { get; } = new()
    {
        Id = "F1", Name = "GOOD MOTION THERAPY LLC", Npi = "1234567893", TaxId = "741234567", Taxonomy = "225100000X",
        Address = new("2 CLINIC ROAD", "COLUMBUS", "OH", "432151234"), Phone = "6145550100",
    };

    public static PayerIdentity Medicare { get; } = new() { Id = "medicare-oh", Name = "MEDICARE", PayerNumber = "15202", FilingCode = "MB", Profile = "medicare" };

    public static PayerIdentity Plan { get; } = new() { Id = "plan", Name = "EXAMPLE HEALTH PLAN", PayerNumber = "00123", FilingCode = "CI", Profile = "commercial-cms" };

    /// <summary>A line whose price adds up: what is expected follows Medicare's order.</summary>
    public static ServiceLine Line(string control, string code, decimal charge, int units = 1, decimal? allowed = null, decimal? unreduced = null, decimal deductible = 0, string modifiers = "GP", bool sequestered = true)
    {
        ImmutableArray<Modifier> all = [.. modifiers.Split('-', StringSplitOptions.RemoveEmptyEntries).Select(Modifier.Parse)];
        Expected? expected = null;
        if (allowed is { } price)
        {
            decimal rest = price - deductible, coinsurance = Money.Round(rest * 0.2m), share = rest - coinsurance;
            decimal assistant = all.Any(one => one.IsAssistant) ? share - Money.Round(share * 0.85m) : 0, sequestration = sequestered ? Money.Round((share - assistant) * 0.02m) : 0;
            expected = new()
            {
                Allowed = price, Unreduced = unreduced ?? price, Deductible = deductible, Coinsurance = coinsurance, AssistantReduction = assistant, Sequestration = sequestration,
                PayerPays = share - assistant - sequestration, PatientOwes = deductible + coinsurance,
            };
        }
        return new() { ControlNumber = control, Code = ProcedureCode.Parse(code), Modifiers = all, Discipline = Discipline.PT, Date = Day, Units = units, Charge = charge, DiagnosisPointers = [1], Expected = expected };
    }

    public static Claim Claim(string number, params ImmutableArray<ServiceLine> lines) => new()
    {
        Number = number, Visit = "V" + number, Date = lines.Length > 0 ? lines[0].Date : Day, Billing = Facility, PlaceOfService = "11", Diagnoses = ["M25.511"], Lines = lines,
        Rendering = new() { Id = "T1", Name = new("STEP", "CARL"), Npi = "1456789019", Taxonomy = "225100000X" },
        Referring = new() { Id = "R1", Name = new("WELL", "DORA"), Npi = "1679576722" },
        Patient = new() { Id = "P1", Name = new("DOE", "JANE"), Birth = new(1948, 2, 13), Sex = "F", Address = new("12 MAPLE", "COLUMBUS", "OH", "43215") },
        Coverage = new() { Payer = Medicare, Order = CoverageOrder.Primary, MemberId = "1EG4TE5MK72" },
    };

    public static Payment Payment(string trace = "EFT1", decimal amount = 0) => new()
    {
        Transaction = new("835", "0001", ""), Handling = "I", Amount = amount, Method = "ACH", Trace = trace, TraceOriginator = "1512345678",
        Banking = ["CCP", "01", "999999992", "DA", "123456", "1512345678", "", "01", "999988880", "DA", "98765", "20260521"],
        Payer = new("PR") { IsN1 = true, Name = "MEDICARE", IdCode = "XV", Id = "15202" }, Payee = new("PE") { IsN1 = true, Name = Facility.Name, IdCode = "XX", Id = Facility.Npi },
    };

    /// <summary>A decision; charge and payment are those of its lines less what is adjusted on the claim.</summary>
    public static ClaimPayment Decision(string claim, IEnumerable<ServicePayment> lines, string status = "1", IEnumerable<Adjustment>? whole = null, Payment? payment = null, string payerNumber = "ICN1")
    {
        var all = new Items<ServicePayment>();
        all.AddRange(lines);
        var adjustments = new Items<Adjustment>();
        adjustments.AddRange(whole ?? []);
        return new()
        {
            Payment = payment ?? Payment(), Id = claim, Status = status, Charge = all.Sum(line => line.Charge), Paid = all.Sum(line => line.Paid) - adjustments.Sum(one => one.Amount), PayerNumber = payerNumber, FilingCode = "MB",
            Parties = [new("QC") { Name = "DOE", First = "JANE", IdCode = "MI", Id = "1EG4TE5MK72" }], Dates = [DateOf.On("232", Day)], Lines = all, Adjustments = adjustments,
        };
    }

    /// <summary>A payer's line: paid is charge less adjustments, written as CO-45:20 PR-2:5.</summary>
    public static ServicePayment Paid(string? control, string code, decimal charge, string adjustments, decimal? units = null, decimal? paid = null, string? submitted = null, string remarks = "")
    {
        var all = new Items<Adjustment>();
        foreach (string one in adjustments.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            all.Add(new(one[..2], one[3..one.IndexOf(':', StringComparison.Ordinal)], decimal.Parse(one[(one.IndexOf(':', StringComparison.Ordinal) + 1)..], System.Globalization.CultureInfo.InvariantCulture)));
        return new()
        {
            Procedure = Procedure(code), Submitted = submitted is null ? null : Procedure(submitted), Charge = charge, Paid = paid ?? charge - all.Sum(one => one.Amount), Units = units, Adjustments = all,
            References = control is null ? [] : [new("6R", control)], Dates = [DateOf.On("472", Day)],
            Remarks = [.. remarks.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(remark => ("HE", remark))],
        };
    }

    /// <summary>A whole 835 of one payment; its amount is what its claims and adjustments come to.</summary>
    public static byte[] Remittance(Payment payment, params IReadOnlyList<ClaimPayment> decisions) => Simulation.RemittanceFile.Of(payment, decisions);

    static Procedure Procedure(string code)
    {
        string[] parts = code.Split('-');
        return new("HC", parts[0]) { Modifiers = [.. parts[1..]] };
    }
}
