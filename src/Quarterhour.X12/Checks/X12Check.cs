namespace Quarterhour.X12;

/// <summary>Checks a file as it is read: envelope, structure, elements, sums, situations, code sets, a receiver's rules. Memory does not grow with the file.</summary>
/// <example><code>
/// var check = X12Check.Run("claims.837");
/// foreach (var finding in check.Findings) Console.WriteLine($"{finding.Id} at {finding.ElementName}: {finding.Message}");
/// </code></example>
public sealed class X12Check
{
    readonly X12Reader reader;
    readonly CheckOptions options;
    readonly ElementCheck elements;
    readonly Hierarchy hierarchy;
    readonly PaymentBalance paymentBalance;
    readonly ClaimBalance claimBalance;
    readonly Dictionary<Guide, LoopWalker> walkers = [];
    readonly List<CheckedTransaction> transactions = [];

    ClaimSituations? claimSituations;
    PaymentSituations? paymentSituations;
    PartnerCheck? partner;
    LoopWalker? walker;
    Transaction? open;
    string set = "";
    bool inTransaction;
    long errorsBefore;

    /// <summary>Checks what a reader reads. Call <see cref="Take"/> after each read, and <see cref="End"/> behind the last.</summary>
    public X12Check(X12Reader reader, CheckOptions? options = null)
    {
        (this.reader, this.options) = (reader, options ?? new());
        (elements, hierarchy, paymentBalance, claimBalance) = (new(reader, this.options.Codes), new(reader), new(reader), new(reader));
    }

    /// <summary>What is wrong.</summary>
    public Findings Findings => reader.Findings;

    /// <summary>The transactions, in order; TA1 among them, which is none but answers for a whole interchange.</summary>
    public IReadOnlyList<CheckedTransaction> Transactions => transactions;

    /// <summary>Interchanges in the file.</summary>
    public int Interchanges => reader.InterchangeNumber;

    /// <summary>Follows the current transaction; null where its guide is not known.</summary>
    public LoopWalker? Walker => walker;

    /// <summary>Checks a whole file.</summary>
    /// <exception cref="IOException">It can't be read.</exception>
    public static X12Check Run(string path, CheckOptions? options = null)
    {
        using var source = X12Reader.Open(path, new(options?.Profile, options?.MostFindings ?? 10_000));
        return Run(source, options);
    }

    /// <summary>Checks bytes in memory.</summary>
    public static X12Check Run(ReadOnlyMemory<byte> bytes, CheckOptions? options = null)
    {
        using var source = X12Reader.Open(bytes, new(options?.Profile, options?.MostFindings ?? 10_000));
        return Run(source, options);
    }

    /// <summary>Checks all that a reader has left.</summary>
    public static X12Check Run(X12Reader reader, CheckOptions? options = null)
    {
        var check = new X12Check(reader, options);
        while (reader.Read()) check.Take();
        check.End();
        return check;
    }

    /// <summary>Checks the reader's current segment.</summary>
    public void Take()
    {
        var segment = reader.Segment;
        switch (segment.Code)
        {
            case Tag.ST:
                Close(whole: false);
                Open();
                break;
            case Tag.TA1 when !inTransaction:
                transactions.Add(new("TA1", reader.Interchange?.Version ?? "", segment.Text(1), true));
                break;
            case Tag.ISA or Tag.IEA or Tag.GS or Tag.GE:
                Close(whole: false);
                if (segment.Code == Tag.ISA) elements.Prepare(segment.Delimiters);
                return;
        }
        if (!inTransaction) return;
        if (segment.Code != Tag.ST) walker?.Take(segment);
        if (options.Structure) elements.Check(segment, walker?.Node);
        if (segment.Code == Tag.HL && options.Structure) hierarchy.Take(segment);
        switch (set)
        {
            case "837":
                if (options.Balance) claimBalance.Take(segment);
                claimSituations?.Take(segment);
                break;
            case "835":
                if (options.Balance) paymentBalance.Take(segment);
                paymentSituations?.Take(segment);
                break;
        }
        partner?.Take(segment);
        if (segment.Code == Tag.SE) Close(whole: true);
    }

    /// <summary>The file has ended.</summary>
    public void End() => Close(whole: false);

    void Open()
    {
        var transaction = open = reader.Transaction!;
        (set, inTransaction, walker, claimSituations, paymentSituations, partner) = (transaction.Set, true, null, null, null, null);
        errorsBefore = Findings.Errors;
        reader.Claim = null;
        reader.Loop = null;
        hierarchy.Begin();
        claimBalance.Begin();
        paymentBalance.Begin();
        // sums alone need no guide
        if ((options.Structure || options.Situations || options.Profile is { Rules.Count: > 0 }) && Guide.Find(transaction) is { } guide)
        {
            if (!walkers.TryGetValue(guide, out walker)) walkers[guide] = walker = new(reader, guide);
            walker.Quiet = !options.Structure;
            walker.Begin();
            if (options.Situations && set == "837") (claimSituations = new(reader, walker)).Begin();
            if (options.Situations && set == "835") (paymentSituations = new(reader)).Begin();
            if (options.Structure && reader.Group is { } group && group.Code != guide.Group)
                reader.Report("structure-group-code", $"GS01 is {group.Code}; transaction {set} goes in a group {guide.Group}", found: group.Code, allowed: guide.Group);
            if (options.Structure && reader.Group is { } version && version.Version != transaction.Guide && version.Version.Length > 0)
                reader.Report("structure-version", $"ST03 is {transaction.Guide}, GS08 is {version.Version}; they must be the same", 3, transaction.Guide, version.Version, Severity.Warning);
        }
        if (options.Profile is { Rules.Count: > 0 } profile) partner = new(reader, walker, profile.Rules);
    }

    /// <param name="whole">SE was there.</param>
    void Close(bool whole)
    {
        if (!inTransaction) return;
        inTransaction = false;
        // balances first: they name the claim and its place
        if (options.Balance && set == "837") claimBalance.End();
        if (options.Balance && set == "835") paymentBalance.End();
        claimSituations?.Close();
        partner?.End();
        if (options.Structure) hierarchy.End();
        walker?.End(whole);
        transactions.Add(new(open!.Kind, open.Guide, open.Control, Findings.Errors == errorsBefore && whole));
    }
}
