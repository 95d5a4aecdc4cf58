namespace Quarterhour.X12;

/// <summary>Reads answers to groups (999), one at a time; other transactions are passed over.</summary>
public sealed class AcknowledgmentReader(X12Reader source, CheckOptions? checks = null) : TransactionReader(source, checks)
{
    /// <summary>Reads a file.</summary>
    public static AcknowledgmentReader Open(string path, CheckOptions? checks = null) => new(X12Reader.Open(path, new(checks?.Profile, checks?.MostFindings ?? 10_000)), checks);

    /// <summary>The next answer; null at the end.</summary>
    public Acknowledgment? Read()
    {
        while (Next())
            if (Source.Segment.Code == Tag.ST && Source.Transaction is { Set: "999" } transaction) return Whole(new() { Transaction = transaction });
        return null;
    }

    Acknowledgment Whole(Acknowledgment answer)
    {
        TransactionAnswer? one = null;
        SegmentError? error = null;
        ElementError? element = null;
        while (Next())
        {
            var segment = Source.Segment;
            switch (segment.Code)
            {
                case Tag.AK1: (answer.GroupCode, answer.GroupControl, answer.GroupVersion) = (Text(segment, 1), Text(segment, 2), Text(segment, 3)); break;
                case Tag.AK2:
                    answer.Transactions.Add(one = new(Text(segment, 1), Text(segment, 2)) { Guide = Text(segment, 3) });
                    (error, element) = (null, null);
                    break;
                case Tag.IK3 when one is not null:
                    one.Errors.Add(error = new(Text(segment, 1), Number(segment, 2), Text(segment, 3), Text(segment, 4)));
                    element = null;
                    break;
                case Tag.IK4 when error is not null:
                    error.Elements.Add(element = new(Text(segment[1, 1]), Text(segment, 3)) { Component = Text(segment[1, 2]), Repetition = Text(segment[1, 3]), DataElement = Text(segment, 2), Found = Text(segment, 4) });
                    break;
                case Tag.CTX when error is not null: (element?.Contexts ?? error.Contexts).Add(OtherSegment.Read(this, segment)); break;
                case Tag.IK5 when one is not null:
                    one.Code = Text(segment, 1);
                    Rest(segment, 2, one.Reasons);
                    break;
                case Tag.AK9:
                    (answer.Code, answer.Told, answer.Received, answer.Accepted) = (Text(segment, 1), Number(segment, 2), Number(segment, 3), Number(segment, 4));
                    Rest(segment, 5, answer.Reasons);
                    break;
                case Tag.ST or Tag.SE or Tag.GE or Tag.IEA or Tag.ISA:
                    Hold();
                    if (segment.Code == Tag.SE) Next();
                    return answer;
            }
        }
        return answer;
    }

    void Rest(in Segment segment, int from, Items<string> to)
    {
        for (int i = from; i <= segment.Count; i++) to.Add(Text(segment, i));
    }

    static int Number(in Segment segment, int element) => Reading.TryCount(segment[element], out long count) && count <= int.MaxValue ? (int)count : 0;
}
