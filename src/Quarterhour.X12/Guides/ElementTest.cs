namespace Quarterhour.X12;

/// <summary>The short way to see that an element is right: what almost all are. What does not pass goes the long way, which says why.</summary>
readonly struct ElementTest
{
    enum Kind : byte
    {
        Long, Text, Code, Number,
    }

    readonly Kind kind;
    readonly ushort least, most;
    readonly ulong first, second;
    readonly CodeList? codes;

    public ElementTest(ElementRule rule)
    {
        if (rule.Repeat > 1 || rule.Components.Length > 0 || rule.Usage == Usage.NotUsed) return;
        if (rule.Codes is { } list)
        {
            (kind, codes) = (Kind.Code, list);
            first = CodeList.Pack(System.Text.Encoding.ASCII.GetBytes(list.Codes[0]));
            second = CodeList.Pack(System.Text.Encoding.ASCII.GetBytes(list.Codes[^1]));
        }
        else if (rule.Set is not null) return;
        else if (rule.Type is ElementType.Text or ElementType.Code) kind = Kind.Text;
        else if (rule.Type == ElementType.Decimal) kind = Kind.Number;
        (least, most) = ((ushort)rule.Least, (ushort)Math.Min(rule.Most, ushort.MaxValue));
    }

    /// <summary>Whether it is right; false says nothing.</summary>
    public bool Passes(ReadOnlySpan<byte> value, bool mayHoldComponents, byte component)
    {
        switch (kind)
        {
            case Kind.Text:
                return value.Length >= least && value.Length <= most && value[0] != ' ' && value[^1] != ' ' && (!mayHoldComponents || !value.Contains(component));
            case Kind.Code:
                ulong code = CodeList.Pack(value);
                return code == first || code == second || codes!.Contains(code);
            case Kind.Number:
                return Reading.IsNumber(value, whole: false, out int digits) && digits >= least && digits <= most;
            default:
                return false;
        }
    }
}
