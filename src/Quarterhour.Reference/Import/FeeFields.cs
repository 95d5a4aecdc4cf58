using System.Globalization;
using Quarterhour.Billing;
using Quarterhour.Billing.Tables;

namespace Quarterhour.Reference.Import;

/// <summary>The fields of one row of the fee schedule as they are written, from whichever layout.</summary>
ref struct FeeFields
{
    public ReadOnlySpan<byte> Code, Component, Status, Work, PracticeExpense, RareOutsideFacility, FacilityPracticeExpense, RareInFacility, Malpractice, Total, FacilityTotal,
        Components, GlobalDays, MultipleProcedure, Factor, CapPracticeExpense, CapFacilityPracticeExpense, CapMalpractice;

    /// <summary>Most units that a service has; the largest on record is below 400.</summary>
    const decimal MostUnits = 10_000m;

    /// <summary>Reads a row, and tells of the first field that is not what it should be. The totals are checked against their parts, which finds columns that changed places.</summary>
    public readonly RelativeValues? Read(long line, Rejections rejected, out ProcedureCode code, out Modifier component, out decimal factor)
    {
        (component, factor) = (default, 0m);
        if (!TryCode(out code)) return No(line, rejected, "HCPCS", Code, "a procedure code");
        if (!Component.IsEmpty && !Modifier.TryParse(System.Text.Encoding.UTF8.GetString(Component), out component)) return No(line, rejected, "modifier", Component, "two letters or digits");
        if (Status is not [>= (byte)'A' and <= (byte)'Z']) return No(line, rejected, "status", Status, "one letter");
        if (MultipleProcedure is not [>= (byte)'0' and <= (byte)'9']) return No(line, rejected, "multiple procedure", MultipleProcedure, "one digit");
        if (!Components.IsEmpty && Components is not [>= (byte)'0' and <= (byte)'9']) return No(line, rejected, "PC/TC indicator", Components, "one digit");
        // a copy of 2020 dropped the zeros of 000, 010 and 090
        string global = System.Text.Encoding.ASCII.GetString(GlobalDays);
        if (global is [>= '0' and <= '9', ..]) global = global.PadLeft(3, '0');
        if (global.Length is not (0 or 3)) return No(line, rejected, "global days", GlobalDays, "three letters or digits");
        if (!IsMark(RareOutsideFacility)) return No(line, rejected, "non-facility NA indicator", RareOutsideFacility, "NA or nothing");
        if (!IsMark(RareInFacility)) return No(line, rejected, "facility NA indicator", RareInFacility, "NA or nothing");
        if (!Units(Work, out decimal work)) return No(line, rejected, "work", Work, "a number of units");
        if (!Units(PracticeExpense, out decimal practice)) return No(line, rejected, "non-facility practice expense", PracticeExpense, "a number of units");
        if (!Units(FacilityPracticeExpense, out decimal facility)) return No(line, rejected, "facility practice expense", FacilityPracticeExpense, "a number of units");
        if (!Units(Malpractice, out decimal malpractice)) return No(line, rejected, "malpractice", Malpractice, "a number of units");
        if (!IsSum(Total, work + practice + malpractice)) return No(line, rejected, "non-facility total", Total, $"the sum of its parts, {work + practice + malpractice}");
        if (!IsSum(FacilityTotal, work + facility + malpractice)) return No(line, rejected, "facility total", FacilityTotal, $"the sum of its parts, {work + facility + malpractice}");
        if (!Units(Factor, out factor) || factor == 0) return No(line, rejected, "conversion factor", Factor, "an amount of dollars");
        if (!Cap(CapPracticeExpense, out decimal cap) || !Cap(CapFacilityPracticeExpense, out decimal capFacility) || !Cap(CapMalpractice, out decimal capMalpractice))
            return No(line, rejected, "units for the OPPS payment amount", CapPracticeExpense, "a number of units");
        return new((char)Status[0], work, practice, facility, malpractice, (char)MultipleProcedure[0])
        {
            RareOutsideFacility = !RareOutsideFacility.IsEmpty, RareInFacility = !RareInFacility.IsEmpty,
            Components = Components.IsEmpty ? ' ' : (char)Components[0], GlobalDays = global,
            Cap = cap + capFacility + capMalpractice == 0 ? null : new(cap, capFacility, capMalpractice),
        };
    }

    /// <summary>Spreadsheets drop the zeros of 00100.</summary>
    readonly bool TryCode(out ProcedureCode code)
    {
        if (Code.Length is < 3 or > 4 || Code.ContainsAnyExceptInRange((byte)'0', (byte)'9')) return ProcedureCode.TryParse(Code, out code);
        Span<byte> five = "00000"u8.ToArray();
        Code.CopyTo(five[^Code.Length..]);
        return ProcedureCode.TryParse(five, out code);
    }

    static RelativeValues? No(long line, Rejections rejected, string what, ReadOnlySpan<byte> found, string should)
    {
        rejected.Add(line, what, found, should);
        return null;
    }

    static bool IsMark(ReadOnlySpan<byte> field) => field.IsEmpty || field.SequenceEqual("NA"u8);

    static bool IsSum(ReadOnlySpan<byte> total, decimal sum) => total.IsEmpty || Units(total, out decimal given) && given == sum;

    static bool Cap(ReadOnlySpan<byte> field, out decimal units) => field.IsEmpty ? (units = 0m) == 0m : Units(field, out units);

    /// <summary>A number without a sign, with four decimals at most.</summary>
    static bool Units(ReadOnlySpan<byte> field, out decimal units) =>
        decimal.TryParse(field, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out units) && units < MostUnits && units.Scale <= 4;
}
