namespace Quarterhour.X12;

/// <summary>Whom to ask, PER.</summary>
/// <param name="Code">PER01: IC for information, CX about payments, BL technical.</param>
/// <param name="Name">PER02.</param>
public sealed record Contact(string Code, string Name)
{
    /// <summary>Up to three pairs of kind and number: TE telephone, EX extension, FX fax, EM email, UR website.</summary>
    public Items<(string Kind, string Number)> Numbers { get => numbers.List; init => numbers = new(value); }
    Held<(string Kind, string Number)> numbers;

    internal static Contact Read(TransactionReader reader, in Segment segment)
    {
        var contact = new Contact(reader.Text(segment, 1), reader.Text(segment, 2));
        for (int at = 3; at <= 7; at += 2)
            if (!segment[at].IsEmpty || !segment[at + 1].IsEmpty) contact.Numbers.Add((reader.Text(segment, at), reader.Text(segment, at + 1)));
        return contact;
    }

    internal void Write(X12Writer writer)
    {
        writer.Start("PER").Text(Code).Text(Name);
        foreach (var (kind, number) in Numbers) writer.Text(kind).Text(number);
        writer.End();
    }
}
