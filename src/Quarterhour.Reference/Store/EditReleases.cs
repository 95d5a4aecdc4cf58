using Quarterhour.Billing.Tables;

namespace Quarterhour.Reference.Store;

/// <summary>An imported edit table's release as the rules name it.</summary>
static class EditReleases
{
    /// <summary>A table for both settings counts as the office's.</summary>
    public static EditRelease Of(StoredTable table) =>
        new(table.Release.Release, table.Release.Setting ?? Setting.Office, table.Release.From!.Value, table.Release.To!.Value, table.Source);
}
