namespace Quarterhour.X12;

/// <summary>Writes levels of 276, 277 and 277CA; they are numbered from 1 in each transaction.</summary>
public sealed class StatusWriter(X12Writer writer)
{
    readonly LevelNumbers<StatusLevel> numbers = new();
    LevelHeader? header;

    /// <summary>Writes a level. Each level's parent is written before it.</summary>
    public void Write(StatusLevel level)
    {
        ArgumentNullException.ThrowIfNull(level);
        if (!ReferenceEquals(header, level.Header))
        {
            End();
            header = level.Header;
            header.Write(writer);
        }
        numbers.Write(writer, level, level.Parent, level.Code, level.HasChildren);
        level.Born?.WriteBirth(writer);
        foreach (var party in level.Parties) party.Write(writer);
        OtherSegment.WriteRest(writer, level.Others);
        foreach (var trace in level.Traces) trace.Write(writer, header.Transaction.Set == "276" || header.Transaction.Kind == "277CA" && level.Code != "20");
    }

    /// <summary>Ends the transaction that is open.</summary>
    public void End()
    {
        writer.EndTransaction();
        numbers.Clear();
        header = null;
    }
}
