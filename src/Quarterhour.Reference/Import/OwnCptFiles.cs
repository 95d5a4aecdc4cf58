namespace Quarterhour.Reference.Import;

/// <summary>A user's own licensed CPT file: code and descriptor under headings such as <c>CPT Code</c> and <c>Description</c>, between tabs or commas. It stays in the user's
/// folder and serves search and display only; the program ships no CPT descriptor.</summary>
sealed class OwnCptFiles : CodeListFiles
{
    internal const string TableName = "own-cpt";

    public override string Name => "your licensed CPT file";

    protected override string Table => TableName;

    protected override string CodeWords => "a CPT code";

    protected override Layout? LayoutOf(Columns columns)
    {
        int code = columns.Any("CPT Code", "CPT"), title = columns.Any("Long Descriptor", "Long Description", "Long", "Full Description", "Descriptor", "Description",
            "Medium Descriptor", "Medium Description", "Medium", "Short Descriptor", "Short Description", "Short", "Consumer Friendly Descriptor");
        return code < 0 || title < 0 ? null : new(code, [title], columns.Any("Effective Date", "Effective"), columns.Any("Termination Date", "Terminated"));
    }

    protected override TableRelease ReleaseOf(TableText text, ImportHints hints) => base.ReleaseOf(text, hints) is { From: not null } dated ? new(TableName, dated.Release, null, null) : new(TableName, OwnFeeFiles.Plain(hints.Release ?? "own"), null, null);

    protected override string? CodeIn(string text) => Plain(text, 5, 5);
}
