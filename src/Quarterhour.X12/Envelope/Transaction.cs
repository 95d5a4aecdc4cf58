namespace Quarterhour.X12;

/// <summary>A transaction set, ST to SE.</summary>
/// <param name="Set">ST01, for example 837.</param>
/// <param name="Control">ST02; the same in SE02.</param>
/// <param name="Guide">ST03, or GS08 where ST has none: 005010X222A1 is the professional claim.</param>
public sealed record Transaction(string Set, string Control, string Guide)
{
    /// <summary>What people call it: 837P, 837I, 837D, 277CA, else the set's number. Follows from the guide's number.</summary>
    public string Kind => (Set, Number(Guide)) switch
    {
        ("837", "222" or "098") => "837P",
        ("837", "223" or "096") => "837I",
        ("837", "224" or "097") => "837D",
        ("837", "291") => "837P-predetermination",
        ("837", "292") => "837I-predetermination",
        ("837", "298") => "837P-post-adjudicated",
        ("277", "214") => "277CA",
        _ => Set,
    };

    /// <summary>The three digits behind the X of a guide.</summary>
    static string Number(string guide)
    {
        int x = guide.IndexOf('X');
        return x >= 0 && guide.Length >= x + 4 ? guide.Substring(x + 1, 3) : "";
    }
}
