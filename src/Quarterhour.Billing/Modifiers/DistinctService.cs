namespace Quarterhour.Billing.Modifiers;

public static partial class DistinctService
{
    /// <summary>Adds the payer's modifier for a distinct service to the column 2 line, once, with its support.</summary>
    public static void Add(BillLine line, Modifier modifier, ProcedureCode other)
    {
        if (line.Modifiers.Contains(modifier)) return;
        line.Modifiers.Add(modifier);
        line.Because.Add(Because.Separate(modifier.ToString(), line.Code, other));
    }
}
