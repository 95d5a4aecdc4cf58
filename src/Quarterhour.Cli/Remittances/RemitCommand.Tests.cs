using System.Text.Json;
using Quarterhour.Tests;
using Xunit;

namespace Quarterhour.Cli.Remittances;

public sealed class RemitCommandTests
{
    static readonly string Sample = Repository.Path("samples", "x12", "remit.835");

    [Fact]
    public void The_sample_for_people()
    {
        var run = CommandLine.Run("remit", Sample);
        Assert.Equal((1, ""), (run.Status, run.Error));
        Assert.Contains("EFT0000202  2026-05-21  EXAMPLE HEALTH PLAN  171.82", run.Out, StringComparison.Ordinal);
        Assert.Contains("CO-197  authorization  65.00", run.Out, StringComparison.Ordinal);
        Assert.All(run.Lines, line => Assert.True(line.Length <= 80, line));
    }

    [Fact]
    public void The_sample_for_programs()
    {
        var run = CommandLine.Run("remit", Sample, "--json");
        var payment = run.Json.GetProperty("payments")[0];
        Assert.Equal((1, "EFT0000202", "171.82", 3, 4, true), (run.Json.GetProperty("contract").GetInt32(), payment.GetProperty("trace").GetString(), payment.GetProperty("amount").GetString(), payment.GetProperty("claims").GetInt32(), payment.GetProperty("lines").GetInt32(), payment.GetProperty("balanced").GetBoolean()));
        Assert.Equal(0, run.Json.GetProperty("imbalances").GetArrayLength());
        var denial = Assert.Single(run.Json.GetProperty("denials").EnumerateArray());
        Assert.Equal(("QH1002", 1, "CO", "197", "65.00", "QH1002A", "correct"), (denial.GetProperty("claim").GetString(), denial.GetProperty("line").GetInt32(), denial.GetProperty("group").GetString(), denial.GetProperty("code").GetString(), denial.GetProperty("amount").GetString(), denial.GetProperty("control").GetString(), denial.GetProperty("next").GetString()));
        Assert.NotEmpty(denial.GetProperty("cause").GetString()!);
        Assert.NotEmpty(denial.GetProperty("fix").GetString()!);
    }

    [Fact]
    public void The_worklist_has_deadline_and_who_owes()
    {
        var run = CommandLine.Run("remit", Sample, "--denials");
        Assert.Contains("deadline:", run.Out, StringComparison.Ordinal);
        Assert.Contains("owes: The facility.", run.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("contract adjustment", run.Out, StringComparison.Ordinal);
        Assert.Equal("65.00", CommandLine.Run("remit", Sample, "--denials", "--json").Json.GetProperty("worklist")[0].GetProperty("amount").GetString());
    }

    [Fact]
    public void Sums_that_do_not_come_out_are_told_at_their_level()
    {
        // the line's payment is a dollar less, the claim's stands, and the payment is another amount
        string text = MadeX12.Payment(MadeX12.ClaimPayment).Replace("SVC*HC:97110:GP*100*75", "SVC*HC:97110:GP*100*74", StringComparison.Ordinal).Replace("BPR*I*75", "BPR*I*70", StringComparison.Ordinal);
        var run = CommandLine.Run(text, 80, "remit", "-", "--json");
        Assert.Equal(1, run.Status);
        Assert.False(run.Json.GetProperty("payments")[0].GetProperty("balanced").GetBoolean());
        Assert.Equal([("line", "C1 line 1", "75.00", "74.00"), ("payment", "EFT1", "75.00", "70.00")], run.Json.GetProperty("imbalances").EnumerateArray().Select(Row));
    }

    static (string?, string?, string?, string?) Row(JsonElement one) => (one.GetProperty("level").GetString(), one.GetProperty("where").GetString(), one.GetProperty("expected").GetString(), one.GetProperty("found").GetString());

    [Fact]
    public void What_is_kept_back_beside_the_claims_is_for_a_person()
    {
        string text = MadeX12.Payment([.. MadeX12.ClaimPayment, "PLB*1234567893*20261231*WO:OLD1*15"]).Replace("BPR*I*75", "BPR*I*60", StringComparison.Ordinal);
        var run = CommandLine.Run(text, 80, "remit", "-");
        Assert.Equal(1, run.Status);
        Assert.Contains("15.00 of EFT1 was kept back beside the claims (WO, OLD1)", run.Out.ReplaceLineEndings(" "), StringComparison.Ordinal);
    }

    [Fact]
    public void All_well_is_status_0() => Assert.Equal(0, CommandLine.Run(MadeX12.Payment(MadeX12.ClaimPayment), 80, "remit", "-").Status);

    [Fact]
    public void A_file_that_is_cut_off_is_told()
    {
        string whole = MadeX12.Payment(MadeX12.ClaimPayment);
        var run = CommandLine.Run(whole[..whole.IndexOf("CAS*PR", StringComparison.Ordinal)], 80, "remit", "-");
        Assert.Equal(1, run.Status);
        Assert.Contains("the file is not whole", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("no X12 at all", "no ISA with its 16 elements")]
    [InlineData("", "no ISA with its 16 elements")]
    public void What_is_no_remittance_is_status_2(string input, string message)
    {
        var run = CommandLine.Run(input, 80, "remit", "-", "--json");
        Assert.Equal(2, run.Status);
        Assert.Contains(message, run.Json.GetProperty("error").GetString(), StringComparison.Ordinal);
        Assert.Equal(2, CommandLine.Run("remit", Repository.Path("samples", "x12", "claims.837")).Status);
        Assert.Equal(2, CommandLine.Run("remit", "nowhere.835").Status);
    }

    [Fact]
    public void An_archive_and_a_folder_are_told_as_what_they_are()
    {
        string folder = Directory.CreateTempSubdirectory("remit").FullName, zip = Path.Combine(folder, "era.zip");
        try
        {
            using (var archive = System.IO.Compression.ZipFile.Open(zip, System.IO.Compression.ZipArchiveMode.Create)) archive.CreateEntry("a.835");
            Assert.Contains("is an archive", CommandLine.Run("remit", zip, "--json").Json.GetProperty("error").GetString(), StringComparison.Ordinal);
            Assert.Contains("is a folder", CommandLine.Run("remit", folder, "--json").Json.GetProperty("error").GetString(), StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void Several_files()
    {
        var files = CommandLine.Run("remit", Sample, Sample, "--json").Json.GetProperty("files");
        Assert.Equal(2, files.GetArrayLength());
        Assert.Equal("EFT0000202", files[1].GetProperty("payments")[0].GetProperty("trace").GetString());
    }

    /// <summary>Every 835 of eleven open projects: the program's verdict on its sums is that of the index.</summary>
    [Fact]
    public void Other_projects_files_balance_as_the_index_says()
    {
        var wrong = new List<string>();
        foreach (var row in File.ReadLines(Shared.Path("data", "x12", "INDEX.tsv")).Skip(1).Select(line => line.Split('\t')).Where(row => row[2].Split(',').Contains("835")))
        {
            var run = CommandLine.Run("remit", Shared.Path("data", "x12", row[0]), "--json");
            bool balanced = run.Status != 2 && run.Json.GetProperty("imbalances").GetArrayLength() == 0;
            if (run.Status == 3 || balanced != (row[8] == "yes")) wrong.Add($"{row[0]}: status {run.Status}, balanced {balanced}, the index says {row[8]} {run.Error}");
        }
        Assert.Equal([], wrong);
    }
}
