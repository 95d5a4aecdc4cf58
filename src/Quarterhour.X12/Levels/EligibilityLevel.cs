namespace Quarterhour.X12;

/// <summary>A level of a 270 or 271: payer, provider, subscriber or dependent, with questions or benefits.</summary>
public sealed record EligibilityLevel : Level<EligibilityLevel>
{
    /// <summary>TRN, AAA and so on that stand before the name.</summary>
    public Items<OtherSegment> Before { get => before.List; init => before = new(value); }
    Held<OtherSegment> before;

    /// <summary>NM1.</summary>
    public Party? Party { get; set; }

    /// <summary>AAA behind the name.</summary>
    public Items<EligibilityRejection> Rejections { get => rejections.List; init => rejections = new(value); }
    Held<EligibilityRejection> rejections;

    /// <summary>INS, HI, MPI, and what has no place above.</summary>
    public Items<OtherSegment> Others { get => others.List; init => others = new(value); }
    Held<OtherSegment> others;

    /// <summary>DTP: 291 plan, 346 plan begins, 356 eligible from.</summary>
    public Items<DateOf> Dates { get => dates.List; init => dates = new(value); }
    Held<DateOf> dates;

    /// <summary>Questions or answers.</summary>
    public Items<Benefit> Benefits { get => benefits.List; init => benefits = new(value); }
    Held<Benefit> benefits;

    /// <summary>TRN: numbers by which request and answer find each other.</summary>
    public IEnumerable<string> Traces => Before.Where(static one => one.Tag == "TRN").Select(static one => one.Text(2));

    /// <summary>Some benefit says that coverage is active (EB01 1 to 5).</summary>
    public bool IsActive => Benefits.Exists(static one => one.Information is "1" or "2" or "3" or "4" or "5");
}
