using Quarterhour.Billing;
using Quarterhour.Billing.Edits;
using Quarterhour.Billing.Payers;
using Quarterhour.Billing.Tables;
using Quarterhour.Billing.Visits;

namespace Quarterhour.Tests;

/// <summary>Small things made by hand for tests: codes, terms, visits, lines, tables.</summary>
static class Made
{
    public static ProcedureCode Code(string code) => ProcedureCode.Parse(code);

    public static TherapyCode Therapy(string code, UnitKind units = UnitKind.Pool, bool oneOnOne = true, bool group = false, bool assistantAllowed = true) =>
        new(Code(code), $"a service made for tests, {code}", "test", units, TherapyList.Always, Disciplines.PT | Disciplines.OT, oneOnOne, group, false, assistantAllowed, null, null, [], "made for a test");

    /// <summary>A release of the pair table that holds these rows and is complete for these codes.</summary>
    public static PairRelease Pairs(EditRelease release, CodeIndex complete, IReadOnlyList<PairRow> rows)
    {
        var built = new PairRowsBuilder();
        foreach (var row in rows) built.Add(row.Column1, row.Column2, row.Terms);
        return new(release, [built.Pack()], (code, _) => complete.Contains(code));
    }

    /// <summary>A whole release of the fee schedule; a code may bear its component: <c>71046-26</c>.</summary>
    public static FeeBook Fees(FeeRelease release, params IReadOnlyList<(string Code, RelativeValues Values)> rows)
    {
        var built = new FeeRowsBuilder();
        foreach (var (code, values) in rows) built.Add(Code(code[..5]), code.Length > 5 ? Modifier.Parse(code[6..]) : default, values);
        var packed = built.Pack();
        return new(release, packed.Count, () => packed, static _ => true);
    }

    public static Terms Medicare(DateOnly date) => BuiltInPayers.All.Find("medicare")!.On(date);

    public static Payer Payer(string id, params IEnumerable<(string Name, string Value)> settings) => new(id, $"Plan {id}", null, "Made for a test.",
        [.. settings.Select(setting => new PayerSetting(setting.Name, new(2000, 1, 1), null, setting.Value, Confidence.Confirmed, $"contract of {id}"))]);

    public static Terms Terms(DateOnly date, params IEnumerable<(string Name, string Value)> settings) => Payer("own", settings).On(date);

    public static Visit Visit(DateOnly date, string id = "V1", Discipline discipline = Discipline.PT, params IReadOnlyList<Intervention> interventions) =>
        new() { Id = id, Date = date, Payer = "medicare", Discipline = discipline, Interventions = [.. interventions], Patient = "P1" };

    public static CodeCatalogue Codes { get; } = Quarterhour.Reference.BuiltInTables.Open().Codes;

    /// <summary>A visit that a case tells in the words of the visit contract's JSON; what it leaves out is one unit of 97110 for Medicare.</summary>
    public static Visit Told(Case one)
    {
        var visit = new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["visit"] = "V1", ["date"] = one.Date.ToString("yyyy-MM-dd"), ["payer"] = "medicare", ["discipline"] = "PT", ["patient"] = "P1",
            ["interventions"] = new object[] { new Dictionary<string, object?>(StringComparer.Ordinal) { ["code"] = "97110", ["minutes"] = 15 } },
        };
        foreach (var (key, value) in one.Given.Entries) visit[key] = value.Plain;
        using var json = new MemoryStream(System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(new { visits = new[] { visit } }));
        var source = Quarterhour.Formats.Visits.VisitSource.Open(json, one.Name);
        var read = source.Days(sorted: false).SelectMany(day => day).ToList();
        return read.Count == 1 ? read[0] : throw new FormatException(string.Join(' ', source.Faults));
    }

    /// <summary>What a record shows, in the words of the visit contract.</summary>
    public static Evidence Evidence(Node given)
    {
        given.Only("separate_time", "separate_encounter", "separate_structure", "separate_practitioner", "not_overlapping", "reduced");
        return new(Told("separate_time"), Told("separate_encounter"), Told("separate_structure"), Told("separate_practitioner"), Told("not_overlapping"), Told("reduced"));

        bool? Told(string name) => given[name].IsThere ? given[name].Yes : null;
    }

    public static Bill Bill(DateOnly date, string id = "V1") => new(Visit(date, id), Medicare(date));

    public static BillLine Line(string code, int units = 1, decimal? allowed = null, Discipline discipline = Discipline.PT, TreatedBy by = TreatedBy.Therapist) => new(Code(code), discipline) { Units = units, Allowed = allowed, By = by };

    /// <summary>Puts a line at the end of its bill.</summary>
    public static DayLine On(this BillLine line, Bill bill)
    {
        bill.Lines.Add(line);
        line.Number = bill.Lines.Count;
        return new(bill, line);
    }

    /// <summary>The built-in tables with other pairs.</summary>
    public static ReferenceTables Tables(PairTable pairs, IReadOnlyDictionary<string, PairRows>? ownPairs = null)
    {
        var built = Quarterhour.Reference.BuiltInTables.Open();
        return new(new(() => built.Codes), new(() => built.Fees), new(() => built.Localities), new(() => built.Zips), new(() => pairs), new(() => built.UnitLimits), new(() => built.AddOns),
            new(() => built.Diagnoses), new(() => built.Guide), ownPairs: ownPairs is null ? null : new(() => ownPairs));
    }

    public static CodeIndex Index(params IEnumerable<string> codes)
    {
        var index = new CodeIndex();
        foreach (string code in codes) index.Add(Code(code));
        return index;
    }
}
