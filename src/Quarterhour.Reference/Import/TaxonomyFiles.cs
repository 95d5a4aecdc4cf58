namespace Quarterhour.Reference.Import;

/// <summary>Provider taxonomy codes: NUCC's CSV as the user downloaded it, or a list of codes and labels.</summary>
sealed class TaxonomyFiles : CodeListFiles
{
    internal const string TableName = "taxonomies";

    public override string Name => "provider taxonomy codes";

    protected override string Table => TableName;

    protected override string CodeWords => "a taxonomy code of ten characters";

    protected override Layout? LayoutOf(Columns columns)
    {
        int code = columns["code"];
        if (code < 0) return null;
        if (columns["own_label"] is >= 0 and var label && columns["level"] is >= 0 and var level) return new(code, [label], Mark: level);
        return columns["Classification"] is >= 0 and var classification && columns["Specialization"] is >= 0 and var specialization ? new(code, [classification, specialization], Mark: columns["Section"]) : null;
    }

    protected override string? CodeIn(string text) => Plain(text, 10, 10) is { } code && code[^1] == 'X' ? code : null;
}
