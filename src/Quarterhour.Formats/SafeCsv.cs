using System.Globalization;

namespace Quarterhour.Formats;

/// <summary>CSV for spreadsheets: fields in quotes where they need them, and none that a spreadsheet would run as a formula.</summary>
public static class SafeCsv
{
    /// <summary>What a spreadsheet takes for the beginning of a formula.</summary>
    const string Formulas = "=+-@\t\r";

    /// <summary>A line without its end.</summary>
    public static string Line(params IEnumerable<string?> fields) => string.Join(',', fields.Select(Field));

    static string Field(string? text)
    {
        if (string.IsNullOrEmpty(text)) return "";
        // an apostrophe before it makes a spreadsheet show it as it is; numbers below zero stay numbers
        if (Formulas.Contains(text[0], StringComparison.Ordinal) && !(text[0] == '-' && decimal.TryParse(text, NumberStyles.Number, CultureInfo.InvariantCulture, out _))) text = "'" + text;
        return text.AsSpan().IndexOfAny(",\"\r\n") < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}
