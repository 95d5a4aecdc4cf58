using Quarterhour.Billing.Edits;
using Quarterhour.Billing.Modifiers;
using Quarterhour.Billing.Payers;
using Quarterhour.Billing.Pricing;
using Quarterhour.Billing.Tables;
using Quarterhour.Billing.Units;
using Quarterhour.Billing.Visits;

namespace Quarterhour.Billing.Guide;

/// <summary>Minutes that earn a number of units of a code that is alone on its day.</summary>
public readonly record struct UnitStep(int From, int To, int Units);

/// <summary>A modifier that the code may carry, and when.</summary>
/// <param name="Modifier">The modifier.</param>
/// <param name="Text">When, for this code.</param>
/// <param name="Cite">Where it is written.</param>
public sealed record ModifierUse(Modifier Modifier, string Text, string Cite);

/// <summary>An edited pair with the code.</summary>
/// <param name="Other">The other code.</param>
/// <param name="Row">The edit.</param>
/// <param name="Release">The table that answers.</param>
/// <param name="StandsIn">The table is that of another quarter.</param>
/// <param name="Text">What it means to do both; null where nobody asks.</param>
public sealed record PairUse(ProcedureCode Other, PairRow Row, EditRelease Release, bool StandsIn, string? Text);

/// <summary>The fee for one unit in a year.</summary>
/// <param name="Date">The date that it answers for.</param>
/// <param name="Release">The fee schedule's release; null where none of the year is loaded.</param>
/// <param name="Fee">Dollars for one unit; null where there is none.</param>
public sealed record YearPrice(DateOnly Date, string? Release, decimal? Fee);

/// <summary>Something that changed in the year of the date.</summary>
/// <param name="From">First day; null where the year's table alone tells.</param>
/// <param name="Text">What changed, with both figures.</param>
/// <param name="Source">Where it is written.</param>
public sealed record GuideChange(DateOnly? From, string Text, string Source);

/// <summary>Everything that the program knows of a code on a date: the page written by hand, and what the rules and tables answer.</summary>
public sealed class CodeGuide
{
    readonly ReferenceTables tables;

    /// <param name="code">The code.</param>
    /// <param name="date">The date that decides every table and value.</param>
    /// <param name="setting">Whose NCCI and MUE tables.</param>
    /// <param name="place">Where the price is asked for; null for the national amount.</param>
    /// <param name="tables">The tables.</param>
    public CodeGuide(TherapyCode code, DateOnly date, Setting setting, LocalityId? place, ReferenceTables tables)
    {
        (Code, Date, Setting, Place, this.tables) = (code, date, setting, place, tables);
        Medicare = BuiltInPayers.All.Find("medicare")!.On(date);
        Page = tables.Guide.For(code, tables.Codes);
    }

    public TherapyCode Code { get; }

    public DateOnly Date { get; }

    public Setting Setting { get; }

    public LocalityId? Place { get; }

    public GuidePage Page { get; }

    /// <summary>The page was written for this code, not for its family.</summary>
    public bool HasOwnPage => tables.Guide.HasOwn(Code.Code);

    Terms Medicare { get; }

    /// <summary>Counted by time, in the pool or on a clock of its own.</summary>
    public bool Timed => Code.Units != UnitKind.Untimed;

    public bool InForce => Code.InForceOn(Date);

    /// <summary>The codes that took its place, or that Medicare uses instead, and that are in force on the date.</summary>
    public IEnumerable<TherapyCode> ReplacedBy => Code.ReplacedBy.Select(tables.Codes.Find).OfType<TherapyCode>().Where(code => code.InForceOn(Date));

    /// <summary>Why Medicare refuses it; null where it does not.</summary>
    public Finding? Refused => Coverage.Check(Code, Medicare, Date, tables.Fees)?.Finding;

    /// <summary>Minutes and units for a code of the pool, up to two hours; none for others, and none for one of two that are one service.</summary>
    public IReadOnlyList<UnitStep> UnitTable => Code.Units == UnitKind.Pool && Pooled is null ? Steps : [];

    /// <summary>Minutes and units of the two codes that are one service together; none for others.</summary>
    public IReadOnlyList<UnitStep> PairTable => Code.Units == UnitKind.Pool && Pooled is not null ? Steps : [];

    IReadOnlyList<UnitStep> Steps
    {
        get
        {
            int unit = EightMinuteRule.UnitMinutes.At(Date), least = EightMinuteRule.LeastMinutes.At(Date);
            return [.. Enumerable.Range(0, 9).Select(units => units == 0 ? new UnitStep(0, least - 1, 0) : new UnitStep(unit * (units - 1) + least, unit * units + least - 1, units))];
        }
    }

    /// <summary>The clock of its own; null for none.</summary>
    public Clock? Clock => Medicare.Clocks.Own(Code.Code);

    /// <summary>The two codes of one clock in the pool, of which it is one; null for none.</summary>
    public PooledPair? Pooled => Medicare.Clocks.Pair(Code.Code);

    /// <summary>A worked day with this code alone, for the picture: the minutes that a table step past two full quarters begins with.</summary>
    public PoolUnits? Picture => Code.Units != UnitKind.Pool || Pooled is not null ? null
        : EightMinuteRule.Count([new(Code.Code, 2 * EightMinuteRule.UnitMinutes.At(Date) + EightMinuteRule.LeastMinutes.At(Date))], Date);

    public IReadOnlyList<ModifierUse> Modifiers => GuideModifiers.Of(this, Medicare, Pairs.Any(pair => pair.Row.Indicator == '1'));

    /// <summary>The edited pairs in force, those that the page speaks of first.</summary>
    public IReadOnlyList<PairUse> Pairs => pairs ??= [.. tables.Codes.All.Where(other => other.Code != Code.Code && other.InForceOn(Date)).Select(Pair).OfType<PairUse>()
        .OrderBy(pair => pair.Text is null).ThenBy(pair => pair.Other)];

    IReadOnlyList<PairUse>? pairs;

    /// <summary>What the page says of other codes without an edit, with the table that has none; null where no table covers them.</summary>
    public IEnumerable<(AboutCode About, EditRelease? Release)> WithoutEdit => Page.Pairs.Where(about => Pairs.All(pair => pair.Other != about.Code))
        .Select(about => (about, tables.Pairs.Find(Code.Code, about.Code, Date, Setting).Release));

    /// <summary>The add-on codes that need it, and the primaries that it needs.</summary>
    public (IReadOnlyList<ProcedureCode> AddOns, IReadOnlyList<ProcedureCode> Primaries) AddOns =>
        ([.. tables.AddOns.AddOnsOf(Code.Code, Date)],
         [.. tables.AddOns.Find(Code.Code, Date).Rows.Select(row => row.Primary).OfType<ProcedureCode>().Distinct()]);

    public UnitLimitLookUp Limit => tables.UnitLimits.Find(Code.Code, Date, Setting);

    public FeeLookUp? Fees => tables.Fees.Find(Code.Code, Date);

    /// <summary>The fee for one unit at the place, or the national amount.</summary>
    public Answer<UnitFee> Fee => FeeOn(Date);

    /// <summary>One price a year, the last of each, up to the date's.</summary>
    public IReadOnlyList<YearPrice> Prices => [.. tables.Fees.Releases.Select(release => release.From.Year).Distinct().Where(year => year <= Date.Year).Select(year =>
    {
        var date = year == Date.Year ? Date : new DateOnly(year, 12, 31);
        var fee = FeeOn(date);
        return new YearPrice(date, tables.Fees.Find(Code.Code, date)?.Release.Name, Code.InForceOn(date) && fee.IsDecided ? fee.Value.Full : null);
    })];

    public IReadOnlyList<GuideChange> Changes => GuideChanges.Of(this, tables.Fees);

    internal Answer<UnitFee> FeeOn(DateOnly date) => Place is { } place ? FeeSchedule.ForUnit(Code.Code, place, date, tables.Fees, tables.Localities)
        : FeeSchedule.National(Code.Code, date, tables.Fees);

    PairUse? Pair(TherapyCode other)
    {
        var found = tables.Pairs.Find(Code.Code, other.Code, Date, Setting);
        return found is { Row: { } row, Release: { } release }
            ? new(other.Code, row, release, found.StandsIn, Page.Pairs.FirstOrDefault(about => about.Code == other.Code)?.Text) : null;
    }
}
