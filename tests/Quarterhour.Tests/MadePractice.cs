using Quarterhour.Billing;
using Quarterhour.Billing.Day;
using Quarterhour.Billing.Payers;
using Quarterhour.Billing.Visits;
using Quarterhour.Claims;
using Quarterhour.Formats;
using Quarterhour.Reference;
using Claim = Quarterhour.Claims.Claim;

namespace Quarterhour.Tests;

/// <summary>A small practice made for tests, and visits to it.</summary>
static class MadePractice
{
    public static readonly DateOnly Day = new(2026, 5, 4);

    public const string Yaml = """
        submitter: { name: Clinic, number: SENDER1, contact: Ann, phone: 614-555-0100 }
        receivers:
          - { id: house, name: House, number: HOUSE1 }
        facilities:
          - { id: F1, name: Clinic, npi: 2000000010, tax_id: 00-1234567, taxonomy: 261QP2000X, street: 2 Clinic Road, city: Columbus, state: OH, zip: 43215-1234 }
        providers:
          - { id: PT1, last: Stride, first: Pat, npi: 2000000028, taxonomy: 225100000X }
          - { id: PTA1, last: Pace, first: Kim, bills_under: PT1 }
          - { id: DR1, last: Wellstep, first: Morgan, npi: 2000000069 }
        payers:
          - { id: medicare, name: Medicare, number: 15202, filing: MB }
          - { id: commercial-cms, name: Lakeside, number: LMH01, filing: CI }
        patients:
          - { id: P1, last: Birchwell, first: Ada, birth: 1948-02-13, sex: female, street: 12 Sample Street, city: Columbus, state: OH, zip: 43215 }
        coverages:
          - { patient: P1, payer: medicare, member: 1S00-A00-AA00 }
        cases:
          - { patient: P1, certified_by: DR1 }

        """;

    static readonly ReferenceLazy Tables = new();

    public static PracticeRecords Read(string yaml) => PracticeFile.Read("practice.yaml", new StringReader(yaml), [.. BuiltInPayers.All.All.Select(static payer => payer.Id)]);

    /// <summary>A visit of the practice's patient with two lines.</summary>
    public static Visit Visit(string id = "V1", string payer = "medicare") => new()
    {
        Id = id, Date = Day, Payer = payer, Discipline = Discipline.PT, Patient = "P1", Facility = "F1", Clinician = "PT1", Zip = "43215", Diagnoses = ["M54.16", "M62.81"],
        Interventions = [new(Made.Code("97110"), 30, Charge: 68m), new(Made.Code("97140"), 15, Charge: 64m)],
    };

    public static Bill Bill(Visit visit) => new BillingRun(Tables.Open, BuiltInPayers.All).Bills([visit]).Single();

    public static PreparedClaim Prepare(string yaml, Visit visit, CoverageOrder? order = null) => Preparation(Read(yaml), order).Prepare(Bill(visit));

    public static ClaimPreparation Preparation(PracticeRecords practice, CoverageOrder? order = null) => new(practice, static finding => (Words.Message(finding), Words.Fix(finding)), order);

    /// <summary>A claim that must not be held.</summary>
    public static Claim Claim(string? yaml = null, Visit? visit = null, CoverageOrder? order = null)
    {
        var prepared = Prepare(yaml ?? Yaml, visit ?? Visit(), order);
        return prepared.Claim ?? throw new InvalidOperationException(string.Join('\n', prepared.Holds.Select(static hold => hold.Message)));
    }

    /// <summary>The file as text, a segment a line.</summary>
    public static string[] Segments(Transmission file)
    {
        using var stream = new MemoryStream();
        file.Write(stream);
        return System.Text.Encoding.ASCII.GetString(stream.ToArray()).Split('~');
    }

    sealed class ReferenceLazy
    {
        Billing.Tables.ReferenceTables? tables;

        public Billing.Tables.ReferenceTables Open => tables ??= BuiltInTables.Open();
    }
}
