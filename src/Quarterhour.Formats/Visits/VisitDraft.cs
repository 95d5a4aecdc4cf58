using Quarterhour.Billing;
using Quarterhour.Billing.Tables;
using Quarterhour.Billing.Visits;

namespace Quarterhour.Formats.Visits;

/// <summary>A visit while its fields are read, from CSV rows or a JSON object alike: one place that knows each field's form.</summary>
sealed class VisitDraft(WordPool words, Func<string, string?>? nearestCode = null)
{
    readonly List<Intervention> interventions = new(4);
    uint told;
    Row row;

    struct Row
    {
        public ProcedureCode? Code;
        public int? Minutes, Group;
        public TreatedBy By;
        public TimeOnly? Start, End;
        public decimal? Charge;
    }

    public string? Id { get; private set; }

    public long Line { get; init; }

    public DateOnly Date { get; private set; }

    public string Payer { get; private set; } = "";

    public Discipline Discipline { get; private set; }

    public string? Patient { get; private set; }

    public string? Facility { get; private set; }

    public string? Clinician { get; private set; }

    public string? Zip { get; private set; }

    public LocalityId? Locality { get; private set; }

    /// <summary>The diagnoses as they were written.</summary>
    public string? DiagnosisText { get; private set; }

    public IReadOnlyList<string> Diagnoses { get; private set; } = [];

    public Setting Setting { get; private set; }

    public string? PlaceOfService { get; private set; }

    public bool Participating { get; private set; } = true;

    public bool Qmb { get; private set; }

    public decimal? YearToDate { get; private set; }

    public bool KxAttested { get; private set; }

    public decimal? DeductibleLeft { get; private set; }

    /// <summary>Which fields of the visit were given.</summary>
    public bool Has(VisitColumn column) => (told & 1u << (int)column) != 0;

    /// <summary>Sets a field from its text; blank text leaves it untold.</summary>
    /// <returns>Null, or what is wrong and what to do.</returns>
    public string? Set(VisitColumn column, ReadOnlySpan<byte> text)
    {
        if (text.IsEmpty) return null;
        if (text.Length > LongestText) return $"{FieldText.Shown(text)} is longer than {LongestText} characters; is a comma or a quote missing?";
        told |= 1u << (int)column;
        switch (column)
        {
            case VisitColumn.Visit:
                Id = System.Text.Encoding.UTF8.GetString(text);
                return null;
            case VisitColumn.Payer:
                Payer = words.Get(text);
                return null;
            case VisitColumn.Patient:
                Patient = words.Get(text);
                return null;
            case VisitColumn.Facility:
                Facility = words.Get(text);
                return null;
            case VisitColumn.Clinician:
                Clinician = words.Get(text);
                return null;
            case VisitColumn.Date:
                if (FieldText.Date(text) is not { } date) return $"{FieldText.Shown(text)} is not a day of the calendar; write it as YYYY-MM-DD, for example 2025-06-02";
                if (date < FirstDay) return $"{date:yyyy-MM-dd} is before {FirstDay:yyyy-MM-dd}, from which on the rules are known; check the year";
                Date = date;
                return null;
            case VisitColumn.Discipline:
                var notDiscipline = Choose(text, DisciplineWords, out int discipline);
                if (notDiscipline is null) Discipline = (Discipline)discipline;
                return notDiscipline;
            case VisitColumn.FacilitySetting:
                var notSetting = Choose(text, SettingWords, out int setting);
                if (notSetting is null) Setting = (Setting)setting;
                return notSetting;
            case VisitColumn.Zip:
                return SetZip(text);
            case VisitColumn.Locality:
                if (!LocalityId.TryParse(words.Get(text), out var locality)) return $"{FieldText.Shown(text)} is not a locality; write carrier and locality as 10112-00";
                Locality = locality;
                return null;
            case VisitColumn.Dx:
                DiagnosisText = words.Get(text);
                Diagnoses = words.List(DiagnosisText);
                return null;
            case VisitColumn.Pos:
                if (text.Length != 2 || FieldText.Whole(text) is null) return $"{FieldText.Shown(text)} is not a place of service; write its two digits, for example 11";
                PlaceOfService = words.Get(text);
                return null;
            case VisitColumn.Participating:
                if (FieldText.YesNo(text) is not { } participating) return NotYesNo(text);
                Participating = participating;
                return null;
            case VisitColumn.Qmb:
                if (FieldText.YesNo(text) is not { } qmb) return NotYesNo(text);
                Qmb = qmb;
                return null;
            case VisitColumn.KxAttested:
                if (FieldText.YesNo(text) is not { } kxAttested) return NotYesNo(text);
                KxAttested = kxAttested;
                return null;
            case VisitColumn.YearToDate:
                if (FieldText.Dollars(text) is not { } yearToDate) return NotDollars(text);
                YearToDate = yearToDate;
                return null;
            case VisitColumn.DeductibleLeft:
                if (FieldText.Dollars(text) is not { } deductibleLeft) return NotDollars(text);
                DeductibleLeft = deductibleLeft;
                return null;
            default:
                return SetIntervention(column, text);
        }
    }

    string? SetIntervention(VisitColumn column, ReadOnlySpan<byte> text)
    {
        switch (column)
        {
            case VisitColumn.Code:
                if (!ProcedureCode.TryParse(text, out var code)) return NotACode(text);
                row.Code = code;
                return null;
            case VisitColumn.Minutes:
                if (FieldText.Whole(text) is not { } minutes)
                    return $"{FieldText.Shown(text)} is not a whole number; record the whole minutes timed, nothing is rounded for you";
                if (minutes > MostMinutes) return $"{minutes} is more than a day has; record the minutes of this intervention";
                row.Minutes = minutes;
                return null;
            case VisitColumn.By:
                var notTreatedBy = Choose(text, TreatedByWords, out int by);
                if (notTreatedBy is not null) return NotTreatedBy(text, notTreatedBy);
                row.By = (TreatedBy)by;
                return null;
            case VisitColumn.Start:
            case VisitColumn.End:
                if (FieldText.Time(text) is not { } time) return $"{FieldText.Shown(text)} is not a time of day; write it as HH:MM, for example 09:15";
                if (column == VisitColumn.Start) row.Start = time;
                else row.End = time;
                return null;
            case VisitColumn.Group:
                if (FieldText.Whole(text) is not { } patients || patients is 0 or > 1000) return $"{FieldText.Shown(text)} is not a number of patients; write how many were treated at once";
                row.Group = patients;
                return null;
            default:
                if (FieldText.Dollars(text) is not { } charge) return NotDollars(text);
                row.Charge = charge;
                return null;
        }
    }

    /// <summary>Ends the intervention whose fields were set.</summary>
    /// <returns>Null, or what is missing.</returns>
    public string? EndIntervention(Evidence? evidence = null, Support? support = null, Supervision? supervision = null)
    {
        var done = row;
        row = default;
        if (done.Code is not { } code) return "the code is missing; every row or intervention needs one";
        interventions.Add(new(code, done.Minutes, done.By, done.Start, done.End, done.Group, done.Charge, evidence, support, supervision));
        return null;
    }

    /// <summary>The first field that a visit can't do without and that was not given.</summary>
    public VisitColumn? Missing()
    {
        foreach (var column in VisitColumns.Needed)
            if (column != VisitColumn.Code && !Has(column)) return column;
        return null;
    }

    public IReadOnlyList<Intervention> Interventions => interventions;

    public Visit Build() => new()
    {
        Id = Id!, Date = Date, Payer = Payer, Discipline = Discipline, Interventions = [.. interventions], Patient = Patient, Facility = Facility, Clinician = Clinician,
        Zip = Zip, Locality = Locality, Diagnoses = Diagnoses, Setting = Setting, PlaceOfService = PlaceOfService, Participating = Participating, Qmb = Qmb,
        YearToDate = YearToDate, KxAttested = KxAttested, DeductibleLeft = DeductibleLeft, SourceLine = (int)Math.Min(Line, int.MaxValue),
    };

    const int LongestText = 256;

    static readonly DateOnly FirstDay = new(2000, 1, 1);

    const int MostMinutes = 24 * 60;

    string NotACode(ReadOnlySpan<byte> text)
    {
        string shown = FieldText.Shown(text);
        string nearest = text.Length <= 12 && nearestCode?.Invoke(System.Text.Encoding.UTF8.GetString(text)) is { } code ? $"; the nearest known is {code}" : "";
        return $"{shown} is not a procedure code of five letters or digits{nearest}";
    }

    string? SetZip(ReadOnlySpan<byte> text)
    {
        bool plain = text.Length is 5 or 9 && FieldText.Whole(text[..5]) is not null && (text.Length == 5 || FieldText.Whole(text[5..]) is not null);
        bool dashed = text.Length == 10 && text[5] == '-' && FieldText.Whole(text[..5]) is not null && FieldText.Whole(text[6..]) is not null;
        if (!plain && !dashed) return $"{FieldText.Shown(text)} is not a ZIP code; write five or nine digits";
        Zip = words.Get(text);
        return null;
    }

    static string? Choose(ReadOnlySpan<byte> text, string[] known, out int place)
    {
        for (place = 0; place < known.Length; place++)
            if (System.Text.Ascii.EqualsIgnoreCase(text, known[place])) return null;
        return $"{FieldText.Shown(text)} is not known; {Spelling.DidYouMean(FieldText.Lower(text), known)}";
    }

    /// <summary>Who treated, where a credential was written for the word.</summary>
    static string NotTreatedBy(ReadOnlySpan<byte> text, string refused) => FieldText.Lower(text) switch
    {
        "pta" or "ota" or "cota" or "slpa" => $"{FieldText.Shown(text)} is not known; did you mean \"assistant\"? Known are {string.Join(", ", TreatedByWords)}",
        "pt" or "ot" or "slp" => $"{FieldText.Shown(text)} is not known; did you mean \"therapist\"? Known are {string.Join(", ", TreatedByWords)}",
        _ => refused,
    };

    static string NotYesNo(ReadOnlySpan<byte> text) => $"{FieldText.Shown(text)} is not yes or no";

    static string NotDollars(ReadOnlySpan<byte> text) =>
        $"{FieldText.Shown(text)} is not an amount; write dollars and cents without sign or comma, for example 31.50";

    internal static readonly string[] DisciplineWords = ["PT", "OT", "SLP"];

    static readonly string[] SettingWords = ["office", "hospital"],
        TreatedByWords = ["therapist", "assistant", "together", "student", "aide"];
}
