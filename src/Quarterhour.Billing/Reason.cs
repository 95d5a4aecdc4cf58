using System.Collections.Immutable;
using System.Runtime.CompilerServices;

namespace Quarterhour.Billing;

/// <summary>A rule as it is known to people: its id, one sentence, where it is written, and how sure that is.</summary>
public sealed record Rule(string Id, string Says, string Cite, Confidence Confidence);

/// <summary>The words of a reason or a finding, with places for the figures. Made from the values file beside the rule.</summary>
/// <param name="Rule">The rule that speaks.</param>
/// <param name="Name">Which of its sentences.</param>
/// <param name="Text">The sentence; <c>{name}</c> marks a place.</param>
/// <param name="Cite">Where it is written; the rule's own citation unless the sentence has another.</param>
public sealed record Template(Rule Rule, string Name, string Text, string Cite)
{
    static int last = -1;

    /// <summary>Its place among all sentences of the program, from 0, so that what is made of it once can be found without a search.</summary>
    public int Number { get; } = Interlocked.Increment(ref last);
}

/// <summary>One figure in a reason: a number, an amount, a code, a date or a word. Sixteen bytes, no allocation for figures.</summary>
public readonly struct Arg
{
    /// <summary>What kind of figure it is; a word carries itself.</summary>
    public enum Kind { Nothing, Whole, Cents, Code, Day, Word, Decimal }

    sealed class Mark(Kind kind) { public readonly Kind Kind = kind; }

    static readonly Mark WholeMark = new(Kind.Whole), CentsMark = new(Kind.Cents), CodeMark = new(Kind.Code), DayMark = new(Kind.Day), DecimalMark = new(Kind.Decimal);

    readonly object? tag;
    readonly long bits;

    Arg(object? tag, long bits) => (this.tag, this.bits) = (tag, bits);

    public Kind Is => tag switch { Mark mark => mark.Kind, string => Kind.Word, decimal => Kind.Decimal, _ => Kind.Nothing };

    /// <summary>The number, the cents, or the day number, as <see cref="Is"/> says.</summary>
    public long Bits => bits;

    public string Word => (string)tag!;

    public decimal Number => tag is decimal number ? number : unchecked(new decimal((int)bits, (int)(bits >> 32) & 0xFF_FFFF, 0, bits < 0, (byte)((bits >> 56) & 0x1F)));

    public ProcedureCode Code => Unsafe.BitCast<long, ProcedureCode>(bits);

    public DateOnly Day => DateOnly.FromDayNumber((int)bits);

    public static implicit operator Arg(int value) => new(WholeMark, value);

    public static implicit operator Arg(ProcedureCode code) => new(CodeMark, Unsafe.BitCast<ProcedureCode, long>(code));

    public static implicit operator Arg(DateOnly day) => new(DayMark, day.DayNumber);

    public static implicit operator Arg(string word) => new(word, 0);

    /// <summary>A number that is not money, with the decimals it has: an index, a relative value, a conversion factor.</summary>
    public static implicit operator Arg(decimal number)
    {
        Span<int> parts = stackalloc int[4];
        decimal.GetBits(number, parts);
        // fifty-six bits of digits, five that say how many of them are decimals, and the sign: nearly every number of a table fits
        return unchecked(parts[2] != 0 || (uint)parts[1] > 0xFF_FFFF ? new(number, 0)
            : new(DecimalMark, (long)(parts[3] & 0x801F_0000) << 40 | (long)parts[1] << 32 | (uint)parts[0]));
    }

    /// <summary>An amount in dollars that is already rounded to the cent.</summary>
    public static Arg Dollars(decimal amount) => new(CentsMark, Money.Cents(amount));
}

/// <summary>Why a figure is what it is: a sentence with its figures, and deeper reasons under it. Cheap: words are made only when somebody reads them.</summary>
public sealed class Reason(Template template, Arg[] args, ImmutableArray<Reason> under = default)
{
    public Template Template => template;

    public ReadOnlySpan<Arg> Args => args;

    /// <summary>As <c>Formats</c> wrote it, kept because a reason that was written twice is written often; nobody else's.</summary>
    internal byte[]? Written { get; set; }

    /// <summary>The reasons below this one.</summary>
    public ImmutableArray<Reason> Under => under.IsDefault ? [] : under;

    public Reason With(params ImmutableArray<Reason> deeper) => new(template, args, deeper);
}
