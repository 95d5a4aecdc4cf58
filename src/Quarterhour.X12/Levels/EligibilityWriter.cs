namespace Quarterhour.X12;

/// <summary>Writes levels of 270 and 271; they are numbered from 1 in each transaction.</summary>
public sealed class EligibilityWriter(X12Writer writer) : LevelWriter<EligibilityLevel>(writer)
{
    private protected override void WriteBody(EligibilityLevel level)
    {
        OtherSegment.WriteRest(Writer, level.Before);
        if (level.Party is { } party)
        {
            party.WriteName(Writer);
            // on the receiver's and the subscriber's level numbers come before the address
            party.WriteReferences(Writer);
            party.WriteAddress(Writer);
            party.WriteContacts(Writer);
        }
        foreach (var rejection in level.Rejections) rejection.Write(Writer);
        level.Party?.WriteSpecialty(Writer);
        level.Party?.WriteBirth(Writer);
        OtherSegment.Write(Writer, level.Others, "INS", "HI");
        foreach (var date in level.Dates) date.WriteDtp(Writer);
        OtherSegment.WriteRest(Writer, level.Others, "INS", "HI");
        foreach (var benefit in level.Benefits) benefit.Write(Writer);
    }
}
