namespace Quarterhour.X12;

/// <summary>Checks a file and answers each of its groups with a 999.</summary>
public sealed class AcknowledgmentMaker
{
    /// <summary>Errors told of one transaction.</summary>
    const int MostErrors = 200;

    const string Guide = "005010X231A1";

    readonly X12Reader reader;
    readonly X12Check check;
    readonly List<Finding> heard = [];
    int made;

    /// <param name="open">Opens what is to be answered with these findings.</param>
    /// <param name="options">What is checked.</param>
    public AcknowledgmentMaker(Func<Findings, X12Reader> open, CheckOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(open);
        reader = open(new(options?.Profile, options?.MostFindings ?? 10_000) { Each = heard.Add });
        check = new(reader, options);
    }

    /// <summary>The checks that run along.</summary>
    public X12Check Check => check;

    /// <summary>The interchange of the last answer.</summary>
    public Interchange? Interchange { get; private set; }

    /// <summary>Its group.</summary>
    public Group? Group { get; private set; }

    /// <summary>The answer to the next group; null at the end. Groups of acknowledgments are not answered.</summary>
    public Acknowledgment? Next()
    {
        while (reader.Read())
        {
            check.Take();
            if (reader.Code == Tag.GS)
            {
                heard.Clear();
                if (reader.Group is { Code: not ("FA" or "TA") } && Answer() is { } answer) return answer;
            }
        }
        check.End();
        return null;
    }

    Acknowledgment Answer()
    {
        (Interchange, Group) = (reader.Interchange, reader.Group);
        var group = reader.Group!;
        var answer = new Acknowledgment { Transaction = new("999", (++made).ToString("0000", System.Globalization.CultureInfo.InvariantCulture), Guide), GroupCode = group.Code, GroupControl = group.Control, GroupVersion = group.Version };
        TransactionAnswer? one = null;
        bool more;
        while (more = reader.Read())
        {
            var segment = reader.Segment;
            uint code = segment.Code;
            string told = code == Tag.GE ? segment.Text(1) : "";
            check.Take();
            if (code is Tag.ST or Tag.GE or Tag.IEA or Tag.ISA) Close(ref one, answer);
            if (code == Tag.ST) one = new(reader.Transaction!.Set, reader.Transaction.Control) { Guide = segment.Text(3) };
            else if (code == Tag.SE) Close(ref one, answer);
            else if (code is Tag.GE or Tag.IEA or Tag.ISA)
            {
                answer.Told = int.TryParse(told, out int count) ? count : answer.Received;
                break;
            }
        }
        if (!more)
        {
            check.End();
            Close(ref one, answer);
            answer.Told = answer.Received;
        }
        foreach (var finding in heard)
            if (AcknowledgmentCodes.Group(finding) is { } reason && answer.Reasons.Count < 5) answer.Reasons.Add(reason);
        heard.Clear();
        answer.Code = answer.Reasons.Count > 0 || answer is { Received: > 0, Accepted: 0 } ? "R" : answer.Accepted == answer.Received ? "A" : "P";
        return answer;
    }

    void Close(ref TransactionAnswer? one, Acknowledgment answer)
    {
        if (one is not { } done) return;
        one = null;
        answer.Transactions.Add(done);
        answer.Received++;
        bool wrong = false;
        foreach (var finding in heard)
        {
            if (finding.Severity != Severity.Error || AcknowledgmentCodes.Group(finding) is not null) continue;
            if (AcknowledgmentCodes.Transaction(finding) is { } reason)
            {
                if (!done.Reasons.Contains(reason) && done.Reasons.Count < 4) done.Reasons.Add(reason);
            }
            else if (finding.Position > 0 || finding.Element > 0)
            {
                wrong = true;
                if (done.Errors.Count < MostErrors) Add(done, finding);
            }
        }
        heard.Clear();
        if (wrong) done.Reasons.Add("5");
        done.Code = done.Reasons.Count > 0 ? "R" : "A";
        if (done.Code == "A") answer.Accepted++;
    }

    static void Add(TransactionAnswer answer, Finding finding)
    {
        string loop = finding.Loop is { Length: > 0 and <= 6 } known ? known : "";
        if (AcknowledgmentCodes.Segment(finding) is { } code)
        {
            answer.Errors.Add(new(Clean(finding.Tag, 3), finding.Position, loop, code));
            return;
        }
        var error = answer.Errors.Find(one => one.Code == "8" && one.Position == finding.Position && one.Tag == finding.Tag);
        if (error is null) answer.Errors.Add(error = new(Clean(finding.Tag, 3), finding.Position, loop, "8"));
        error.Elements.Add(new(finding.Element.ToString(System.Globalization.CultureInfo.InvariantCulture), AcknowledgmentCodes.Element(finding))
        {
            Component = finding.Component > 0 ? finding.Component.ToString(System.Globalization.CultureInfo.InvariantCulture) : "", Found = Clean(finding.Found, 99),
        });
    }

    /// <summary>A copied value without what can't be copied: separators and control characters.</summary>
    static string Clean(string? value, int longest)
    {
        if (value is null) return "";
        string kept = string.Concat(value.Where(static one => one is >= ' ' and <= '~' and not ('*' or ':' or '~' or '^')));
        return kept.Length > longest ? kept[..longest] : kept;
    }
}
