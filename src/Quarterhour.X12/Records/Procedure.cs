namespace Quarterhour.X12;

/// <summary>A procedure with its modifiers, as SV1, SVC, SVD and EB carry it.</summary>
/// <param name="Qualifier">HC for HCPCS and CPT.</param>
/// <param name="Code">The code.</param>
public sealed record Procedure(string Qualifier, string Code)
{
    /// <summary>Up to four modifiers, in order.</summary>
    public Items<string> Modifiers { get => modifiers.List; init => modifiers = new(value); }
    Held<string> modifiers;

    /// <summary>A description, where the code is not specific.</summary>
    public string Description { get; init; } = "";

    /// <summary>The last code of a range.</summary>
    public string To { get; init; } = "";

    internal static Procedure? Read(TransactionReader reader, in Segment segment, int element)
    {
        var value = segment[element];
        if (value.IsEmpty) return null;
        byte separator = segment.Delimiters.Component;
        string qualifier = "", code = "", description = "", to = "";
        Items<string>? following = null;
        for (int part = 1; ; part++)
        {
            int end = value.IndexOf(separator);
            var one = end < 0 ? value : value[..end];
            switch (part)
            {
                case 1: qualifier = reader.Text(one); break;
                case 2: code = reader.Text(one); break;
                case <= 6: if (!one.IsEmpty) (following ??= []).Add(reader.Text(one)); break;
                case 7: description = reader.Text(one); break;
                case 8: to = reader.Text(one); break;
            }
            if (end < 0) break;
            value = value[(end + 1)..];
        }
        return following is null ? new(qualifier, code) { Description = description, To = to } : new(qualifier, code) { Modifiers = following, Description = description, To = to };
    }

    internal void Write(X12Writer writer)
    {
        writer.Component(Qualifier).Component(Code);
        for (int i = 0; i < 4; i++) writer.Component(i < Modifiers.Count ? Modifiers[i] : "");
        writer.Component(Description).Component(To).EndComposite();
    }

    /// <summary>97110-GP-KX.</summary>
    public override string ToString() => Modifiers.Count == 0 ? Code : $"{Code}-{string.Join('-', Modifiers)}";
}
