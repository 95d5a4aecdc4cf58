using Quarterhour.Billing.Tables;
using Quarterhour.Billing.Visits;
using Quarterhour.Formats;
using Quarterhour.Tests;
using Xunit;

namespace Quarterhour.Billing.Edits;

public sealed class DuplicatesTests
{
    static readonly Cases Cases = Cases.Beside();

    public static TheoryData<string> All => Cases.Names;

    [Theory, MemberData(nameof(All))]
    public void Case(string name)
    {
        var one = Cases[name];
        List<Visit> day = [.. one.Given.Only("visits")["visits"].Items.Select(given => Visit(given, one.Date))];
        var repeats = Duplicates.Find([day]) ?? [];
        var found = day.FindAll(repeats.ContainsKey).ConvertAll(visit => Duplicates.Repeats(repeats[visit]));
        one.Expect.Holds([.. Found.All(found.ConvertAll(each => each.Finding)), ("on", day.Find(repeats.ContainsKey)?.Id), ("because", found.Count == 0 ? null : Words.Text(found[0].Because))]);
    }

    [Fact]
    public void Patients_are_kept_apart()
    {
        var visit = Made.Visit(new(2025, 6, 2), "A", Discipline.PT, new Intervention(Made.Code("97110"), 30));
        Assert.Null(Duplicates.Find([[visit], [visit with { Id = "B" }]]));
    }

    static Visit Visit(Node given, DateOnly date)
    {
        given.Only("id", "does", "clinician", "discipline", "payer", "patient", "zip", "locality", "facility", "place_of_service", "charge");
        return Made.Visit(date, given["id"].Text, given["discipline"].As(Discipline.PT), [.. given["does"].Items.Select(line => Does(line.Text.Split(' ')) with { Charge = given["charge"].WholeOrNull })])
            with { Clinician = given["clinician"].TextOrNull, Payer = given["payer"].TextOrNull ?? "medicare", Patient = given["patient"].IsThere ? null : "P1",
                Zip = given["zip"].TextOrNull, Facility = given["facility"].TextOrNull, PlaceOfService = given["place_of_service"].TextOrNull, Locality = LocalityId.TryParse(given["locality"].TextOrNull, out var place) ? place : null };
    }

    static Intervention Does(string[] words) => new(Made.Code(words[0]), words.Length > 1 ? int.Parse(words[1]) : null, Start: Time(words, 2), End: Time(words, 3));

    static TimeOnly? Time(string[] words, int at) => words.Length > at ? TimeOnly.Parse(words[at]) : null;
}
