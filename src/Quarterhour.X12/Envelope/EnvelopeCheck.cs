namespace Quarterhour.X12;

/// <summary>Holds ISA/IEA, GS/GE and ST/SE against each other: pairs, control numbers, counts. Knows at any time where in the envelope the reader stands.</summary>
sealed class EnvelopeCheck(X12Reader reader)
{
    bool interchangeOpen, groupOpen, transactionOpen, outsideTold;
    int groups, transactions;
    readonly HashSet<string> controls = new(StringComparer.Ordinal);

    /// <summary>Control numbers remembered within a group.</summary>
    const int MostControls = 100_000;

    public Interchange? Interchange { get; private set; }

    public Group? Group { get; private set; }

    public Transaction? Transaction { get; private set; }

    public int InterchangeNumber { get; private set; }

    public int TransactionNumber { get; private set; }

    /// <summary>Segments of the open transaction so far, ST counted.</summary>
    public int Position { get; set; }

    public bool InTransaction => transactionOpen;

    public bool InInterchange => interchangeOpen;

    public void Take(in Segment segment)
    {
        switch (segment.Code)
        {
            case Tag.ISA: OpenInterchange(segment); break;
            case Tag.GS: OpenGroup(segment); break;
            case Tag.ST: OpenTransaction(segment); break;
            case Tag.SE: CloseTransaction(segment); break;
            case Tag.GE: CloseGroup(segment); break;
            case Tag.IEA: CloseInterchange(segment); break;
        }
    }

    /// <summary>A segment between transactions that is none of the envelope's.</summary>
    public void Stray(in Segment segment)
    {
        if (outsideTold) return;
        outsideTold = true;
        reader.Report("envelope-outside", $"{segment.Tag} stands outside of a transaction, where only the envelope's own segments may; put it between ST and SE, or mend the ST before it");
    }

    void OpenInterchange(in Segment isa)
    {
        MissingIea();
        (interchangeOpen, groups, outsideTold) = (true, 0, false);
        InterchangeNumber++;
        (Interchange, Group) = (Interchange.Of(isa), null);
    }

    void OpenGroup(in Segment gs)
    {
        MissingGe();
        if (!interchangeOpen) reader.Report("envelope-isa-missing", "GS without an ISA before it; an interchange begins with ISA", found: gs.ToString());
        (groupOpen, transactions, outsideTold) = (true, 0, false);
        groups++;
        controls.Clear();
        Group = Group.Of(gs);
    }

    void OpenTransaction(in Segment st)
    {
        MissingSe();
        if (!groupOpen) reader.Report("envelope-gs-missing", "ST without a GS before it; transactions stand in a group, GS to GE", 0, st.ToString());
        transactionOpen = true;
        outsideTold = false;
        transactions++;
        TransactionNumber++;
        Position = 1;
        string control = st.Text(2);
        Transaction = new(st.Text(1), control, st.Text(3) is { Length: > 0 } guide ? guide : Group?.Version ?? "");
        if (controls.Count < MostControls && !controls.Add(control))
            reader.Report("structure-control-repeats", $"ST02 {control} occurs twice in its group; give each transaction a number of its own", 2, control, severity: Severity.Warning);
    }

    void CloseTransaction(in Segment se)
    {
        if (!transactionOpen)
        {
            reader.Report("envelope-se-alone", "SE without an ST before it; remove it, or mend the ST");
            return;
        }
        if (!Counted(se[1], Position)) reader.Report("envelope-se-count", $"SE01 says {Shown(se, 1)} segments; from ST to SE there are {Position}. Count again, both included", 1, se.Text(1), $"{Position}");
        if (se.Text(2) != Transaction!.Control) reader.Report("envelope-se-control", $"SE02 is {Shown(se, 2)}, ST02 is {Transaction.Control}; they must be the same", 2, se.Text(2), Transaction.Control);
        transactionOpen = false;
    }

    void CloseGroup(in Segment ge)
    {
        MissingSe();
        if (!groupOpen) reader.Report("envelope-ge-alone", "GE without a GS before it; remove it, or mend the GS");
        else
        {
            if (!Counted(ge[1], transactions)) reader.Report("envelope-ge-count", $"GE01 says {Shown(ge, 1)} transactions; the group has {transactions}", 1, ge.Text(1), $"{transactions}");
            if (ge.Text(2) != Group!.Control) reader.Report("envelope-ge-control", $"GE02 is {Shown(ge, 2)}, GS06 is {Group.Control}; they must be the same", 2, ge.Text(2), Group.Control);
        }
        groupOpen = false;
    }

    void CloseInterchange(in Segment iea)
    {
        MissingGe();
        if (!interchangeOpen) reader.Report("envelope-iea-alone", "IEA without an ISA before it; remove it, or mend the ISA");
        else
        {
            if (!Counted(iea[1], groups)) reader.Report("envelope-iea-count", $"IEA01 says {Shown(iea, 1)} groups; the interchange has {groups}", 1, iea.Text(1), $"{groups}");
            if (iea.Text(2) != reader.ControlAsWritten) reader.Report("envelope-iea-control", $"IEA02 is {Shown(iea, 2)}, ISA13 is {reader.ControlAsWritten}; they must be the same", 2, iea.Text(2), reader.ControlAsWritten);
        }
        interchangeOpen = false;
        (Group, Transaction) = (null, null);
    }

    /// <summary>The end of the file.</summary>
    public void End()
    {
        MissingIea();
        if (InterchangeNumber > 0 && !reader.EndedWithIea) reader.Report("envelope-no-end", "the file does not end with IEA; it may have been cut off: send it again whole");
    }

    void MissingSe()
    {
        if (transactionOpen) reader.Report("envelope-se-missing", $"transaction {Transaction!.Control} has no SE; the file may have been cut off, or SE is misspelled");
        transactionOpen = false;
    }

    void MissingGe()
    {
        MissingSe();
        if (groupOpen) reader.Report("envelope-ge-missing", $"group {Group!.Control} has no GE");
        groupOpen = false;
    }

    void MissingIea()
    {
        MissingGe();
        if (interchangeOpen) reader.Report("envelope-iea-missing", $"interchange {Interchange!.Control} has no IEA");
        interchangeOpen = false;
    }

    static bool Counted(ReadOnlySpan<byte> told, int counted) => Reading.TryCount(told.Trim((byte)' '), out long count) && count == counted;

    static string Shown(in Segment segment, int element) => segment[element].IsEmpty ? "nothing" : segment.Text(element);
}
