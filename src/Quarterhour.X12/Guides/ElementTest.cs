namespace Quarterhour.X12;

/// <summary>The short way to see that an element is right: what almost all are. What does not pass goes the long way, which says why.</summary>
readonly struct ElementTest
{
    enum Kind : byte
    {
        Long, Text, Code, Number, Whole, Day, DayByFormat,
    }

    readonly Kind kind;
    readonly ushort least, most;
    readonly ulong first, second;
    readonly CodeList? codes;
    /// <summary>A code set outside of the guide knows it.</summary>
    readonly bool ofSet;

    public ElementTest(ElementRule rule)
    {
        if (rule.Repeat > 1 || rule.Components.Length > 0 || rule.Usage == Usage.NotUsed) return;
        ofSet = rule.Codes is null && rule.Set is not null;
        if (rule.Codes is { } list)
        {
            (kind, codes) = (Kind.Code, list);
            first = CodeList.Pack(System.Text.Encoding.ASCII.GetBytes(list.Codes[0]));
            second = CodeList.Pack(System.Text.Encoding.ASCII.GetBytes(list.Codes[^1]));
        }
        else
            kind = rule.Type switch
            {
                ElementType.Text or ElementType.Code => Kind.Text,
                ElementType.Decimal => Kind.Number,
                ElementType.Whole => Kind.Whole,
                ElementType.Day => Kind.Day,
                ElementType.ByFormat => Kind.DayByFormat,
                _ => Kind.Long,
            };
        (least, most) = ((ushort)rule.Least, (ushort)Math.Min(rule.Most, ushort.MaxValue));
    }

    /// <summary>Whether it is right; false says nothing.</summary>
    /// <param name="value">The element, or a component.</param>
    /// <param name="before">The one before it, which may say in which format it stands.</param>
    /// <param name="mayHoldComponents">It has not been seen yet whether a separator of components stands in it.</param>
    /// <param name="component">That separator.</param>
    /// <param name="asksSets">Code sets outside of the guides are at hand; what one of them knows goes the long way.</param>
    public bool Passes(ReadOnlySpan<byte> value, ReadOnlySpan<byte> before, bool mayHoldComponents, byte component, bool asksSets)
    {
        if (asksSets && ofSet) return false;
        switch (kind)
        {
            case Kind.Text:
                return value.Length >= least && value.Length <= most && value[0] != ' ' && value[^1] != ' ' && (!mayHoldComponents || !value.Contains(component));
            case Kind.Code:
                ulong code = CodeList.Pack(value);
                return code == first || code == second || codes!.Contains(code);
            case Kind.Number or Kind.Whole:
                return Reading.IsNumber(value, kind == Kind.Whole, out int digits) && digits >= least && digits <= most;
            case Kind.Day:
                return Reading.TryDate(value, out _);
            case Kind.DayByFormat:
                return before is [(byte)'D', (byte)'8'] && Reading.TryDate(value, out _);
            default:
                return false;
        }
    }
}
