namespace Quarterhour.Billing.Units;

public static partial class Untimed
{
    /// <summary>Why an untimed code has one unit.</summary>
    public static Reason OneUnit => Because.OneUnit;
}
