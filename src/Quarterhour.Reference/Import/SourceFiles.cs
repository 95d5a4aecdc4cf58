using System.IO.Compression;
using System.Text;
using ExcelDataReader;

namespace Quarterhour.Reference.Import;

/// <summary>Opens what was downloaded: a text, a gzip file, a workbook, a zip archive of them. Nothing is unpacked to the disk.</summary>
public static class SourceFiles
{
    const int HeadBytes = 1 << 16, HeadLines = 60;

    /// <summary>The tables of a file. A member that is no text (a PDF, a picture) comes back with an empty head.</summary>
    /// <exception cref="UnusableTableException">It can't be opened, is empty, or is a damaged archive.</exception>
    public static IEnumerable<TableText> In(string path) => Members(Path.GetFileName(path), Path.GetFileName(path), new FileInfo(path).Length, () => File.OpenRead(path));

    static IEnumerable<TableText> Members(string file, string name, long length, Func<Stream> open)
    {
        byte[] start = Start(file, name, open, 8);
        if (start.Length == 0) throw new UnusableTableException($"{Place(file, name)}: it is empty; download it again");
        if (start is [0x1F, 0x8B, ..])
        {
            string inner = name.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? name[..^3] : name;
            return Members(file, inner, 0, () => new WholeGzipStream(open()));
        }
        if (start is [(byte)'P', (byte)'K', 3, 4, ..] or [(byte)'P', (byte)'K', 5, 6, ..])
            return name.EndsWith(".xlsx", StringComparison.OrdinalIgnoreCase) ? Sheets(file, name, open) : Archive(file, name, open);
        return [Text(file, name, length, open)];
    }

    static List<TableText> Archive(string file, string name, Func<Stream> open)
    {
        List<TableText> texts = [];
        try
        {
            // a member is opened through an archive of its own, so that texts can be read in any order
            using var archive = new ZipArchive(Seekable(open), ZipArchiveMode.Read);
            foreach (var entry in archive.Entries)
            {
                if (entry.Length == 0) continue;
                string member = entry.FullName;
                texts.AddRange(Members(file, Path.GetFileName(member), entry.Length, () => Member(Seekable(open), member)));
            }
        }
        catch (InvalidDataException wrong)
        {
            throw new UnusableTableException($"{Place(file, name)}: the archive is damaged or cut short ({wrong.Message.TrimEnd('.')}); download it again");
        }
        return texts;
    }

    static CheckedStream Member(Stream archive, string name)
    {
        var entry = new ZipArchive(archive, ZipArchiveMode.Read).GetEntry(name)!;
        return new(entry.Open(), entry.Crc32, entry.Length);
    }

    static Stream Seekable(Func<Stream> open)
    {
        var stream = open();
        if (stream.CanSeek) return stream;
        var copy = new MemoryStream();
        using (stream) stream.CopyTo(copy);
        copy.Position = 0;
        return copy;
    }

    /// <summary>Each sheet of a workbook as tabs and lines.</summary>
    static List<TableText> Sheets(string file, string name, Func<Stream> open)
    {
        List<TableText> texts = [];
        // the reader asks for code page 1252 before it looks at the file
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        try
        {
            using var workbook = ExcelReaderFactory.CreateOpenXmlReader(Seekable(open));
            do
            {
                byte[] lines = Lines(workbook);
                string sheet = workbook.ResultsCount > 1 ? $"{name} {workbook.Name}" : name;
                if (lines.Length > 0) texts.Add(Text(file, sheet, lines.Length, () => new MemoryStream(lines)));
            }
            while (workbook.NextResult());
        }
        catch (Exception wrong) when (wrong is InvalidDataException or ExcelDataReader.Exceptions.ExcelReaderException or System.Xml.XmlException)
        {
            throw new UnusableTableException($"{Place(file, name)}: the workbook is damaged or cut short ({wrong.Message.TrimEnd('.')}); download it again");
        }
        return texts;
    }

    static byte[] Lines(IExcelDataReader sheet)
    {
        using var bytes = new MemoryStream();
        using var text = new StreamWriter(bytes, new UTF8Encoding(false)) { NewLine = "\n" };
        while (sheet.Read())
        {
            for (int i = 0; i < sheet.FieldCount; i++)
            {
                if (i > 0) text.Write('\t');
                text.Write(Cell(sheet.GetValue(i)));
            }
            text.WriteLine();
        }
        text.Flush();
        return bytes.ToArray();
    }

    static string Cell(object? value) => value switch
    {
        null => "",
        DateTime day => day.ToString("yyyyMMdd", System.Globalization.CultureInfo.InvariantCulture),
        IFormattable number => number.ToString(null, System.Globalization.CultureInfo.InvariantCulture),
        _ => value.ToString()!.Replace('\t', ' ').ReplaceLineEndings(" ").Replace('"', '\''),
    };

    static TableText Text(string file, string name, long length, Func<Stream> open)
    {
        byte[] head = Start(file, name, open, HeadBytes);
        var encoding = EncodingOf(head);
        return new(file, name, encoding is null ? [] : HeadOf(head, encoding), encoding ?? Encoding.Latin1, length, open);
    }

    /// <summary>Null for what is no text.</summary>
    static Encoding? EncodingOf(byte[] head)
    {
        if (head is [0xEF, 0xBB, 0xBF, ..]) return Encoding.UTF8;
        if (head is [0xFF, 0xFE, ..]) return Encoding.Unicode;
        if (head is [0xFE, 0xFF, ..]) return Encoding.BigEndianUnicode;
        if (WideOf(head) is { } wide) return wide;
        if (Array.IndexOf(head, (byte)0) >= 0 || head is [(byte)'%', (byte)'P', (byte)'D', (byte)'F', ..]) return null;
        // the head may end inside a character
        int cut = head.Length;
        while (cut > 0 && cut > head.Length - 4 && head[cut - 1] >= 0x80) cut--;
        return System.Text.Unicode.Utf8.IsValid(head.AsSpan(0, cut)) ? Encoding.UTF8 : Encoding.Latin1;
    }

    /// <summary>UTF-16 without its mark: in a table of digits and Latin letters nearly every other byte is 0. Null for what is none.</summary>
    static Encoding? WideOf(byte[] head)
    {
        int even = 0, odd = 0, pairs = head.Length / 2;
        for (int i = 0; i < pairs; i++)
        {
            if (head[2 * i] == 0) even++;
            if (head[2 * i + 1] == 0) odd++;
        }
        return pairs < 8 ? null : odd > pairs * 9 / 10 && even == 0 ? Encoding.Unicode : even > pairs * 9 / 10 && odd == 0 ? Encoding.BigEndianUnicode : null;
    }

    static string[] HeadOf(byte[] head, Encoding encoding)
    {
        string[] lines = encoding.GetString(head).TrimStart('\uFEFF').Split('\n');
        // the last may be cut
        int count = lines.Length > 1 && head.Length == HeadBytes ? lines.Length - 1 : lines.Length;
        return [.. lines.Take(Math.Min(count, HeadLines)).Select(line => line.TrimEnd('\r'))];
    }

    static byte[] Start(string file, string name, Func<Stream> open, int most)
    {
        try
        {
            using var stream = open();
            byte[] start = new byte[most];
            int read = stream.ReadAtLeast(start, most, throwOnEndOfStream: false);
            return start[..read];
        }
        catch (InvalidDataException wrong)
        {
            throw new UnusableTableException($"{Place(file, name)}: it is damaged or cut short ({wrong.Message.TrimEnd('.')}); download it again");
        }
        catch (UnauthorizedAccessException)
        {
            throw new UnusableTableException($"{Place(file, name)}: you are not allowed to read it; change its permissions");
        }
        catch (IOException wrong)
        {
            throw new UnusableTableException($"{Place(file, name)}: it can't be read: {wrong.Message}");
        }
    }

    /// <summary>File and member as messages say them; a gzip file's one member goes by the file's name.</summary>
    internal static string Place(string file, string name) => file == name || file.Length == name.Length + 3 && file.StartsWith(name, StringComparison.Ordinal) ? file : $"{file}: {name}";
}
