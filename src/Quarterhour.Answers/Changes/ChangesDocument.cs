using System.Globalization;
using Quarterhour.Formats;
using Quarterhour.Formats.Documents;
using Quarterhour.Reference.Changes;

namespace Quarterhour.Answers.Changes;

/// <summary>What changed, as a document: a section a kind, with what it was and what it is.</summary>
public static class ChangesDocument
{
    /// <summary>Rows of a section on a terminal and a page; the JSON holds all.</summary>
    const int Most = 200;

    public static Document Of(ChangeList list, string place)
    {
        List<Block> lead = [new Paragraph($"From {Day(list.From)} to {Day(list.To)}, as far as the loaded tables tell; amounts are {place}.")];
        if (list.All.Count == 0) lead.Add(new Paragraph("Nothing changed."));
        if (list.Notes.Count > 0) lead.Add(new Bullets(list.Notes));
        return new("What changed", lead, [.. list.All.GroupBy(change => change.Kind).Select(Section)]);
    }

    static Section Section(IGrouping<ChangeKind, TableChange> kind)
    {
        // the last column wraps: it is the one with words
        List<(TextColumn Column, Func<TableChange, string> Cell)> columns = [(new(Subject(kind.Key)), change => change.Subject)];
        bool figures = kind.Key == ChangeKind.Price, before = kind.Any(change => change.Before is not null), after = kind.Any(change => change.After is not null);
        if (kind.Any(change => change.Day is not null)) columns.Add((new("Day"), change => Day(change.Day)));
        if (before) columns.Add((new(after ? "Before" : "What", figures), change => change.Before ?? ""));
        if (after) columns.Add((new(before ? "After" : "What", figures), change => change.After ?? ""));
        if (figures) columns.Add((new("Change", true), change => Percent(change.Share)));
        var grid = new Grid([.. columns.Select(column => column.Column)], [.. kind.Take(Most).Select(change => columns.Select(column => column.Cell(change)).ToArray())]);
        int more = kind.Count() - Most;
        return new(Word(kind.Key), Title(kind.Key), [grid, new Paragraph(string.Join("; ", kind.Select(change => change.Source).Distinct().Take(3))), .. more > 0 ? (Block[])[new Paragraph($"... and {more} more; --json lists all of them")] : []]);
    }

    /// <summary>The kind as programs know it.</summary>
    public static string Word(ChangeKind kind) => kind switch
    {
        ChangeKind.CodeAdded => "code-added",
        ChangeKind.CodeEnded => "code-ended",
        ChangeKind.Price => "price",
        ChangeKind.Status => "status",
        ChangeKind.PairAdded => "pair-added",
        ChangeKind.PairEnded => "pair-ended",
        ChangeKind.PairChanged => "pair-changed",
        ChangeKind.UnitLimit => "unit-limit",
        ChangeKind.Value => "value",
        ChangeKind.DiagnosisAdded => "diagnosis-added",
        _ => "diagnosis-ended",
    };

    public static string Title(ChangeKind kind) => kind switch
    {
        ChangeKind.CodeAdded => "Codes that began",
        ChangeKind.CodeEnded => "Codes that ended",
        ChangeKind.Price => "Prices",
        ChangeKind.Status => "Coverage in the fee schedule",
        ChangeKind.PairAdded => "Code pairs that began",
        ChangeKind.PairEnded => "Code pairs that ended",
        ChangeKind.PairChanged => "Code pairs that changed",
        ChangeKind.UnitLimit => "Unit limits (MUE)",
        ChangeKind.Value => "Thresholds and other values that laws and payers set",
        ChangeKind.DiagnosisAdded => "Diagnoses that began",
        _ => "Diagnoses that ended",
    };

    static string Subject(ChangeKind kind) => kind switch
    {
        ChangeKind.PairAdded or ChangeKind.PairEnded or ChangeKind.PairChanged => "Column 1, column 2",
        ChangeKind.Value => "Rule and value",
        ChangeKind.DiagnosisAdded or ChangeKind.DiagnosisEnded => "Diagnosis",
        _ => "Code",
    };

    /// <summary>A change in one sentence, for feeds.</summary>
    public static string Sentence(TableChange change) => (change.Before, change.After) switch
    {
        (null, null) => $"{change.Subject}: {(change.Kind is ChangeKind.DiagnosisAdded or ChangeKind.CodeAdded ? "began" : "ended")}",
        (null, var after) => $"{change.Subject}: {after}, new",
        (var before, null) => $"{change.Subject}: ended, was {before}",
        var (before, after) => $"{change.Subject}: {before} became {after}{(change.Share is { } share ? $" ({Percent(share)})" : "")}",
    };

    /// <summary>With its sign; one that is less than half of a tenth has none.</summary>
    public static string Percent(decimal? share) => share is { } known ? (known is > -0.0005m and < 0.0005m ? 0 : known).ToString("+0.0 %;-0.0 %;0.0 %", CultureInfo.InvariantCulture) : "";

    public static string Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";
}
