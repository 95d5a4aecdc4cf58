namespace Quarterhour.Reference.Import;

/// <summary>Every kind of file that can be loaded.</summary>
static class TableKinds
{
    static readonly TableKind[] All =
    [
        new PairFiles(),
        new FeeScheduleFiles(), new GpciFiles(), new CountyFiles(), new ZipFiles(nine: false), new ZipFiles(nine: true), new PaymentAmountFiles(),
        new UnitLimitFiles(), new AddOnFiles(), new DiagnosisFiles(), new DiagnosisChangeFiles(), new DiagnosisNoteFiles(),
        new HcpcsText(), new HcpcsFiles(), new PlaceFiles(), new DenialCodeFiles(), new TaxonomyFiles(),
        new ProviderFiles(), new OwnFeeFiles(), new OwnPairFiles(), new OwnCptFiles(),
    ];

    /// <summary>The kind that knows the text; null for none.</summary>
    public static Recognition? Recognize(TableText text, ImportHints hints)
    {
        foreach (var kind in All)
            if (kind.Recognize(text, hints) is { } known) return known;
        return null;
    }

    /// <summary>What a text without a table seems to be, and what to do.</summary>
    public static string WhyNot(TableText text)
    {
        if (KnownTexts.About(text) is { } known) return known;
        if (text.Head.Count == 0) return "it is no text (a PDF or a program's own file), or holds NUL bytes; tables are text, CSV or workbooks";
        string start = text.Head.FirstOrDefault(line => line.Length > 0)?.TrimStart() ?? "";
        if (start.StartsWith("<!doctype html", StringComparison.OrdinalIgnoreCase) || start.StartsWith("<html", StringComparison.OrdinalIgnoreCase))
            return "it is a web page, not a table: perhaps the page that asks to accept a license; accept it in a browser and download the file behind it";
        return $"no table that is known: it begins with \"{(start.Length > 60 ? start[..60] + "…" : start)}\"";
    }
}
