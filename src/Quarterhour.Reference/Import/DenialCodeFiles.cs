namespace Quarterhour.Reference.Import;

/// <summary>Numbers of adjustment reasons (CARC), remarks (RARC) and groups with their first and last days. Their texts belong to X12 and are never read.</summary>
sealed class DenialCodeFiles : CodeListFiles
{
    public override string Name => "denial code numbers";

    protected override string Table => "denial-codes";

    protected override string CodeWords => "a reason, remark or group code";

    protected override Layout? LayoutOf(Columns columns) =>
        columns["code"] is >= 0 and var code && columns["type"] is >= 0 and var type && columns["start_date"] is >= 0 and var from && columns["stop_date"] is >= 0 and var to ? new(code, [], from, to, type) : null;

    protected override string? CodeIn(string text) => Plain(text, 1, 5);
}
