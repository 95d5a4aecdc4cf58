using System.Text;
using Quarterhour.Billing;
using Quarterhour.Billing.Day;
using Quarterhour.Billing.Tables;
using Quarterhour.Formats.Visits;

namespace Quarterhour.Formats.Claims;

/// <summary>Claim lines from CSV, one row a line: claim, patient, provider, date, setting, code, modifiers, units, charge, dx, and the payer where it is not the one told.
/// Column order is free; an unknown column is an error that names the nearest known one.</summary>
public sealed class ClaimFile : ClaimSource
{
    static readonly string[] Names = Enum.GetNames<ClaimColumn>();
    static readonly ClaimColumn[] Needed = [ClaimColumn.Claim, ClaimColumn.Date, ClaimColumn.Code, ClaimColumn.Units];

    readonly string payer;
    readonly StartOfFile start;
    readonly CsvReader csv;
    readonly WordPool words = new();
    ClaimColumn[] columns = [];

    /// <summary>Lines of a claim mostly stand together.</summary>
    Claim? last;
    int lastNumber;

    /// <summary>The diagnoses of the row before, as written and as a list.</summary>
    string lastDx = "";
    IReadOnlyList<string> diagnoses = [];

    /// <summary>What the row before said; most rows of a file in order say it again.</summary>
    readonly Repeated<DateOnly> dates = new();
    readonly Repeated<ModifierList> modifierLists = new();

    ClaimFile(StartOfFile start, string name, string payer) : base(name) => (this.start, this.payer, csv) = (start, payer, new(start));

    /// <summary>Opens a file and reads its header.</summary>
    /// <param name="stream">UTF-8.</param>
    /// <param name="name">For messages.</param>
    /// <param name="payer">The payer of lines that name none.</param>
    /// <exception cref="UnusableInputException">It is empty, no text, or its header can't be used.</exception>
    public static ClaimFile Open(Stream stream, string name, string payer)
    {
        var file = new ClaimFile(new StartOfFile(stream, name), name, payer);
        if (file.start.First is null) throw new UnusableInputException(new(name, 1, null, null, "the file is empty"));
        file.ReadHeader();
        return file;
    }

    /// <summary>Bytes read.</summary>
    public long Position => start.Position;

    /// <summary>Reads the next line that can be used.</summary>
    /// <returns>False at the end.</returns>
    public override bool Next(out ClaimLine line)
    {
        while (csv.Read())
        {
            if (csv.Fault is { } broken) Reject(null, null, broken);
            else if (csv.Count != columns.Length) Reject(null, null, $"the row has {csv.Count} fields and the header {columns.Length}; write every column, blank where there is nothing");
            else if (Line(out line)) return true;
        }
        line = default;
        return false;
    }

    void ReadHeader()
    {
        if (!csv.Read() || csv.Fault is not null) throw Unusable(csv.Fault ?? "the header is missing");
        columns = new ClaimColumn[csv.Count];
        for (int i = 0; i < columns.Length; i++)
        {
            string written = FieldText.Lower(csv[i]);
            int known = Array.FindIndex(Names, column => column.Equals(written, StringComparison.OrdinalIgnoreCase));
            if (known < 0) throw Unusable($"\"{written}\" is not a column; {Spelling.DidYouMean(written, Names.Select(column => column.ToLowerInvariant()))}");
            if (Array.IndexOf(columns, (ClaimColumn)known, 0, i) >= 0) throw Unusable($"the column {written} stands there twice");
            columns[i] = (ClaimColumn)known;
        }
        foreach (var needed in Needed)
            if (!columns.Contains(needed)) throw Unusable($"the column {needed.ToString().ToLowerInvariant()} is missing; a claim line needs claim, date, code and units");
    }

    bool Line(out ClaimLine line)
    {
        line = default;
        ReadOnlySpan<byte> id = default, patient = default, provider = default, dx = default, by = default;
        DateOnly date = default;
        var setting = Setting.Office;
        ProcedureCode code = default;
        ModifierList modifiers = default;
        int units = 0;
        decimal? charge = null;
        for (int i = 0; i < columns.Length; i++)
        {
            var text = csv[i];
            switch (columns[i])
            {
                case ClaimColumn.Claim: id = text; break;
                case ClaimColumn.Patient: patient = text; break;
                case ClaimColumn.Provider: provider = text; break;
                case ClaimColumn.Dx: dx = text; break;
                case ClaimColumn.Payer: by = text; break;
                case ClaimColumn.Date:
                    if (dates.Is(text, out date)) break;
                    if (FieldText.Date(text) is not { } day) return Reject(id, ClaimColumn.Date, $"{FieldText.Shown(text)} is not a day of the calendar; write it as YYYY-MM-DD");
                    dates.Keep(text, date = day);
                    break;
                case ClaimColumn.Setting:
                    if (text.IsEmpty || text.SequenceEqual("office"u8) || Ascii.EqualsIgnoreCase(text, "office"u8)) break;
                    if (!Ascii.EqualsIgnoreCase(text, "hospital"u8)) return Reject(id, ClaimColumn.Setting, $"{FieldText.Shown(text)} is neither office nor hospital");
                    setting = Setting.Hospital;
                    break;
                case ClaimColumn.Code:
                    if (!ProcedureCode.TryParse(text, out code)) return Reject(id, ClaimColumn.Code, $"{FieldText.Shown(text)} is not a procedure code; a code is five letters or digits");
                    break;
                case ClaimColumn.Modifiers:
                    if (modifierLists.Is(text, out modifiers)) break;
                    if (!Modifiers(text, out modifiers)) return Reject(id, ClaimColumn.Modifiers, $"{FieldText.Shown(text)}: write up to four modifiers of two letters or digits with blanks between them");
                    modifierLists.Keep(text, modifiers);
                    break;
                case ClaimColumn.Units:
                    if (FieldText.Whole(text) is not (> 0 and var count)) return Reject(id, ClaimColumn.Units, $"{FieldText.Shown(text)} is not a whole number from 1 up");
                    units = count;
                    break;
                case ClaimColumn.Charge:
                    if (text.IsEmpty) break;
                    if (FieldText.Dollars(text) is not { } dollars) return Reject(id, ClaimColumn.Charge, $"{FieldText.Shown(text)} is not an amount; write dollars with at most two decimals");
                    charge = dollars;
                    break;
            }
        }
        if (id.IsEmpty) return Reject(id, ClaimColumn.Claim, "the claim id is missing; every row needs one");
        if (ClaimOf(id, patient, provider, by, dx) is not { } claim) return Reject(id, null, "patient, provider or payer contradict the row before of the same claim; a claim has one of each");
        line = new(claim, ++lastNumber, date, setting, code, modifiers, units, charge, (int)csv.Line);
        return true;
    }

    /// <summary>The claim of the row before, where it says the same; null where it contradicts it.</summary>
    Claim? ClaimOf(ReadOnlySpan<byte> id, ReadOnlySpan<byte> patient, ReadOnlySpan<byte> provider, ReadOnlySpan<byte> by, ReadOnlySpan<byte> dx)
    {
        if (!Ascii.Equals(dx, lastDx)) diagnoses = words.List(lastDx = words.Get(dx));
        if (last is { } known && Ascii.Equals(id, known.Id))
        {
            if (!Same(patient, known.Patient) || !Same(provider, known.Provider) || !Ascii.Equals(by, payer == known.Payer && by.IsEmpty ? "" : known.Payer)) return null;
            // diagnoses may be a line's own
            return ReferenceEquals(diagnoses, known.Diagnoses) ? known : last = known with { Diagnoses = diagnoses };
        }
        lastNumber = 0;
        // a provider has many claims, a patient few
        string? billing = last is not null && Same(provider, last.Provider) ? last.Provider : provider.IsEmpty ? null : words.Get(provider);
        return last = new(Encoding.UTF8.GetString(id), patient.IsEmpty ? null : Encoding.UTF8.GetString(patient), billing, by.IsEmpty ? payer : words.Get(by), diagnoses);
    }

    static bool Same(ReadOnlySpan<byte> text, string? known) => known is null ? text.IsEmpty : Ascii.Equals(text, known);

    static bool Modifiers(ReadOnlySpan<byte> text, out ModifierList modifiers)
    {
        modifiers = default;
        if (text.IsEmpty) return true;
        Span<char> two = stackalloc char[2];
        for (int at = 0; at < text.Length; at++)
        {
            if (text[at] is (byte)' ' or (byte)'-' or (byte)':' or (byte)',') continue;
            if (at + 1 >= text.Length || at + 2 < text.Length && char.IsAsciiLetterOrDigit((char)text[at + 2]) || modifiers.Count == ModifierList.Most) return false;
            (two[0], two[1]) = ((char)text[at], (char)text[at + 1]);
            if (!Modifier.TryParse(two, out var modifier)) return false;
            modifiers = modifiers.With(modifier);
            at++;
        }
        return true;
    }

    bool Reject(ReadOnlySpan<byte> id, ClaimColumn? column, string message)
    {
        Reject(new(Name, csv.Line, column?.ToString().ToLowerInvariant(), id.IsEmpty ? null : Encoding.UTF8.GetString(id), message));
        return false;
    }

    UnusableInputException Unusable(string message) => new(new(Name, csv.Line, null, null, message));
}
