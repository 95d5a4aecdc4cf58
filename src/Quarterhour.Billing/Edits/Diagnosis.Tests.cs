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
            var (state, instead, since) = (code, date >= Split) switch
            {
                _ when date < Loaded => (DiagnosisState.YearNotLoaded, Array.Empty<string>(), (DateOnly?)null),
                ("M545", false) or ("M5450", true) or ("M5451", true) or ("M9988", false) or ("M9977", false) => (DiagnosisState.Valid, [], null),
                ("M545", true) => (DiagnosisState.NotSpecific, ["M5450", "M5451", "M5459"], Split),
                ("M5450", false) => (DiagnosisState.NotInForce, ["M545"], Split),
                ("M9977", true) => (DiagnosisState.NotInForce, ["M9978"], Split),
                ("M9988", true) => (DiagnosisState.NotInForce, [], Split),
                ("M255", _) => (DiagnosisState.NotSpecific, ["M25511", "M25512"], null),
                ("S835", _) => (DiagnosisState.NotSpecific, ["S83501", "S83502", "S83503", "S83504", "S83505", "S83506", "S83509", "S83511"], null),
                _ => (DiagnosisState.Unknown, [], null),
            };
            return new(state, instead, since, $"ICD-10-CM FY {(date.Month >= 10 ? date.Year + 1 : date.Year)}");
        }

        public override string? NeverTogether(string a, string b, DateOnly date) => (a, b) is ("M5450", "M5451") or ("M5451", "M5450") ? "made for tests (M54.51)" : null;
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
