using System.Text;
using Quarterhour.Billing;
using Quarterhour.Billing.Tables;
using Quarterhour.Billing.Visits;

namespace Quarterhour.Formats.Visits;

/// <summary>Visits from CSV, one row an intervention; rows with one visit id make a visit.</summary>
sealed class CsvVisits(StartOfFile stream, string name, Func<string, string?>? nearestCode) : VisitSource
{
    readonly CsvReader csv = new(stream);
    readonly WordPool words = new();

    /// <summary>The visits of the day at hand (or of the whole file) by id; the value is null for one that is left out.</summary>
    Dictionary<string, VisitDraft?> drafts = [];
    List<VisitDraft> order = [];
    VisitColumn[] columns = [];
    int idColumn;

    /// <summary>The id of the row before: rows of a visit mostly stand together.</summary>
    string? last;

    public override long Position => stream.Position;

    public override IEnumerable<IReadOnlyList<Visit>> Days(bool sorted)
    {
        ReadHeader();
        var seen = new HashSet<DateOnly>();
        DateOnly? day = null;
        while (csv.Read())
        {
            if (ReadRow() is not { } draft) continue;
            if (sorted && draft.Date != day)
            {
                if (day is not null)
                {
                    Leave(draft);
                    yield return Take();
                    Keep(draft);
                }
                if (!seen.Add(draft.Date))
                    throw new UnusableInputException(new(name, csv.Line, "date", draft.Id, $"{draft.Date:yyyy-MM-dd} comes back; with --sorted the rows of one date stand together. Sort the file by date, or leave --sorted away"), restNotRead: true);
                day = draft.Date;
            }
        }
        if (sorted)
        {
            if (Take() is { Count: > 0 } last) yield return last;
        }
        else
            foreach (var date in ByDate(Take())) yield return date;
    }

    void Leave(VisitDraft draft)
    {
        drafts.Remove(draft.Id!);
        order.Remove(draft);
    }

    void Keep(VisitDraft draft)
    {
        drafts[draft.Id!] = draft;
        order.Add(draft);
    }

    /// <summary>Hands over the visits gathered so far and begins anew.</summary>
    List<Visit> Take()
    {
        var visits = new List<Visit>(order.Count);
        foreach (var draft in order)
            if (drafts[draft.Id!] is not null) visits.Add(draft.Build());
        (drafts, order) = ([], []);
        return visits;
    }

    void ReadHeader()
    {
        if (!csv.Read()) throw Unusable(0, null, "the file is empty; a header line is needed");
        if (csv.Fault is { } fault) throw Unusable(csv.Line, null, fault);
        var names = new string[csv.Count];
        for (int i = 0; i < names.Length; i++) names[i] = Encoding.UTF8.GetString(csv[i]).ToLowerInvariant();
        if (names.Length == 1 && ";\t|".FirstOrDefault(mark => names[0].Contains(mark)) is var delimiter and not '\0')
            throw Unusable(1, null, $"the columns are separated by {(delimiter == '\t' ? "tabs" : $"\"{delimiter}\"")}; separate them by commas");
        columns = [.. names.Select(Column)];
        idColumn = Array.IndexOf(columns, VisitColumn.Visit);
        foreach (var needed in VisitColumns.Needed)
            if (!columns.Contains(needed)) throw Unusable(1, VisitColumns.Name(needed), $"the column is missing; a visit file needs {string.Join(", ", VisitColumns.Needed.Select(VisitColumns.Name))}");
        for (int i = 0; i < columns.Length; i++)
            if (Array.IndexOf(columns, columns[i]) != i) throw Unusable(1, names[i], "the column stands twice in the header; keep one");
    }

    VisitColumn Column(string column) => VisitColumns.Find(column)
        ?? throw Unusable(1, column.Length > 40 ? column[..40] + "..." : column, column.Length == 0 ? "a column has no name; name it or take it away"
            : $"the column is not known; {Spelling.DidYouMean(column, VisitColumns.Names)}");

    /// <summary>Reads a row into its visit.</summary>
    /// <returns>The visit; null when the row can't be used.</returns>
    VisitDraft? ReadRow()
    {
        if (csv.Fault is { } broken) return Reject(null, null, broken);
        int at = idColumn;
        string? id = at >= csv.Count ? null : last is not null && Ascii.Equals(csv[at], last) ? last : last = Encoding.UTF8.GetString(csv[at]);
        if (string.IsNullOrEmpty(id)) return Reject(null, "visit", "the visit id is missing; every row needs one");
        if (csv.Count != columns.Length)
            return Reject(id, null, $"the row has {csv.Count} fields and the header {columns.Length}; write every column, blank where there is nothing");

        bool known = drafts.TryGetValue(id, out var draft);
        if (known && draft is null) return null;
        draft ??= new VisitDraft(words, nearestCode) { Line = csv.Line };
        for (int i = 0; i < columns.Length; i++)
        {
            var column = columns[i];
            var text = csv[i];
            if (text.IsEmpty) continue;
            if (known && !VisitColumns.OfIntervention(column) && draft.Has(column))
            {
                if (Repeats(draft, column, text)) continue;
                return Reject(id, VisitColumns.Name(column), $"{FieldText.Shown(text)} contradicts line {draft.Line} of the same visit; one visit has one {VisitColumns.Name(column)}");
            }
            if (draft.Set(column, text) is { } wrong) return Reject(id, VisitColumns.Name(column), wrong);
        }
        if (draft.Missing() is { } missing) return Reject(id, VisitColumns.Name(missing), "the field is blank; every visit needs it");
        if (draft.EndIntervention() is { } incomplete) return Reject(id, "code", incomplete);
        if (!known) Keep(draft);
        return draft;
    }

    /// <summary>Whether a field of a later row says the same as the first.</summary>
    bool Repeats(VisitDraft draft, VisitColumn column, ReadOnlySpan<byte> text)
    {
        switch (column)
        {
            case VisitColumn.Visit: return true;
            case VisitColumn.Date: return FieldText.Date(text) == draft.Date;
            case VisitColumn.Payer: return Same(text, draft.Payer);
            case VisitColumn.Patient: return Same(text, draft.Patient);
            case VisitColumn.Facility: return Same(text, draft.Facility);
            case VisitColumn.Clinician: return Same(text, draft.Clinician);
            case VisitColumn.Zip: return Same(text, draft.Zip);
            case VisitColumn.Discipline: return Ascii.EqualsIgnoreCase(text, VisitDraft.DisciplineWords[(int)draft.Discipline]);
        }
        return column switch
        {
            VisitColumn.YearToDate => FieldText.Dollars(text) == draft.YearToDate,
            VisitColumn.DeductibleLeft => FieldText.Dollars(text) == draft.DeductibleLeft,
            VisitColumn.Qmb => FieldText.YesNo(text) == draft.Qmb,
            VisitColumn.KxAttested => FieldText.YesNo(text) == draft.KxAttested,
            VisitColumn.Participating => FieldText.YesNo(text) == draft.Participating,
            VisitColumn.Dx => Same(text, draft.DiagnosisText),
            VisitColumn.Pos => Same(text, draft.PlaceOfService),
            VisitColumn.FacilitySetting => Ascii.EqualsIgnoreCase(text, draft.Setting.ToString()),
            _ => LocalityId.TryParse(words.Get(text), out var locality) && locality == draft.Locality,
        };
    }

    static bool Same(ReadOnlySpan<byte> text, string? told) => told is not null && (Ascii.Equals(text, told) || Encoding.UTF8.GetString(text) == told);

    /// <summary>Reports a row and leaves its whole visit out: a bill without one of its rows would be wrong.</summary>
    VisitDraft? Reject(string? id, string? column, string message)
    {
        Add(new(name, csv.Line, column, id, message));
        if (id is null)
        {
            StrayLines++;
            return null;
        }
        if (!drafts.TryGetValue(id, out var draft) || draft is not null) Rejected++;
        if (draft is not null) order.Remove(draft);
        drafts[id] = null;
        return null;
    }

    UnusableInputException Unusable(long line, string? column, string message) => new(new(name, line, column, null, message));
}
