using System.Globalization;
using System.Text;
using CsvHelper;
using Quarterhour.Billing;

namespace Quarterhour.Reference.Import;

/// <summary>The records of a text, one after the other; fields as UTF-8, trimmed of spaces.</summary>
public sealed class TableRows : IDisposable
{
    readonly TableText text;
    readonly CsvReader reader;

    internal TableRows(TableText text, CsvReader reader) => (this.text, this.reader) = (text, reader);

    /// <summary>The line on which the record begins, from 1.</summary>
    public long Line => reader.LineNumber;

    /// <summary>How far the text is read, in bytes of UTF-8.</summary>
    public long Position => reader.ByteOffset;

    /// <summary>Fields of the record.</summary>
    public int Count => reader.FieldCount;

    /// <summary>Goes to the next record; empty lines are passed over.</summary>
    /// <exception cref="UnusableTableException">The text breaks off or holds a record of more than a megabyte.</exception>
    public bool Next()
    {
        try
        {
            return reader.Read();
        }
        catch (CsvFormatException wrong)
        {
            throw new UnusableTableException($"{text.Place}:{Line}: {wrong.Message.ReplaceLineEndings(" ")}; a table has short lines, so this is not the file as it was published: download it again");
        }
        catch (Exception wrong) when (wrong is InvalidDataException or EndOfStreamException or IOException)
        {
            throw new UnusableTableException($"{text.Place}: it breaks off after line {Line}: {wrong.Message.ReplaceLineEndings(" ")} Download it again");
        }
    }

    /// <summary>A field; empty behind the last.</summary>
    public ReadOnlySpan<byte> this[int field] => field < 0 || field >= reader.FieldCount ? default : Trimmed(reader.GetSpan(field));

    /// <summary>The record of a text in lines, untrimmed.</summary>
    public ReadOnlySpan<byte> WholeLine => reader.GetSpan(0);

    static ReadOnlySpan<byte> Trimmed(ReadOnlySpan<byte> field) => field[Ascii.Trim(field)];

    public string Text(int field) => Encoding.UTF8.GetString(this[field]);

    /// <summary>The whole record as texts.</summary>
    public string[] Texts()
    {
        string[] texts = new string[Count];
        for (int i = 0; i < texts.Length; i++) texts[i] = Text(i);
        return texts;
    }

    /// <summary>Reads a procedure code.</summary>
    public bool Code(int field, out ProcedureCode code) => ProcedureCode.TryParse(this[field], out code);

    /// <summary>Reads a whole number from 0 up.</summary>
    public bool Whole(int field, out int number) => int.TryParse(this[field], NumberStyles.None, CultureInfo.InvariantCulture, out number);

    /// <summary>Reads a decimal number, with or without a sign.</summary>
    public bool Number(int field, out decimal number) =>
        decimal.TryParse(this[field], NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number);

    /// <summary>Reads <c>20260630</c>, <c>2026-06-30</c> or <c>06/30/2026</c>.</summary>
    public bool Day(int field, out DateOnly day) => Days.TryParse(this[field], out day);

    public void Dispose() => reader.Dispose();
}
