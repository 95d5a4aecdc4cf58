namespace Quarterhour.X12;

/// <summary>Reads claim acknowledgments (277CA), claim status requests and responses (276, 277), one level at a time; other transactions are passed over.</summary>
/// <example><code>
/// using var answers = StatusReader.Open("answers.277");
/// while (answers.Read() is { } level)
///     if (level.Code == "PT")
///         foreach (var claim in level.Traces) Console.WriteLine($"{claim.Number} {(claim.IsRejected ? "rejected" : "accepted")}");
/// </code></example>
public sealed class StatusReader(X12Reader source, CheckOptions? checks = null) : LevelReader<StatusLevel>(source, checks)
{
    Party? party;
    StatusTrace? trace;
    StatusLine? line;

    /// <summary>Reads a file.</summary>
    public static StatusReader Open(string path, CheckOptions? checks = null) => new(X12Reader.Open(path, new(checks?.Profile, checks?.MostFindings ?? 10_000)), checks);

    /// <summary>Reads a stream.</summary>
    public static StatusReader Open(Stream stream, CheckOptions? checks = null) => new(X12Reader.Open(stream, new(checks?.Profile, checks?.MostFindings ?? 10_000)), checks);

    private protected override bool Reads(string set) => set is "276" or "277";

    private protected override StatusLevel Begin(LevelHeader of, StatusLevel? parent)
    {
        (party, trace, line) = (null, null, null);
        return new() { Header = of, Parent = parent };
    }

    private protected override void Take(StatusLevel level, in Segment segment)
    {
        switch (segment.Code)
        {
            case Tag.NM1:
                level.Parties.Add(party = Party.ReadNm1(this, segment));
                return;
            case Tag.TRN:
                level.Traces.Add(trace = new(Text(segment, 1), Text(segment, 2)));
                (party, line) = (null, null);
                return;
            case Tag.SVC when trace is not null:
                trace.Lines.Add(line = new() { Procedure = Procedure.Read(this, segment, 1), Charge = segment.Amount(2) ?? 0, Paid = segment.Amount(3), RevenueCode = Text(segment, 4), Units = segment.Amount(7) });
                return;
            case Tag.STC when trace is not null:
                (line?.Statuses ?? trace.Statuses).Add(ClaimStatus.Read(this, segment));
                return;
            case Tag.DTP when trace is not null: (line?.Dates ?? trace.Dates).Add(DateOf.ReadDtp(this, segment)); return;
            case Tag.REF when trace is not null: (line?.References ?? trace.References).Add(X12.Reference.Read(this, segment)); return;
            case Tag.QTY when trace is not null: trace.Quantities.Add(QuantityOf.Read(this, segment)); return;
            case Tag.AMT when trace is not null: trace.Amounts.Add(AmountOf.Read(this, segment)); return;
            case Tag.DMG when party is null && trace is null:
                level.Born = new("");
                level.Born.Take(this, segment);
                return;
        }
        if (party is not null && party.Take(this, segment)) return;
        (trace?.Others ?? level.Others).Add(OtherSegment.Read(this, segment));
    }
}
