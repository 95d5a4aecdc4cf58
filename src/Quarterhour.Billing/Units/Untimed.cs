namespace Quarterhour.Billing.Units;

public static partial class Untimed
{
    /// <summary>Why an untimed code has one unit.</summary>
    public static Reason OneUnit => Because.OneUnit;

    /// <summary>Why several entries of a visit are one unit.</summary>
    public static Reason OneOf(int entries, ProcedureCode code) => Because.Entries(entries, code);
}
