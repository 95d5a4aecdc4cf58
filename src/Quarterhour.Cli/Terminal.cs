using System.Text;
using System.Text.Json;
using Microsoft.Win32.SafeHandles;
using Quarterhour.Billing.Tables;
using Quarterhour.Formats;
using Quarterhour.Formats.Documents;

namespace Quarterhour.Cli;

/// <summary>Where a command reads and writes: the process's own streams, or a test's.</summary>
sealed class Terminal : IDisposable
{
    const int Usual = 80, Widest = 100, Narrowest = 40;

    readonly StreamWriter text;

    public Terminal(Stream output, TextWriter error, Stream input, TimeProvider clock, int width = Usual, bool color = false)
    {
        (Output, Error, Input, Clock, Color) = (new Outlet(output, Unwritable), error, input, clock, color);
        Width = Math.Clamp(width, Narrowest, Widest);
        text = new(Output, new UTF8Encoding(false), 4096, leaveOpen: true) { NewLine = "\n" };
    }

    static UnwritableException Unwritable(IOException fault) =>
        new($"standard output can't be written: {Outlet.Why(fault)}; make room there, or send it elsewhere", Outlet.ReaderLeft(fault));

    /// <summary>Standard output as bytes: the answer and nothing else. Flush <see cref="Out"/> before writing here.</summary>
    public Stream Output { get; }

    /// <summary>Standard output as text.</summary>
    public TextWriter Out => text;

    /// <summary>Notes, progress and errors.</summary>
    public TextWriter Error { get; }

    public Stream Input { get; }

    public TimeProvider Clock { get; }

    /// <summary>Characters a line.</summary>
    public int Width { get; }

    public bool Color { get; }

    /// <summary>Standard error is a terminal that somebody looks at.</summary>
    public bool Watched { get; private init; }

    public static Terminal OfProcess()
    {
        bool redirected = Console.IsOutputRedirected;
        var error = new StreamWriter(Standard(2, Console.IsErrorRedirected), new UTF8Encoding(false)) { NewLine = "\n", AutoFlush = true };
        return new(Standard(1, redirected), error, new LazyInput(), TimeProvider.System, WidthOf(redirected),
            !redirected && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR")) && Environment.GetEnvironmentVariable("TERM") is not "dumb")
        {
            Watched = !Console.IsErrorRedirected,
        };
    }

    /// <summary>Standard output or error. On a terminal Console's own streams would read terminfo and write control codes before the answer.</summary>
    static Stream Standard(int number, bool redirected) => !redirected && !OperatingSystem.IsWindows()
        ? new FileStream(new SafeFileHandle(number, ownsHandle: false), FileAccess.Write, 0)
        : number == 1 ? Console.OpenStandardOutput() : Console.OpenStandardError();

    static int WidthOf(bool redirected)
    {
        if (int.TryParse(Environment.GetEnvironmentVariable("COLUMNS"), out int told) && told > 0) return told;
        if (redirected) return Usual;
        int window = WindowSize.Columns;
        return window > 0 ? window : Usual;
    }

    public void Lines(IEnumerable<string> lines)
    {
        foreach (string line in lines) Out.WriteLine(Ink.Bars(line, Color));
    }

    /// <summary>A paragraph, wrapped.</summary>
    public void Paragraph(string sentence, string first = "", string further = "") => Lines(TextWrap.Lines(sentence, Width, first, further));

    /// <summary>A document.</summary>
    public void Show(Document document) => DocumentText.Write(document, Width, Heading, line => Lines([line]));

    /// <summary>A heading.</summary>
    public void Heading(string words) => Out.WriteLine(Ink.Bold(words, Color));

    public void Note(string sentence)
    {
        foreach (string line in TextWrap.Lines(sentence, Width, "note: ", "      ")) Error.WriteLine(line);
    }

    /// <summary>Says that a table of another quarter answered.</summary>
    public void StandsIn(EditRelease release, DateOnly date) =>
        Note($"the table for {date:yyyy-MM-dd} is not loaded; {release.Name}, in force {release.From:yyyy-MM-dd} to {release.To:yyyy-MM-dd}, stands in. Import the table of the date to be sure");

    /// <summary>Writes the answer as JSON.</summary>
    public void Json(Action<Utf8JsonWriter> fields)
    {
        Out.Flush();
        Formats.Json.Answer(Output, fields);
        Output.Flush();
    }

    public void Dispose()
    {
        try
        {
            text.Dispose();
        }
        catch (IOException)
        {
            // the reader of a pipe has left
        }
        Error.Flush();
    }

    /// <summary>Opens standard input only when somebody reads it.</summary>
    sealed class LazyInput : Stream
    {
        Stream? stream;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override int Read(Span<byte> buffer) => (stream ??= Console.OpenStandardInput()).Read(buffer);

        public override void Flush() { }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
