namespace Quarterhour.Billing.Modifiers;

public static partial class Reduced
{
    static readonly Modifier Modifier52 = Modifier.Parse("52");

    /// <summary>52 stands on the line.</summary>
    public static bool Stands(BillLine line) => line.Modifiers.Contains(Modifier52);

    /// <summary>Adds 52 to an untimed line whose record shows that it was furnished in part only.</summary>
    public static void Add(BillLine line, bool timed)
    {
        if (line.Evidence?.Reduced != true) return;
        if (timed)
        {
            line.Because.Add(Because.Timed(line.Code));
            return;
        }
        line.Modifiers.Add(Modifier52);
        line.Because.Add(Because.Stands(line.Code));
    }
}
