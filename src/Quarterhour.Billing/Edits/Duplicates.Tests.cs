using Quarterhour.Billing.Visits;
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
        List<Bill> day = [.. one.Given.Only("visits")["visits"].Items.Select(given => new Bill(Visit(given, one.Date), Made.Medicare(one.Date)))];
        Duplicates.Judge(day);
        one.Expect.Holds([.. Found.All([.. day.SelectMany(bill => bill.Findings)]), ("on", day.Find(bill => bill.Findings.Count > 0)?.Visit.Id)]);
    }

    static Visit Visit(Node given, DateOnly date)
    {
        given.Only("id", "does", "clinician", "discipline", "payer", "patient");
        return Made.Visit(date, given["id"].Text, given["discipline"].As(Discipline.PT), [.. given["does"].Items.Select(line => Does(line.Text.Split(' ')))])
            with { Clinician = given["clinician"].TextOrNull, Payer = given["payer"].TextOrNull ?? "medicare", Patient = given["patient"].IsThere ? null : "P1" };
    }

    static Intervention Does(string[] words) => new(Made.Code(words[0]), int.Parse(words[1]), Start: Time(words, 2), End: Time(words, 3));

    static TimeOnly? Time(string[] words, int at) => words.Length > at ? TimeOnly.Parse(words[at]) : null;
}
