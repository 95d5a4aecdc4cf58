namespace Quarterhour.X12;

/// <summary>Reads eligibility requests and answers (270, 271), one level at a time; other transactions are passed over.</summary>
/// <example><code>
/// using var answers = EligibilityReader.Open("answers.271");
/// while (answers.Read() is { } level)
///     foreach (var benefit in level.Benefits) Console.WriteLine($"{level.Party?.Name} {benefit.Information} {benefit.Amount}");
/// </code></example>
public sealed class EligibilityReader(X12Reader source, CheckOptions? checks = null) : LevelReader<EligibilityLevel>(source, checks)
{
    Benefit? benefit;
    Party? entity;

    /// <summary>Reads a file.</summary>
    public static EligibilityReader Open(string path, CheckOptions? checks = null) => new(X12Reader.Open(path, new(checks?.Profile, checks?.MostFindings ?? 10_000)), checks);

    /// <summary>Reads a stream.</summary>
    public static EligibilityReader Open(Stream stream, CheckOptions? checks = null) => new(X12Reader.Open(stream, new(checks?.Profile, checks?.MostFindings ?? 10_000)), checks);

    private protected override bool Reads(string set) => set is "270" or "271";

    private protected override EligibilityLevel Begin(LevelHeader of, EligibilityLevel? parent)
    {
        (benefit, entity) = (null, null);
        return new() { Header = of, Parent = parent };
    }

    private protected override void Take(EligibilityLevel level, in Segment segment)
    {
        if (segment.Code is Tag.EB or Tag.EQ)
        {
            level.Benefits.Add(benefit = Benefit.Read(this, segment));
            entity = null;
        }
        else if (benefit is null) InLevel(level, segment);
        else InBenefit(benefit, segment);
    }

    void InLevel(EligibilityLevel level, in Segment segment)
    {
        if (segment.Code == Tag.NM1 && level.Party is null) level.Party = Party.ReadNm1(this, segment);
        else if (level.Party is null) level.Before.Add(OtherSegment.Read(this, segment));
        else if (segment.Code == Tag.AAA) level.Rejections.Add(EligibilityRejection.Read(this, segment));
        else if (segment.Code == Tag.DTP) level.Dates.Add(DateOf.ReadDtp(this, segment));
        else if (!level.Party.Take(this, segment)) level.Others.Add(OtherSegment.Read(this, segment));
    }

    void InBenefit(Benefit of, in Segment segment)
    {
        switch (segment.Code)
        {
            case Tag.NM1: of.Entities.Add(entity = Party.ReadNm1(this, segment)); return;
            case Tag.DTP: of.Dates.Add(DateOf.ReadDtp(this, segment)); return;
            case Tag.AMT: of.Amounts.Add(AmountOf.Read(this, segment)); return;
            case Tag.AAA: of.Rejections.Add(EligibilityRejection.Read(this, segment)); return;
            case Tag.MSG: of.Messages.Add(Text(segment, 1)); return;
        }
        if (entity is not null && entity.Take(this, segment)) return;
        if (segment.Code == Tag.REF) of.References.Add(X12.Reference.Read(this, segment));
        else of.Others.Add(OtherSegment.Read(this, segment));
    }
}
