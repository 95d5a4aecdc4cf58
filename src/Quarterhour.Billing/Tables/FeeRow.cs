using System.Runtime.InteropServices;

namespace Quarterhour.Billing.Tables;

/// <summary>A row of the fee schedule as figures of fixed width, the same in memory and in a packed file. Units are in ten-thousandths.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 4)]
public readonly record struct FeeRow
{
    const int Hundredth = 100, TenThousand = 10_000;
    const byte IsRareOutsideFacility = 1, IsRareInFacility = 2;

    readonly int work, practice, facilityPractice, malpractice, capPractice, capFacilityPractice, capMalpractice;
    readonly byte status, multiple, components, marks, global1, global2, global3, unused;

    /// <summary>A row of the units and the two indicators that every table tells.</summary>
    public FeeRow(char status, int work, int practice, int facilityPractice, int malpractice, char multiple) : this()
    {
        (this.work, this.practice, this.facilityPractice, this.malpractice) = (work, practice, facilityPractice, malpractice);
        (this.status, this.multiple, components) = ((byte)status, (byte)multiple, (byte)' ');
    }

    /// <exception cref="OverflowException">A figure is too large for a fee schedule, or has more than four decimals.</exception>
    public FeeRow(RelativeValues values) : this(values.Status, Packed(values.Work), Packed(values.PracticeExpense), Packed(values.FacilityPracticeExpense), Packed(values.Malpractice), values.MultipleProcedure)
    {
        components = (byte)values.Components;
        marks = (byte)((values.RareOutsideFacility ? IsRareOutsideFacility : 0) | (values.RareInFacility ? IsRareInFacility : 0));
        if (values.GlobalDays is [var a, var b, var c]) (global1, global2, global3) = ((byte)a, (byte)b, (byte)c);
        if (values.Cap is { } cap) (capPractice, capFacilityPractice, capMalpractice) = (Packed(cap.PracticeExpense), Packed(cap.FacilityPracticeExpense), Packed(cap.Malpractice));
    }

    /// <summary>The row with its figures as numbers.</summary>
    public RelativeValues Values() => new((char)status, Units(work), Units(practice), Units(facilityPractice), Units(malpractice), (char)multiple)
    {
        Components = (char)components,
        RareOutsideFacility = (marks & IsRareOutsideFacility) != 0,
        RareInFacility = (marks & IsRareInFacility) != 0,
        GlobalDays = global1 == 0 ? "" : new string([(char)global1, (char)global2, (char)global3]),
        Cap = (capPractice | capFacilityPractice | capMalpractice) == 0 ? null : new(Units(capPractice), Units(capFacilityPractice), Units(capMalpractice)),
    };

    /// <summary>A number of units in ten-thousandths.</summary>
    /// <exception cref="OverflowException">It is too large, or has more than four decimals.</exception>
    public static int Packed(decimal units) => units * TenThousand is var packed && decimal.Truncate(packed) == packed ? (int)packed : throw new OverflowException($"{units} has more than four decimals");

    /// <summary>With two decimals, as CMS writes them, or four where they are needed.</summary>
    public static decimal Units(int packed) => packed % Hundredth == 0 ? new(packed / Hundredth, 0, 0, isNegative: false, 2) : new(packed, 0, 0, isNegative: false, 4);
}
