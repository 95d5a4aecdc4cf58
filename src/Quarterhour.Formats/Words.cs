using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Text;
using Quarterhour.Billing;

namespace Quarterhour.Formats;

/// <summary>The one place that turns reasons and findings into sentences; for the terminal, JSON and the web alike.</summary>
public static class Words
{
    static readonly ConcurrentDictionary<FindingTemplate, FindingSentences> known = new(ReferenceEqualityComparer.Instance);
    static readonly Lock making = new();

    /// <summary>By the number of their template; only grows.</summary>
    static Sentence?[] sentences = new Sentence?[512];

    public static string Text(Reason reason) => Of(reason.Template).Text(reason.Args);

    public static string Message(Finding finding) => Of(finding.Template).Message.Text(finding.Args);

    public static string Fix(Finding finding) => Of(finding.Template).Fix.Text(finding.Args);

    /// <summary>Writes the sentence as the inside of a JSON string.</summary>
    internal static void Write(Reason reason, JsonBytes json) => Of(reason.Template).WriteEscaped(reason.Args, json);

    internal static void WriteMessage(Finding finding, JsonBytes json) => Of(finding.Template).Message.WriteEscaped(finding.Args, json);

    internal static void WriteFix(Finding finding, JsonBytes json) => Of(finding.Template).Fix.WriteEscaped(finding.Args, json);

    /// <summary>Writes a reason as a JSON object: what never changes of it is encoded once and copied. Reasons are most of an answer's bytes.</summary>
    /// <param name="reason">The reason, with those under it.</param>
    /// <param name="above">The citation of the reason above; one that is the same is not repeated.</param>
    /// <param name="json">Receives it.</param>
    internal static void WriteJson(Reason reason, string? above, JsonBytes json)
    {
        if (above is null && reason.Written is { Length: > 0 } before)
        {
            json.Raw(before);
            return;
        }
        int from = json.Written.Length;
        Of(reason.Template).WriteReason(reason.Args, json, cited: ReferenceEquals(reason.Template.Cite, above));
        var under = reason.Under;
        for (int i = 0; i < under.Length; i++)
        {
            json.Raw(i > 0 ? ","u8 : ",\"because\":["u8);
            WriteJson(under[i], reason.Template.Cite, json);
        }
        json.Raw(under.Length > 0 ? "]}"u8 : "}"u8);
        // most are written once and gone; the second time tells those that come again
        if (above is null) reason.Written = reason.Written is null ? [] : json.Written[from..].ToArray();
    }

    static Sentence Of(Template template)
    {
        var all = sentences;
        return template.Number < all.Length && all[template.Number] is { } sentence ? sentence : Make(template);
    }

    static Sentence Make(Template template)
    {
        lock (making)
        {
            if (sentences.Length <= template.Number) Array.Resize(ref sentences, 2 * (template.Number + 1));
            return sentences[template.Number] ??= new(template.Text, [], template);
        }
    }

    static FindingSentences Of(FindingTemplate template) => known.GetOrAdd(template, FindingSentences.Parse);

    class Sentence
    {
        readonly record struct Piece(byte[] Literal, int Arg);

        readonly Piece[] pieces;
        readonly Template? template;
        Encoded? json;

        /// <param name="text">The words, with <c>{name}</c> where a figure goes.</param>
        /// <param name="names">The names seen so far, in the order of the arguments; grows.</param>
        /// <param name="template">The template of a reason, whose ends are JSON.</param>
        public Sentence(string text, List<string> names, Template? template = null)
        {
            this.template = template;
            pieces = new Piece[text.AsSpan().Count('{') + 1];
            int at = 0, part = 0;
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
                pieces[part++] = new(Encoding.UTF8.GetBytes(text[at..open]), arg);
                at = close + 1;
            }
            pieces[part] = new(Encoding.UTF8.GetBytes(text[at..]), -1);
        }

        /// <summary>The pieces as JSON, encoded when JSON is first written: who reads text needs none of it.</summary>
        sealed class Encoded
        {
            public readonly byte[][] Pieces;

            /// <summary>A reason's first piece with its rule before it, and its last one with the citation behind it; the same one where there is no figure.</summary>
            public readonly byte[] First = [], Last = [], LastCited = [];

            public Encoded(Piece[] pieces, Template? template)
            {
                Pieces = Array.ConvertAll(pieces, static piece => Of(Encoding.UTF8.GetString(piece.Literal)));
                if (template is null) return;
                First = [.. "{\"rule\":\""u8, .. Of(template.Rule.Id), .. "\",\"text\":\""u8, .. Pieces[0]];
                byte[] end = pieces.Length == 1 ? First : Pieces[^1];
                Last = [.. end, .. "\",\"cite\":\""u8, .. Of(template.Cite), (byte)'"'];
                LastCited = [.. end, (byte)'"'];
            }

            static byte[] Of(string text) => JsonBytes.Encoded(text).ToArray();
        }

        public string Text(ReadOnlySpan<Arg> args)
        {
            int room = 0;
            foreach (var piece in pieces) room += piece.Literal.Length + (piece.Arg < 0 ? 0 : args[piece.Arg].Is == Arg.Kind.Word ? 3 * args[piece.Arg].Word.Length : MostOfFigure);
            Span<byte> into = room <= 1024 ? stackalloc byte[1024] : new byte[room];
            int length = 0;
            foreach (var piece in pieces)
            {
                piece.Literal.CopyTo(into[length..]);
                length += piece.Literal.Length;
                if (piece.Arg < 0) continue;
                var arg = args[piece.Arg];
                length += arg.Is == Arg.Kind.Word ? Encoding.UTF8.GetBytes(arg.Word, into[length..]) : Figure(arg.Is, arg, into[length..]);
            }
            return Encoding.UTF8.GetString(into[..length]);
        }

        /// <summary>As the inside of a JSON string.</summary>
        public void WriteEscaped(ReadOnlySpan<Arg> args, JsonBytes json)
        {
            var encoded = this.json ??= new(pieces, template);
            for (int i = 0; i < pieces.Length; i++)
            {
                json.Raw(encoded.Pieces[i]);
                if (pieces[i].Arg >= 0) Write(args[pieces[i].Arg], json);
            }
        }

        /// <summary>As a JSON object that is still open.</summary>
        /// <param name="args">The figures.</param>
        /// <param name="json">Receives it.</param>
        /// <param name="cited">The citation stands already above.</param>
        public void WriteReason(ReadOnlySpan<Arg> args, JsonBytes json, bool cited)
        {
            var encoded = this.json ??= new(pieces, template);
            for (int i = 0; i < pieces.Length - 1; i++)
            {
                json.Raw(i == 0 ? encoded.First : encoded.Pieces[i]);
                Write(args[pieces[i].Arg], json);
            }
            json.Raw(cited ? encoded.LastCited : encoded.Last);
        }

        static void Write(Arg arg, JsonBytes json)
        {
            // figures have nothing to escape, words may
            var kind = arg.Is;
            json.Wrote(kind == Arg.Kind.Word ? JsonBytes.Inside(arg.Word, json.Room(6 * arg.Word.Length)) : Figure(kind, arg, json.Room(MostOfFigure)));
        }

        /// <summary>The most bytes that a figure takes: a decimal has 29 digits at most.</summary>
        const int MostOfFigure = 32;
    }

    sealed class FindingSentences(string message, string fix, List<string> names) : Sentence("", [])
    {
        public Sentence Message { get; } = new(message, names);

        public Sentence Fix { get; } = new(fix, names);

        public static FindingSentences Parse(FindingTemplate template) => new(template.Message, template.Fix, []);
    }

    static int Figure(Arg.Kind kind, Arg arg, Span<byte> into)
    {
        switch (kind)
        {
            case Arg.Kind.Whole:
                Utf8Formatter.TryFormat(arg.Bits, into, out int written);
                return written;
            case Arg.Kind.Cents:
                return Cents(arg.Bits, into);
            case Arg.Kind.Code:
                arg.Code.WriteTo(into);
                return 5;
            case Arg.Kind.Day:
                Day(arg.Day, into);
                return 10;
            case Arg.Kind.Decimal:
                return Number(arg.Number, into);
            default:
                return 0;
        }
    }

    /// <summary>Writes a number with the decimals that it has.</summary>
    static int Number(decimal number, Span<byte> into)
    {
        Span<int> bits = stackalloc int[4];
        decimal.GetBits(number, bits);
        int decimals = (bits[3] >> 16) & 0xFF, written;
        if (bits[1] != 0 || bits[2] != 0 || bits[3] < 0 || decimals > 9)
        {
            number.TryFormat(into, out written, default, null);
            return written;
        }
        // the usual one: a small mantissa whose last digits are the decimals
        uint mantissa = unchecked((uint)bits[0]);
        if (decimals == 0)
        {
            Utf8Formatter.TryFormat(mantissa, into, out written);
            return written;
        }
        uint one = Tens[decimals];
        Utf8Formatter.TryFormat(mantissa / one, into, out written);
        into[written] = (byte)'.';
        uint rest = mantissa % one;
        for (int digit = decimals; digit > 0; digit--, rest /= 10) into[written + digit] = (byte)('0' + rest % 10);
        return written + 1 + decimals;
    }

    static readonly uint[] Tens = [1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000];

    /// <summary>Writes a date as YYYY-MM-DD, ten bytes.</summary>
    internal static void Day(DateOnly day, Span<byte> into)
    {
        var (year, month, ofMonth) = day;
        Two(year / 100, into);
        Two(year % 100, into[2..]);
        into[4] = into[7] = (byte)'-';
        Two(month, into[5..]);
        Two(ofMonth, into[8..]);
    }

    static void Two(int number, Span<byte> into) => (into[0], into[1]) = ((byte)('0' + number / 10), (byte)('0' + number % 10));

    /// <summary>Writes cents as dollars with two decimals: 1230 is 12.30.</summary>
    internal static int Cents(long cents, Span<byte> into)
    {
        int at = 0;
        if (cents < 0)
        {
            into[at++] = (byte)'-';
            cents = -cents;
        }
        int digits;
        if (cents < 100_000_00)
        {
            // the usual one: amounts of a line
            uint dollars = (uint)cents / 100;
            digits = dollars < 10 ? 1 : dollars < 100 ? 2 : dollars < 1_000 ? 3 : dollars < 10_000 ? 4 : 5;
            for (int digit = digits - 1; digit >= 0; digit--, dollars /= 10) into[at + digit] = (byte)('0' + dollars % 10);
        }
        else Utf8Formatter.TryFormat(cents / 100, into[at..], out digits);
        at += digits;
        uint rest = (uint)(cents % 100);
        into[at] = (byte)'.';
        into[at + 1] = (byte)('0' + rest / 10);
        into[at + 2] = (byte)('0' + rest % 10);
        return at + 3;
    }
}
