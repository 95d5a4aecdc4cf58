using System.Globalization;
using Quarterhour.Billing.Units;

namespace Quarterhour.Billing.Payers;

/// <summary>How timed minutes become units.</summary>
public enum UnitRule : byte { CmsEightMinute, AmaMidpoint }

/// <summary>Which of the two allowed computations of the assistant's ten percent is used.</summary>
public enum TenPercentMethod : byte { Percentage, Simple }

/// <summary>How a payer sets the allowed amount.</summary>
public enum PricingBasis : byte { None, MedicareFeeSchedule, PercentOfMedicare, PerUnit, PerVisit, PerCase }

/// <summary>Whose telehealth rules hold.</summary>
public enum TelehealthRule : byte { Unknown, Medicare }

/// <summary>A payer's terms on one date: the settings of its profile, typed.</summary>
public sealed class Terms
{
    /// <summary>The settings that a profile may hold, with the form of their values.</summary>
    public static IReadOnlyDictionary<string, string> Known => Forms.All;

    /// <summary>Made when somebody asks for them, which most runs never do.</summary>
    static class Forms
    {
        public static readonly SortedDictionary<string, string> All = new(StringComparer.Ordinal)
        {
            ["unit_rule"] = "cms-8-minute or ama-midpoint",
            ["pool_0791T"] = "yes or no",
            ["therapy_modifier"] = "yes or no",
            ["assistant_modifier"] = "yes or no",
            ["assistant_ten_percent"] = "percentage or simple",
            ["assistant_reduction"] = "yes or no",
            ["kx_threshold"] = "yes or no",
            ["kx_lines"] = "crossing or whole-date",
            ["modifier_order"] = "modifiers, first to last",
            ["distinct_modifier"] = "59, XE, XS, XP or XU",
            ["pair_edits"] = "cms or none",
            ["pairs_across_disciplines"] = "yes or no",
            ["unit_limits"] = "cms or none",
            ["coverage"] = "medicare or any",
            ["not_covered"] = "procedure codes",
            ["record_rules"] = "medicare or none",
            ["furnisher_rules"] = "medicare or none",
            ["notices"] = "medicare or none",
            ["telehealth"] = "medicare or none",
            ["x_modifiers"] = "yes or no",
            ["habilitative_modifiers"] = "yes or no",
            ["billable_by"] = "therapist, assistant, together, student, aide",
            ["pricing"] = "none, medicare, percent-of-medicare, per-unit, per-visit or per-case",
            ["percent"] = "a percentage of the Medicare amount, for example 120",
            ["unit_rates"] = "code=dollars for one unit, for example 97110=31.50",
            ["visit_rate"] = "dollars for a visit",
            ["multiple_procedure"] = "yes or no",
            ["sequestration"] = "yes or no",
            ["patient_share"] = "medicare or none",
        };
    }

    static readonly string[] Furnishers = ["therapist", "assistant", "together", "student", "aide"];

    readonly Payer payer;
    readonly DateOnly date;

    /// <exception cref="FormatException">A setting's value is not of its form; the message names payer, setting and form.</exception>
    internal Terms(Payer payer, DateOnly date)
    {
        (this.payer, this.date) = (payer, date);
        UnitRule = Word("unit_rule", "ama-midpoint") switch { "cms-8-minute" => UnitRule.CmsEightMinute, "ama-midpoint" => UnitRule.AmaMidpoint, var other => throw Wrong("unit_rule", other) };
        Pools0791T = YesNo("pool_0791T", false);
        TherapyModifier = YesNo("therapy_modifier", false);
        AssistantModifier = YesNo("assistant_modifier", false);
        TenPercent = Word("assistant_ten_percent", "percentage") switch { "percentage" => TenPercentMethod.Percentage, "simple" => TenPercentMethod.Simple, var other => throw Wrong("assistant_ten_percent", other) };
        AssistantReduction = YesNo("assistant_reduction", false);
        KxThreshold = YesNo("kx_threshold", false);
        KxOnWholeDate = Word("kx_lines", "crossing") switch { "crossing" => false, "whole-date" => true, var other => throw Wrong("kx_lines", other) };
        ModifierOrder = [.. Word("modifier_order", "").Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(word => Read<Modifier>("modifier_order", word, Modifier.TryParse))];
        string distinct = Word("distinct_modifier", "59");
        DistinctModifier = distinct is "59" or "XE" or "XS" or "XP" or "XU" ? Modifier.Parse(distinct) : throw Wrong("distinct_modifier", distinct);
        PairEdits = Word("pair_edits", "none") switch { "cms" => true, "none" => false, var other => throw Wrong("pair_edits", other) };
        PairsAcrossDisciplines = YesNo("pairs_across_disciplines", true);
        UnitLimits = Word("unit_limits", "none") switch { "cms" => true, "none" => false, var other => throw Wrong("unit_limits", other) };
        MedicareCoverage = Word("coverage", "any") switch { "medicare" => true, "any" => false, var other => throw Wrong("coverage", other) };
        NotCovered = [.. Word("not_covered", "").Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(word => Read<ProcedureCode>("not_covered", word, ProcedureCode.TryParse))];
        BillableBy = Word("billable_by", "therapist assistant together").Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (BillableBy.FirstOrDefault(by => !Furnishers.Contains(by)) is { } nobody) throw Wrong("billable_by", nobody);
        FurnisherRules = Word("furnisher_rules", "none") switch { "medicare" => true, "none" => false, var other => throw Wrong("furnisher_rules", other) };
        Notices = Word("notices", "none") switch { "medicare" => true, "none" => false, var other => throw Wrong("notices", other) };
        Telehealth = Word("telehealth", "none") switch { "medicare" => TelehealthRule.Medicare, "none" => TelehealthRule.Unknown, var other => throw Wrong("telehealth", other) };
        XModifiers = YesNo("x_modifiers", false);
        HabilitativeModifiers = YesNo("habilitative_modifiers", false);
        RecordRules = Word("record_rules", "none") switch { "medicare" => true, "none" => false, var other => throw Wrong("record_rules", other) };
        Pricing = Word("pricing", "none") switch
        {
            "none" => PricingBasis.None, "medicare" => PricingBasis.MedicareFeeSchedule, "percent-of-medicare" => PricingBasis.PercentOfMedicare,
            "per-unit" => PricingBasis.PerUnit, "per-visit" => PricingBasis.PerVisit, "per-case" => PricingBasis.PerCase, var other => throw Wrong("pricing", other),
        };
        Percent = Amount("percent");
        VisitRate = Amount("visit_rate");
        UnitRates = Rates();
        MultipleProcedure = YesNo("multiple_procedure", false);
        Sequestration = YesNo("sequestration", false);
        MedicarePatientShare = Word("patient_share", "none") switch { "medicare" => true, "none" => false, var other => throw Wrong("patient_share", other) };
        Clocks = PairedClocks.OfTerms(this, date);
    }

    public Payer Payer => payer;

    public UnitRule UnitRule { get; }

    /// <summary>0791T joins the pool of timed minutes; otherwise it runs on a clock of its own beside 97116.</summary>
    public bool Pools0791T { get; }

    /// <summary>GP, GO or GN on every line.</summary>
    public bool TherapyModifier { get; }

    public bool AssistantModifier { get; }

    public TenPercentMethod TenPercent { get; }

    public bool AssistantReduction { get; }

    public bool KxThreshold { get; }

    public bool KxOnWholeDate { get; }

    public IReadOnlyList<Modifier> ModifierOrder { get; }

    public Modifier DistinctModifier { get; }

    public bool PairEdits { get; }

    public bool PairsAcrossDisciplines { get; }

    public bool UnitLimits { get; }

    /// <summary>CMS's status indicators decide what is covered: bundled, not valid and not covered codes are refused.</summary>
    public bool MedicareCoverage { get; }

    public IReadOnlyList<ProcedureCode> NotCovered { get; }

    public IReadOnlyList<string> BillableBy { get; }

    /// <summary>Medicare's rules on who may furnish and how they are supervised hold.</summary>
    public bool FurnisherRules { get; }

    /// <summary>Medicare's rules on notices of non-coverage hold: GA, GX, GY, GZ.</summary>
    public bool Notices { get; }

    public TelehealthRule Telehealth { get; }

    /// <summary>The payer takes XE, XS, XP and XU; else 59 stands for each.</summary>
    public bool XModifiers { get; }

    /// <summary>The payer wants 96 or 97 on every line.</summary>
    public bool HabilitativeModifiers { get; }

    /// <summary>Medicare's rules about the record hold: plan of care, certification, progress report, note, need.</summary>
    public bool RecordRules { get; }

    public PricingBasis Pricing { get; }

    /// <summary>Percent of the Medicare amount, for example 120; null when the profile has none.</summary>
    public decimal? Percent { get; }

    /// <summary>Dollars for one visit.</summary>
    public decimal? VisitRate { get; }

    /// <summary>Dollars for one unit of a code.</summary>
    public IReadOnlyDictionary<ProcedureCode, decimal> UnitRates { get; }

    public bool MultipleProcedure { get; }

    public bool Sequestration { get; }

    /// <summary>Deductible and coinsurance as Medicare Part B has them.</summary>
    public bool MedicarePatientShare { get; }

    internal ClockList Clocks { get; }

    /// <summary>The first code of the pair on one clock of the pool that the code belongs to; null for none.</summary>
    public ProcedureCode? PooledFirst(ProcedureCode code) => Clocks.Pair(code)?.First;

    /// <summary>Where the payer's setting is written; for citations.</summary>
    public string SourceOf(string setting) => payer.Find(setting, date)?.Source ?? $"profile {payer.Id}";

    string Word(string name, string otherwise) => payer.Find(name, date)?.Value ?? otherwise;

    bool YesNo(string name, bool otherwise) => Word(name, otherwise ? "yes" : "no") switch { "yes" or "true" => true, "no" or "false" => false, var other => throw Wrong(name, other) };

    decimal? Amount(string name) => payer.Find(name, date)?.Value switch
    {
        null => null,
        var text when Plain(text, out decimal amount) => amount,
        var text => throw Wrong(name, text),
    };

    Dictionary<ProcedureCode, decimal> Rates()
    {
        var rates = new Dictionary<ProcedureCode, decimal>();
        foreach (string pair in Word("unit_rates", "").Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (pair.Length < 7 || pair[5] != '=' || !ProcedureCode.TryParse(pair.AsSpan(0, 5), out var code) || !Plain(pair[6..], out decimal rate))
                throw Wrong("unit_rates", pair);
            rates[code] = rate;
        }
        return rates;
    }

    /// <summary>Digits with at most one point: a comma is a mistake, not a thousand.</summary>
    static bool Plain(string text, out decimal amount) => decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out amount);

    delegate bool Reader<T>(ReadOnlySpan<char> text, out T value);

    T Read<T>(string name, string word, Reader<T> reader) => reader(word, out var value) ? value : throw Wrong(name, word);

    FormatException Wrong(string name, string value) => new($"payer {payer.Id}: {name}: \"{value}\" can't be read; it takes {Known[name]}");
}
