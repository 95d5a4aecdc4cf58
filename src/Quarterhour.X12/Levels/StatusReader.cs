namespace Quarterhour.X12;

/// <summary>Reads claim acknowledgments (277CA), claim status requests and responses (276, 277), one level at a time; other transactions are passed over.</summary>
/// <example><code>
/// using var answers = StatusReader.Open("answers.277");
/// while (answers.Read() is { } level)
///     if (level.Code == "PT")
///         foreach (var claim in level.Traces) Console.WriteLine($"{claim.Number} {(claim.IsRejected ? "rejected" : "accepted")}");
/// </code></example>
public sealed class StatusReader(X12Reader source, CheckOptions? checks = null) : TransactionReader(source, checks)
{
    LevelHeader? header;
    readonly List<StatusLevel> open = [];

    /// <summary>Reads a file.</summary>
    public static StatusReader Open(string path, CheckOptions? checks = null) => new(X12Reader.Open(path, new(checks?.Profile, checks?.MostFindings ?? 10_000)), checks);

    /// <summary>Reads a stream.</summary>
    public static StatusReader Open(Stream stream, CheckOptions? checks = null) => new(X12Reader.Open(stream, new(checks?.Profile, checks?.MostFindings ?? 10_000)), checks);

    /// <summary>The next level; null at the end.</summary>
    public StatusLevel? Read()
    {
        while (Next())
        {
            var segment = Source.Segment;
            switch (segment.Code)
            {
                case Tag.ST:
                    open.Clear();
                    header = Source.Transaction is { Set: "276" or "277" } transaction ? new() { Transaction = transaction } : null;
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

    StatusLevel Level(in Segment hl)
    {
        string parent = Text(hl, 2);
        int above = parent.Length == 0 ? -1 : open.FindLastIndex(one => one.Number == parent);
        if (above + 1 < open.Count) open.RemoveRange(above + 1, open.Count - above - 1);
        var level = new StatusLevel { Header = header!, Number = Text(hl, 1), Code = Text(hl, 3), HasChildren = Text(hl, 4), Parent = above < 0 ? null : open[above] };
        if (open.Count < 64) open.Add(level);
        Party? party = null;
        StatusTrace? trace = null;
        StatusLine? line = null;
        while (Next())
        {
            var segment = Source.Segment;
            switch (segment.Code)
            {
                case Tag.HL or Tag.ST or Tag.SE or Tag.GE or Tag.IEA or Tag.ISA:
                    Hold();
                    return level;
                case Tag.NM1:
                    level.Parties.Add(party = Party.ReadNm1(this, segment));
                    continue;
                case Tag.TRN:
                    level.Traces.Add(trace = new(Text(segment, 1), Text(segment, 2)));
                    (party, line) = (null, null);
                    continue;
                case Tag.SVC when trace is not null:
                    trace.Lines.Add(line = new() { Procedure = Procedure.Read(this, segment, 1), Charge = segment.Amount(2) ?? 0, Paid = segment.Amount(3), RevenueCode = Text(segment, 4), Units = segment.Amount(7) });
                    continue;
                case Tag.STC when trace is not null:
                    (line?.Statuses ?? trace.Statuses).Add(ClaimStatus.Read(this, segment));
                    continue;
                case Tag.DTP when trace is not null: (line?.Dates ?? trace.Dates).Add(DateOf.ReadDtp(this, segment)); continue;
                case Tag.REF when trace is not null: (line?.References ?? trace.References).Add(X12.Reference.Read(this, segment)); continue;
                case Tag.QTY when trace is not null: trace.Quantities.Add(QuantityOf.Read(this, segment)); continue;
                case Tag.AMT when trace is not null: trace.Amounts.Add(AmountOf.Read(this, segment)); continue;
                case Tag.DMG when party is null && trace is null:
                    level.Born = new("");
                    level.Born.Take(this, segment);
                    continue;
            }
            if (party is not null && party.Take(this, segment)) continue;
            (trace?.Others ?? level.Others).Add(OtherSegment.Read(this, segment));
        }
        return level;
    }
}
