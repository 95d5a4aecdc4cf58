namespace Quarterhour.X12;

/// <summary>Whom to ask, PER.</summary>
/// <param name="Code">PER01: IC for information, CX about payments, BL technical.</param>
/// <param name="Name">PER02.</param>
public sealed record Contact(string Code, string Name)
{
    /// <summary>Up to three pairs of kind and number: TE telephone, EX extension, FX fax, EM email, UR website.</summary>
    public Items<(string Kind, string Number)> Numbers { get; init; } = [];

    internal static Contact Read(TransactionReader reader, in Segment segment)
    {
        var numbers = new Items<(string, string)>();
        for (int at = 3; at <= 7; at += 2)
            if (!segment[at].IsEmpty || !segment[at + 1].IsEmpty) numbers.Add((reader.Text(segment, at), reader.Text(segment, at + 1)));
        return new(reader.Text(segment, 1), reader.Text(segment, 2)) { Numbers = numbers };
    }

    internal void Write(X12Writer writer)
    {
        writer.Start("PER").Text(Code).Text(Name);
        foreach (var (kind, number) in Numbers) writer.Text(kind).Text(number);
        writer.End();
    }
}
