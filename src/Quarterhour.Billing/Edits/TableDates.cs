namespace Quarterhour.Billing.Edits;

public static partial class TableDates
{
    /// <summary>One note for each table that stood in during a run.</summary>
    public static IEnumerable<Finding> Notes(StandIns standIns)
    {
        foreach (var (release, first, last) in standIns.Used) yield return Finds.TableMissing(release.Name, first, last);
    }
}
