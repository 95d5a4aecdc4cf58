using Quarterhour.Billing.Tables;
using Quarterhour.Tests;
using Xunit;

namespace Quarterhour.Billing.Edits;

public sealed class DiagnosisTests
{
    static readonly Cases Cases = Cases.Beside();

    public static TheoryData<string> All => Cases.Names;

    sealed class Table : DiagnosisTable
    {
        static readonly DateOnly Loaded = new(2020, 10, 1), Split = new(2021, 10, 1);

        public override DiagnosisAnswer Find(string code, DateOnly date)
        {
            var (state, instead) = (code, date >= Split) switch
            {
                _ when date < Loaded => (DiagnosisState.YearNotLoaded, Array.Empty<string>()),
                ("M545", false) or ("M5450", true) or ("M9988", false) => (DiagnosisState.Valid, []),
                ("M545", true) => (DiagnosisState.NotInForce, ["M5450", "M5451", "M5459"]),
                ("M5450", false) or ("M9988", true) => (DiagnosisState.NotInForce, []),
                ("M255", _) => (DiagnosisState.NotSpecific, ["M25511", "M25512"]),
                ("S835", _) => (DiagnosisState.NotSpecific, ["S83501", "S83502", "S83503", "S83504", "S83505", "S83506", "S83509", "S83511"]),
                _ => (DiagnosisState.Unknown, []),
            };
            return new(state, instead, Split, $"ICD-10-CM FY {(date.Month >= 10 ? date.Year + 1 : date.Year)}");
        }
    }

    [Theory, MemberData(nameof(All))]
    public void Case(string name)
    {
        var one = Cases[name];
        var bill = new Bill(Made.Visit(one.Date) with { Diagnoses = [.. one.Given.Only("dx")["dx"].Items.Select(dx => dx.Text)] }, Made.Medicare(one.Date));
        Diagnosis.Judge(bill, new(() => new Table()));
        one.Expect.Holds([.. Found.All(bill.Findings), ("not_checked", bill.NotChecked.Select(open => open.What).ToList()), ("needs", bill.NotChecked.FirstOrDefault()?.Needs)]);
    }
}
