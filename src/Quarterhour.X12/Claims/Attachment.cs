namespace Quarterhour.X12;

/// <summary>A document that goes with a claim or a line, PWK.</summary>
/// <param name="Type">PWK01.</param>
/// <param name="Sent">PWK02: AA on request, BM mail, EL electronically, FX fax.</param>
public sealed record Attachment(string Type, string Sent)
{
    /// <summary>PWK06: the number that the document bears.</summary>
    public string Number { get; init; } = "";

    internal static Attachment Read(TransactionReader reader, in Segment pwk) => new(reader.Text(pwk, 1), reader.Text(pwk, 2)) { Number = reader.Text(pwk, 6) };

    internal void Write(X12Writer writer)
    {
        writer.Start("PWK").Text(Type).Text(Sent);
        if (Number.Length > 0) writer.Text("").Text("").Text("AC").Text(Number);
        writer.End();
    }
}
