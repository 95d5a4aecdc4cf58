using Quarterhour.Reference.Packed;
using Quarterhour.Reference.Store;

namespace Quarterhour.Reference.Import;

/// <summary>HCPCS Level II with headings: CMS's quarterly workbook or its CSV (<c>HCPC2026_APR_ANWEB</c>), where a long description goes over several rows,
/// or a list of the attributes alone. The descriptions are CMS's; those of dental codes (D) belong to the American Dental Association and are left out.</summary>
sealed class HcpcsFiles : CodeListFiles
{
    internal const string TableName = "hcpcs";

    /// <summary>CMS's file has some 8,000 codes and modifiers.</summary>
    public override int FewestOfAWhole => 5_000;

    public override string Name => "HCPCS Level II";

    protected override string Table => TableName;

    protected override string CodeWords => "a HCPCS code or a modifier";

    protected override Layout? LayoutOf(Columns columns)
    {
        int code = columns.Any("HCPC", "HCPCS", "hcpcs_code"), coverage = columns.Any("COV", "cov"), action = columns.Any("ACTION CD", "action");
        // the fee schedule has a HCPCS column too, but neither of these
        return code < 0 || coverage < 0 || action < 0 ? null
            : new(code, columns["LONG DESCRIPTION"] is >= 0 and var title ? [title] : [], columns.Any("ADD DT", "date_added"), columns.Any("TERM DT", "date_term"), coverage, columns["RECID"]);
    }

    protected override TableRelease ReleaseOf(TableText text, ImportHints hints) => Release(this, text, hints);

    internal static TableRelease Release(TableKind kind, TableText text, ImportHints hints)
    {
        var quarter = hints.QuarterOf(text) ?? throw new UnusableTableException($"{text.Place}: this is {kind.Name}, but neither the file nor its name says which release; say it with --release 2026Q2");
        return new(TableName, $"HCPCS Level II {quarter}", quarter.From, quarter.To);
    }

    protected override void Write(CodeSetBuilder set, PackedWriter packed) => set.Write(packed, HcpcsWords.Title, HcpcsWords.Found);

    protected override string? CodeIn(string text) => Plain(text, 5, 5) ?? Plain(text, 2, 2);

    protected override bool Untitled(string code) => IsDental(code);

    /// <summary>Dental codes are the American Dental Association's.</summary>
    internal static bool IsDental(string code) => code is ['D', _, _, _, _];
}
