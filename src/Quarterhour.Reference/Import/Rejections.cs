using System.Text;

namespace Quarterhour.Reference.Import;

/// <summary>A row that could not be used.</summary>
/// <param name="Line">Where it begins, from 1.</param>
/// <param name="Why">What is wrong with it.</param>
public readonly record struct RejectedRow(long Line, string Why);

/// <summary>The rows of a text that could not be used: all counted, the first hundred kept; and what else a reader of the text should know.</summary>
public sealed class Rejections
{
    const int Kept = 100;

    readonly List<RejectedRow> rows = [];
    readonly List<string> notes = [];

    /// <summary>How many.</summary>
    public int Count { get; private set; }

    /// <summary>The first hundred.</summary>
    public IReadOnlyList<RejectedRow> Rows => rows;

    /// <summary>What the person should know of rows that were loaded.</summary>
    public IReadOnlyList<string> Notes => notes;

    /// <summary>Tells the person something of the rows that were loaded.</summary>
    public void Note(string words) => notes.Add(words);

    public void Add(long line, string why)
    {
        Count++;
        if (rows.Count < Kept) rows.Add(new(line, why));
    }

    /// <summary>Adds a row whose field is not what it should be.</summary>
    /// <param name="what">The field, for people: <c>column 1</c>.</param>
    /// <param name="should">What it should be: <c>a procedure code</c>.</param>
    public void Add(long line, string what, ReadOnlySpan<byte> found, string should) =>
        Add(line, rows.Count < Kept ? $"{what}: \"{Encoding.UTF8.GetString(found.Length > 40 ? found[..40] : found)}\" is not {should}" : "");
}
