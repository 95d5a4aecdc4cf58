namespace Quarterhour.X12;

/// <summary>Writes levels of 270 and 271; they are numbered from 1 in each transaction.</summary>
public sealed class EligibilityWriter(X12Writer writer)
{
    readonly LevelNumbers<EligibilityLevel> numbers = new();
    LevelHeader? header;

    /// <summary>Writes a level. Each level's parent is written before it.</summary>
    public void Write(EligibilityLevel level)
    {
        ArgumentNullException.ThrowIfNull(level);
        if (!ReferenceEquals(header, level.Header))
        {
            End();
            header = level.Header;
            header.Write(writer);
        }
        numbers.Write(writer, level, level.Parent, level.Code, level.HasChildren);
        OtherSegment.WriteRest(writer, level.Before);
        if (level.Party is { } party)
        {
            party.WriteName(writer);
            // on the receiver's and the subscriber's level numbers come before the address
            party.WriteReferences(writer);
            party.WriteAddress(writer);
            party.WriteContacts(writer);
        }
        foreach (var rejection in level.Rejections) rejection.Write(writer);
        level.Party?.WriteSpecialty(writer);
        level.Party?.WriteBirth(writer);
        OtherSegment.Write(writer, level.Others, "INS", "HI");
        foreach (var date in level.Dates) date.WriteDtp(writer);
        OtherSegment.WriteRest(writer, level.Others, "INS", "HI");
        foreach (var benefit in level.Benefits) benefit.Write(writer);
    }

    /// <summary>Ends the transaction that is open.</summary>
    public void End()
    {
        writer.EndTransaction();
        numbers.Clear();
        header = null;
    }
}
