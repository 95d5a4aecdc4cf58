namespace Quarterhour.X12;

/// <summary>Writes levels of 276, 277 and 277CA; they are numbered from 1 in each transaction.</summary>
public sealed class StatusWriter(X12Writer writer) : LevelWriter<StatusLevel>(writer)
{
    private protected override void WriteBody(StatusLevel level)
    {
        level.Born?.WriteBirth(Writer);
        foreach (var party in level.Parties) party.Write(Writer);
        OtherSegment.WriteRest(Writer, level.Others);
        foreach (var trace in level.Traces) trace.Write(Writer, level.Header.Transaction.Set == "276" || level.Header.Transaction.Kind == "277CA" && level.Code != "20");
    }
}
