namespace Quarterhour.X12;

/// <summary>Reads eligibility requests and answers (270, 271), one level at a time; other transactions are passed over.</summary>
/// <example><code>
/// using var answers = EligibilityReader.Open("answers.271");
/// while (answers.Read() is { } level)
///     foreach (var benefit in level.Benefits) Console.WriteLine($"{level.Party?.Name} {benefit.Information} {benefit.Amount}");
/// </code></example>
public sealed class EligibilityReader(X12Reader source, CheckOptions? checks = null) : TransactionReader(source, checks)
{
    LevelHeader? header;
    readonly List<EligibilityLevel> open = [];

    /// <summary>Reads a file.</summary>
    public static EligibilityReader Open(string path, CheckOptions? checks = null) => new(X12Reader.Open(path, new(checks?.Profile, checks?.MostFindings ?? 10_000)), checks);

    /// <summary>Reads a stream.</summary>
    public static EligibilityReader Open(Stream stream, CheckOptions? checks = null) => new(X12Reader.Open(stream, new(checks?.Profile, checks?.MostFindings ?? 10_000)), checks);

    /// <summary>The next level; null at the end.</summary>
    public EligibilityLevel? Read()
    {
        while (Next())
        {
            var segment = Source.Segment;
            switch (segment.Code)
            {
                case Tag.ST:
                    open.Clear();
                    header = Source.Transaction is { Set: "270" or "271" } transaction ? new() { Transaction = transaction } : null;
                    break;
                case Tag.SE or Tag.GE or Tag.IEA or Tag.ISA:
                    header = null;
                    break;
                case Tag.HL when header is not null:
                    return Level(segment);
                default:
                    header?.Take(this, segment);
                    break;
            }
        }
        return null;
    }

    EligibilityLevel Level(in Segment hl)
    {
        string parent = Text(hl, 2);
        int above = parent.Length == 0 ? -1 : open.FindLastIndex(one => one.Number == parent);
        if (above + 1 < open.Count) open.RemoveRange(above + 1, open.Count - above - 1);
        var level = new EligibilityLevel { Header = header!, Number = Text(hl, 1), Code = Text(hl, 3), HasChildren = Text(hl, 4), Parent = above < 0 ? null : open[above] };
        if (open.Count < 64) open.Add(level);
        Benefit? benefit = null;
        Party? entity = null;
        while (Next())
        {
            var segment = Source.Segment;
            switch (segment.Code)
            {
                case Tag.HL or Tag.ST or Tag.SE or Tag.GE or Tag.IEA or Tag.ISA:
                    Hold();
                    return level;
                case Tag.EB or Tag.EQ:
                    level.Benefits.Add(benefit = Benefit.Read(this, segment));
                    entity = null;
                    break;
                default:
                    if (benefit is null) InLevel(level, segment);
                    else InBenefit(benefit, ref entity, segment);
                    break;
            }
        }
        return level;
    }

    void InLevel(EligibilityLevel level, in Segment segment)
    {
        if (segment.Code == Tag.NM1 && level.Party is null) level.Party = Party.ReadNm1(this, segment);
        else if (level.Party is null) level.Before.Add(OtherSegment.Read(this, segment));
        else if (segment.Code == Tag.AAA) level.Rejections.Add(EligibilityRejection.Read(this, segment));
        else if (segment.Code == Tag.DTP) level.Dates.Add(DateOf.ReadDtp(this, segment));
        else if (!level.Party.Take(this, segment)) level.Others.Add(OtherSegment.Read(this, segment));
    }

    void InBenefit(Benefit benefit, ref Party? entity, in Segment segment)
    {
        switch (segment.Code)
        {
            case Tag.NM1: benefit.Entities.Add(entity = Party.ReadNm1(this, segment)); return;
            case Tag.DTP: benefit.Dates.Add(DateOf.ReadDtp(this, segment)); return;
            case Tag.AMT: benefit.Amounts.Add(AmountOf.Read(this, segment)); return;
            case Tag.AAA: benefit.Rejections.Add(EligibilityRejection.Read(this, segment)); return;
            case Tag.MSG: benefit.Messages.Add(Text(segment, 1)); return;
        }
        if (entity is not null && entity.Take(this, segment)) return;
        if (segment.Code == Tag.REF) benefit.References.Add(X12.Reference.Read(this, segment));
        else benefit.Others.Add(OtherSegment.Read(this, segment));
    }
}
