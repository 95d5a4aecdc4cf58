using Xunit;

namespace Quarterhour.Reference.Import;

public sealed class QuarterTests
{
    [Theory]
    [InlineData("ccipra-v322r0-f1.txt", 2026, 3)]
    [InlineData("NCCI practitioner (v30.2)", 2024, 3)]
    [InlineData("ptp_practitioner_2024-07-01.csv", 2024, 3)]
    [InlineData("MCR_MUE_PractitionerServices_Eff_04-01-2026.csv", 2026, 2)]
    [InlineData("aoc_v2026q2_mcr.csv", 2026, 2)]
    [InlineData("AOC_V2026Q4-F-MCR.txt", 2026, 4)]
    [InlineData("ZIP5_OCT2025.txt", 2025, 4)]
    [InlineData("rvu26c.zip", 2026, 3)]
    [InlineData("pprrvu_rvu24ar_jan_nodesc.csv", 2024, 1)]
    [InlineData("ptp_outpatient_hospital_v32.3_2026-10-01_therapy_active.csv", 2026, 4)]
    public void In_a_name(string name, int year, int number) => Assert.Equal(new Quarter(year, number), Quarter.In(name));

    [Theory]
    [InlineData("pairs.txt")]
    [InlineData("report-99-99-2026.csv")]
    [InlineData("v329.txt")]
    public void Not_in_a_name(string name) => Assert.Null(Quarter.In(name));
}
