using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Text;
using Quarterhour.Billing;

namespace Quarterhour.Formats;

/// <summary>The one place that turns reasons and findings into sentences; for the terminal, JSON and the web alike.</summary>
public static class Words
{
    static readonly ConcurrentDictionary<object, Sentence> known = new(ReferenceEqualityComparer.Instance);

    public static string Text(Reason reason) => Of(reason.Template).Text(reason.Args);

    public static string Message(Finding finding) => Of(finding.Template).Message.Text(finding.Args);

    public static string Fix(Finding finding) => Of(finding.Template).Fix.Text(finding.Args);

    /// <summary>Writes the sentence as UTF-8.</summary>
    /// <returns>The bytes written.</returns>
    internal static int Write(Reason reason, Span<byte> into) => Of(reason.Template).Write(reason.Args, into);

    /// <summary>Writes a reason as a JSON object: what never changes of it is encoded once and copied. Reasons are most of an answer's bytes.</summary>
    /// <param name="above">The citation of the reason above; one that is the same is not repeated.</param>
    internal static int WriteJson(Reason reason, string? above, Span<byte> into)
    {
        var sentence = Of(reason.Template);
        int length = Copy(sentence.JsonStart, into);
        length += sentence.WriteEscaped(reason.Args, into[length..]);
        length += Copy(ReferenceEquals(reason.Template.Cite, above) ? "\""u8 : sentence.JsonEnd, into[length..]);
        if (reason.Under is { Length: > 0 } under)
        {
            length += Copy(",\"because\":["u8, into[length..]);
            for (int i = 0; i < under.Length; i++)
            {
                if (i > 0) into[length++] = (byte)',';
                length += WriteJson(under[i], reason.Template.Cite, into[length..]);
            }
            into[length++] = (byte)']';
        }
        into[length++] = (byte)'}';
        return length;
    }

    static int Copy(ReadOnlySpan<byte> bytes, Span<byte> into)
    {
        bytes.CopyTo(into);
        return bytes.Length;
    }

    internal static int WriteMessage(Finding finding, Span<byte> into) => Of(finding.Template).Message.Write(finding.Args, into);

    internal static int WriteFix(Finding finding, Span<byte> into) => Of(finding.Template).Fix.Write(finding.Args, into);

    /// <summary>The most bytes that a sentence takes.</summary>
    internal const int Longest = 16 * 1024;

    static Sentence Of(Template template) => known.TryGetValue(template, out var sentence) ? sentence
        : known.GetOrAdd(template, static key => new Sentence(((Template)key).Text, [], (Template)key));

    static FindingSentences Of(FindingTemplate template) => (FindingSentences)(known.TryGetValue(template, out var sentence) ? sentence
        : known.GetOrAdd(template, static key => FindingSentences.Parse((FindingTemplate)key)));

    /// <summary>ASCII that JSON escapes.</summary>
    static readonly System.Buffers.SearchValues<char> Escaped = System.Buffers.SearchValues.Create([.. Enumerable.Range(0, 32).Select(code => (char)code), '"', '\\', (char)127]);

    class Sentence
    {
        readonly List<(byte[] Literal, byte[] Escaped, int Arg)> pieces = [];

        public byte[] JsonStart { get; } = [];

        public byte[] JsonEnd { get; } = [];

        /// <param name="text">The words, with <c>{name}</c> where a figure goes.</param>
        /// <param name="names">The names seen so far, in the order of the arguments; grows.</param>
        /// <param name="template">The template of a reason; its ends as JSON are encoded here.</param>
        public Sentence(string text, List<string> names, Template? template = null)
        {
            if (template is not null)
            {
                JsonStart = [.. "{\"rule\":\""u8, .. Encoded(template.Rule.Id), .. "\",\"text\":\""u8];
                JsonEnd = [.. "\",\"cite\":\""u8, .. Encoded(template.Cite), (byte)'"'];
            }
            int at = 0;
            for (int open = text.IndexOf('{'); open >= 0; open = text.IndexOf('{', at))
            {
                int close = text.IndexOf('}', open);
                string name = text[(open + 1)..close];
                int arg = names.IndexOf(name);
                if (arg < 0)
                {
                    arg = names.Count;
                    names.Add(name);
                }
                pieces.Add((Encoding.UTF8.GetBytes(text[at..open]), Encoded(text[at..open]), arg));
                at = close + 1;
            }
            pieces.Add((Encoding.UTF8.GetBytes(text[at..]), Encoded(text[at..]), -1));
        }

        public string Text(ReadOnlySpan<Arg> args)
        {
            Span<byte> buffer = stackalloc byte[1024];
            if (Room(args) > buffer.Length) buffer = new byte[Longest];
            return Encoding.UTF8.GetString(buffer[..Write(args, buffer)]);
        }

        public int Write(ReadOnlySpan<Arg> args, Span<byte> into)
        {
            int length = 0;
            foreach (var (literal, _, arg) in pieces)
            {
                if (literal.Length > into.Length - length) return length;
                literal.CopyTo(into[length..]);
                length += literal.Length;
                if (arg >= 0) length += Figure(args[arg], into[length..]);
            }
            return length;
        }

        /// <summary>As the inside of a JSON string.</summary>
        public int WriteEscaped(ReadOnlySpan<Arg> args, Span<byte> into)
        {
            int length = 0;
            foreach (var (_, escaped, arg) in pieces)
            {
                length += Copy(escaped, into[length..]);
                if (arg < 0) continue;
                // figures have nothing to escape, words may
                length += args[arg].Is == Arg.Kind.Word && !IsPlain(args[arg].Word) ? Copy(Encoded(args[arg].Word), into[length..]) : Figure(args[arg], into[length..]);
            }
            return length;
        }

        static bool IsPlain(string word) => Ascii.IsValid(word) && word.AsSpan().IndexOfAny(Escaped) < 0;

        static byte[] Encoded(string text) => System.Text.Json.JsonEncodedText.Encode(text, BillJson.Options.Encoder).EncodedUtf8Bytes.ToArray();

        int Room(ReadOnlySpan<Arg> args)
        {
            int room = 0;
            foreach (var (literal, _, arg) in pieces) room += literal.Length + (arg < 0 ? 0 : args[arg].Is == Arg.Kind.Word ? args[arg].Word.Length * 3 : 32);
            return room;
        }
    }

    sealed class FindingSentences(string message, string fix, List<string> names) : Sentence("", [])
    {
        public Sentence Message { get; } = new(message, names);

        public Sentence Fix { get; } = new(fix, names);

        public static FindingSentences Parse(FindingTemplate template) => new(template.Message, template.Fix, []);
    }

    static int Figure(Arg arg, Span<byte> into)
    {
        int written;
        switch (arg.Is)
        {
            case Arg.Kind.Whole:
                Utf8Formatter.TryFormat(arg.Bits, into, out written);
                return written;
            case Arg.Kind.Cents:
                return Cents(arg.Bits, into);
            case Arg.Kind.Code:
                if (into.Length < 5) return 0;
                arg.Code.WriteTo(into);
                return 5;
            case Arg.Kind.Day:
                arg.Day.TryFormat(into, out written, "yyyy-MM-dd", null);
                return written;
            case Arg.Kind.Decimal:
                arg.Number.TryFormat(into, out written, default, null);
                return written;
            case Arg.Kind.Word:
                return Encoding.UTF8.TryGetBytes(arg.Word, into, out written) ? written : 0;
            default:
                return 0;
        }
    }

    /// <summary>Writes cents as dollars with two decimals: 1230 is 12.30.</summary>
    internal static int Cents(long cents, Span<byte> into)
    {
        int at = 0;
        if (cents < 0)
        {
            into[at++] = (byte)'-';
            cents = -cents;
        }
        Utf8Formatter.TryFormat(cents / 100, into[at..], out int digits);
        at += digits;
        into[at] = (byte)'.';
        into[at + 1] = (byte)('0' + cents % 100 / 10);
        into[at + 2] = (byte)('0' + cents % 10);
        return at + 3;
    }
}
