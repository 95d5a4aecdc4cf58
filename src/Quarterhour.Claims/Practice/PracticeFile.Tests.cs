using Quarterhour.Claims;
using Xunit;

namespace Quarterhour.Tests.Claims;

public sealed class PracticeFileTests
{
    [Fact]
    public void The_sample_covers_the_week() =>
        Assert.Equal(83, PracticeFile.Read(Repository.Path("samples", "practice.yaml"), Profiles).Of("patients").Count);

    [Theory]
    [InlineData("practice: 1\n", "practice.yaml:1: \"practice\" is no section of a practice file; known are submitter")]
    [InlineData("payer: []\n", "practice.yaml:1: \"payer\" is no section of a practice file; did you mean \"payers\"?")]
    [InlineData("[x\n", "practice.yaml:2: not YAML")]
    [InlineData("- x\n", "practice.yaml:1: a practice file is one mapping of sections")]
    [InlineData("patients:\n  - P1\n", "practice.yaml:2: patients: an entry is a mapping of fields")]
    [InlineData("patients:\n  - { id: P1, brith: 1948-02-13 }\n", "practice.yaml:2: patients have no field \"brith\"; did you mean \"birth\"?")]
    [InlineData("patients:\n  - { id: P1, last: [a, b] }\n", "practice.yaml:2: patients: last is one value, not a list or a mapping")]
    [InlineData("patients:\n  - { last: A }\n", "practice.yaml:2: patients: an entry has no id")]
    [InlineData("patients:\n  - { id: P1 }\n  - { id: P1 }\n", "practice.yaml:3: patients P1 stands twice, first in practice.yaml:2")]
    [InlineData("patients:\n  - { id: P1 }\ncoverages:\n  - { patient: P2, payer: X }\n", "practice.yaml:4: coverages of P2: patient: \"P2\" is not in patients; did you mean \"P1\"?")]
    [InlineData("coverages:\n  - { payer: X }\n", "practice.yaml:2: coverages: payer: \"X\" is not in payers; it has no entry")]
    [InlineData("payers:\n  - { id: X, profile: medicar }\n", "practice.yaml:2: payers X: profile: \"medicar\" is no payer profile; did you mean \"medicare\"?")]
    [InlineData("patients: {}\n", "practice.yaml:1: patients is a list of entries")]
    [InlineData("patients: nowhere.csv\n", "practice.yaml:1: patients: nowhere.csv is not there")]
    [InlineData("patients: []\n", "practice.yaml: submitter is missing")]
    [InlineData("submitter:\n  - { name: A }\n  - { name: B }\n", "practice.yaml:3: a second submitter; one sends")]
    public void A_mistake_is_named_with_its_place(string yaml, string message) =>
        Assert.Contains(message, Assert.Throws<UnusablePracticeException>(() => MadePractice.Read(yaml)).Message, StringComparison.Ordinal);

    [Fact]
    public void Every_mistake_is_told_at_once() => Assert.Equal(3,
        Assert.Throws<UnusablePracticeException>(() => MadePractice.Read("pateints: []\npatients:\n  - { id: P1, nam: x }\n  - { id: P2, lst: y }\n")).Faults.Count);

    [Fact]
    public void A_folder_of_tables_says_the_same()
    {
        string folder = Directory.CreateTempSubdirectory("practice").FullName;
        try
        {
            File.WriteAllText(Path.Combine(folder, "submitter.csv"), "\uFEFFname,number,contact,phone\n\"Clinic, east\",S1,Ann,6145550100\n\n");
            File.WriteAllText(Path.Combine(folder, "patients.csv"), "id,last,first\nP1,Birchwell,Ada\n,,\nP2,Elm,\n");
            var practice = PracticeFile.Read(folder, Profiles);
            Assert.Equal(("Clinic, east", 2), (practice.Submitter.Text("name"), practice.Of("patients").Count));
            Assert.Equal((4, null), (practice.Find("patients", "P2")!.Line, practice.Find("patients", "P2")!.Text("first")));
            File.WriteAllText(Path.Combine(folder, "patients.csv"), "id,last,frist\nP1,Birchwell,Ada,extra\n");
            File.WriteAllText(Path.Combine(folder, "patient.csv"), "id\n");
            var faults = Assert.Throws<UnusablePracticeException>(() => PracticeFile.Read(folder, Profiles)).Message;
            Assert.Contains("patients.csv:1: patients have no field \"frist\"; did you mean \"first\"?", faults, StringComparison.Ordinal);
            Assert.Contains("patients.csv:2: 4 fields under 3 columns", faults, StringComparison.Ordinal);
            Assert.Contains("patient.csv: is no section of a practice file; did you mean \"patients\"?", faults, StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void A_file_that_is_not_there_is_told() =>
        Assert.Equal("nowhere.yaml: is not there; check the name", Assert.Throws<UnusablePracticeException>(() => PracticeFile.Read("nowhere.yaml", Profiles)).Message);

    static string[] Profiles => [.. Billing.Payers.BuiltInPayers.All.All.Select(static payer => payer.Id)];
}
