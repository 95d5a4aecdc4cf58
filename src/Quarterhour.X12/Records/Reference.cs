namespace Quarterhour.X12;

/// <summary>A number that identifies something, REF.</summary>
/// <param name="Code">REF01: what it identifies; G1 is a prior authorization, F8 the payer's claim control number, 6R the line's number.</param>
/// <param name="Value">REF02.</param>
public sealed record Reference(string Code, string Value)
{
    /// <summary>REF03.</summary>
    public string Description { get; init; } = "";

    /// <summary>REF04: pairs of code and value, for example 2U and a payer's id.</summary>
    public Items<string> Further { get => further.List; init => further = new(value); }
    Held<string> further;

    internal static Reference Read(TransactionReader reader, in Segment segment)
    {
        var reference = new Reference(reader.Text(segment, 1), reader.Text(segment, 2)) { Description = reader.Text(segment, 3) };
        if (!segment[4].IsEmpty) reference.Further.AddRange(Composite.Read(reader, segment, 4));
        return reference;
    }

    internal void Write(X12Writer writer)
    {
        writer.Start("REF").Text(Code).Text(Value).Text(Description);
        writer.Composite(Further).End();
    }
}
