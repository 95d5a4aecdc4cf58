using System.Globalization;
using System.Text;
using Quarterhour.X12;

namespace Quarterhour.Claims;

/// <summary>The form of a field of the practice file: what it takes, and how it is read.</summary>
/// <param name="Says">What it takes, for messages and the guide.</param>
/// <param name="Read">The value as a claim carries it; null where the text is not of this form.</param>
public sealed record FieldForm(string Says, Func<string, string?> Read)
{
    /// <summary>The words that it takes, for the nearest; none where it takes any.</summary>
    public IReadOnlyList<string> Words { get; private init; } = [];

    public static readonly FieldForm Npi = new("an NPI: ten digits, the last of which is their check digit", static text => CodeForms.IsNpi(Ascii(text)) ? text : null);

    public static readonly FieldForm Taxonomy = new("a taxonomy code: ten characters that end with X", static text => Known("taxonomy", text.ToUpperInvariant()));

    public static readonly FieldForm Zip = new("a ZIP code of five or nine digits", static text => Digits(text, 5, 9));

    public static readonly FieldForm ZipOfNine = new("a ZIP code of nine digits", static text => Digits(text, 9));

    public static readonly FieldForm State = new("a state's two letters", static text => Known("state", text.ToUpperInvariant()));

    public static readonly FieldForm Phone = new("a telephone number of ten digits", static text => Digits(text.Replace("(", "", StringComparison.Ordinal).Replace(")", "", StringComparison.Ordinal), 10));

    public static readonly FieldForm TaxId = new("a tax id of nine digits", static text => Digits(text, 9));

    public static readonly FieldForm PlaceOfService = new("a place of service, two digits", static text => Digits(text, 2));

    public static readonly FieldForm Date = new("a day as YYYY-MM-DD", static text => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _) ? text : null);

    public static readonly FieldForm YesNo = OneOf("yes", "no");

    public static readonly FieldForm Code = new("a procedure code of five characters", static text => Billing.ProcedureCode.TryParse(text, out var code) ? code.ToString() : null);

    public static readonly FieldForm Whole = new("a whole number", static text => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number.ToString(CultureInfo.InvariantCulture) : null);

    public static readonly FieldForm Amount = new("dollars, at most 99999999.99, with at most two decimals",
        static text => decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal amount) && amount <= 99_999_999.99m && amount * 100 % 1 == 0 ? amount.ToString(CultureInfo.InvariantCulture) : null);

    /// <summary>A street that mail and people find; a post office box is none.</summary>
    public static readonly FieldForm Street = new("a street, no post office box, at most 55 characters", static text => IsBox(text) ? null : Carried(text, 55));

    /// <summary>A word of the practice's own, by which entries and visits name each other.</summary>
    public static readonly FieldForm Id = new("a word of your own, at most 50 characters", static text => text.Length <= 50 ? text : null);

    /// <summary>Group, reason and dollars of each adjustment: <c>CO-45 10.00, PR-2 22.00</c>.</summary>
    public static readonly FieldForm Adjustments = new("adjustments as CO-45 10.00, PR-2 22.00", static text => AdjustmentText.TryRead(text, out _) ? text : null);

    /// <summary>Text that X12 can carry.</summary>
    public static FieldForm Text(int longest) => new($"text of at most {longest} characters, without accents and without * : ~ ^", text => Carried(text, longest));

    /// <summary>Text for people, which no claim carries.</summary>
    public static FieldForm Prose(int longest) => new($"words, at most {longest} characters", text => text.Length <= longest && !text.Any(char.IsControl) ? text : null);

    /// <summary>One of some words.</summary>
    public static FieldForm OneOf(params string[] words) => OneOf([.. words.Select(static word => (word, word))]);

    /// <summary>One of some words, each with the code that a claim carries; the code itself is taken too.</summary>
    public static FieldForm OneOf(params (string Word, string Code)[] words) => new(string.Join(", ", words.Select(static one => one.Word == one.Code ? one.Word : $"{one.Word} ({one.Code})")),
        text => Array.Find(words, one => string.Equals(one.Word, text, StringComparison.OrdinalIgnoreCase) || string.Equals(one.Code, text, StringComparison.OrdinalIgnoreCase)).Code)
    {
        Words = [.. words.Select(static one => one.Word)],
    };

    static string? Known(string set, string text) => CodeForms.Lookup(set, Ascii(text)) == true ? text : null;

    /// <summary>A character that ASCII has not becomes one that no code has.</summary>
    static byte[] Ascii(string text) => Encoding.ASCII.GetBytes(text);

    static string? Digits(string text, params ReadOnlySpan<int> lengths)
    {
        string bare = text.Replace("-", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal);
        return lengths.Contains(bare.Length) && bare.All(char.IsAsciiDigit) ? bare : null;
    }

    static string? Carried(string text, int longest) => text.Length <= longest && text.All(static one => one is >= ' ' and <= '}' and not ('*' or ':' or '^')) ? text : null;

    static bool IsBox(string street)
    {
        string bare = string.Concat(street.Where(char.IsAsciiLetterOrDigit)).ToUpperInvariant();
        return bare.StartsWith("POBOX", StringComparison.Ordinal) || bare.StartsWith("POSTOFFICEBOX", StringComparison.Ordinal);
    }
}
