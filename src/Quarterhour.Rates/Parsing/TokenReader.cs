using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Quarterhour.Rates.Reading;

namespace Quarterhour.Rates.Parsing;

/// <summary>
/// Reads tokens of one value that lies whole in memory; 64 bytes behind its end may be looked at. Written for this shape: short strings, short numbers, little white space; every step is
/// bounded by the value's end, and what is no JSON ends in one exception with its offset.
/// </summary>
unsafe ref struct TokenReader
{
    public byte* At;

    readonly byte* begin, end;
    readonly long offset;

    /// <param name="at">The value's first byte; it need not lie in the text itself.</param>
    /// <param name="end">Behind its last.</param>
    /// <param name="offset">Where it begins in the text.</param>
    public TokenReader(byte* at, byte* end, long offset)
    {
        this.end = end;
        this.offset = offset;
        At = begin = at;
    }

    /// <summary>A value within the window of a text.</summary>
    public TokenReader(JsonText text, byte* at, byte* end) : this(at, end, text.OffsetOf(at)) { }

    public readonly byte* End => end;

    /// <summary>The next byte that is no white space, which stays; 0 at the end.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public byte Peek()
    {
        if (At < end && *At > 0x20) return *At;
        return PastSpace();
    }

    byte PastSpace()
    {
        while (At < end && *At is (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t') At++;
        return At < end ? *At : (byte)0;
    }

    public readonly UnusableRateFileException Wrong(string expected) => At < end
        ? new($"{expected} is expected where {JsonText.Shown(*At)} stands; the file is no well-formed JSON there", offset + (At - begin))
        : new($"the text ends where {expected} is expected; the file was cut off, not fully downloaded, or is no well-formed JSON", offset + (end - begin));

    public void Open(byte bracket)
    {
        if (Peek() != bracket) throw Wrong($"\"{(char)bracket}\"");
        At++;
    }

    /// <summary>Goes on to the next member of an object that is open.</summary>
    /// <returns>False behind the closing brace.</returns>
    public bool Member(ref bool first, out Slice name)
    {
        byte next = Peek();
        if (next == '}')
        {
            At++;
            name = default;
            return false;
        }
        if (first) first = false;
        else
        {
            if (next != ',') throw Wrong("a comma or a closing brace");
            At++;
            next = Peek();
        }
        if (next != '"') throw Wrong("a member's name in quotes");
        name = String();
        if (Peek() != ':') throw Wrong("a colon");
        At++;
        return true;
    }

    /// <summary>Goes on to the next element of an array that is open.</summary>
    /// <returns>False behind the closing bracket.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Element(ref bool first)
    {
        byte next = Peek();
        if (next == ']')
        {
            At++;
            return false;
        }
        if (first) first = false;
        else
        {
            if (next != ',') throw Wrong("a comma or a closing bracket");
            At++;
            if (Peek() == ']') throw Wrong("a value");
        }
        return true;
    }

    /// <summary>At an opening quote.</summary>
    public Slice String()
    {
        byte* start = ++At;
        bool escaped = false;
        while (true)
        {
            while (At < end)
            {
                // what stands behind the end is looked at below
                var bytes = Vector256.Load(At);
                uint stops = (Vector256.Equals(bytes, Vector256.Create((byte)'"')) | Vector256.Equals(bytes, Vector256.Create((byte)'\\')) | Vector256.Equals(Vector256.Min(bytes, Vector256.Create((byte)0x1F)), bytes)).ExtractMostSignificantBits();
                if (stops != 0)
                {
                    At += BitOperations.TrailingZeroCount(stops);
                    break;
                }
                At += Vector256<byte>.Count;
            }
            if (At >= end)
            {
                At = end;
                throw Wrong("a closing quote");
            }
            byte one = *At;
            if (one == '"') return new(start, (int)(At++ - start), escaped);
            if (one == '\\')
            {
                escaped = true;
                At++;
                Escape();
            }
            else if (one < 0x20) throw Wrong("a closing quote");
            else At++;
        }
    }

    void Escape()
    {
        if (At >= end || "\"\\/bfnrtu"u8.IndexOf(*At) < 0) throw Wrong("an escape of JSON");
        if (*At++ != 'u') return;
        for (int i = 0; i < 4; i++, At++)
            if (At >= end || !char.IsAsciiHexDigit((char)*At)) throw Wrong("four hexadecimal digits");
    }

    /// <summary>At the first byte of a number: passes over it.</summary>
    /// <returns>Its text.</returns>
    public Slice Number()
    {
        byte* start = At;
        if (At < end && *At == '-') At++;
        if (At < end && *At == '0') At++;
        else Digits();
        if (At < end && *At == '.')
        {
            At++;
            Digits();
        }
        if (At < end && (*At | 0x20) == 'e')
        {
            At++;
            if (At < end && *At is (byte)'+' or (byte)'-') At++;
            Digits();
        }
        return new(start, (int)(At - start), false);
    }

    void Digits()
    {
        if (At >= end || (uint)(*At - '0') > 9) throw Wrong("a digit");
        while (At < end && (uint)(*At - '0') <= 9) At++;
    }

    /// <summary>A word of JSON: true, false, null.</summary>
    public void Word()
    {
        foreach (var word in (ReadOnlySpan<string>)["null", "true", "false"])
        {
            if (end - At < word.Length) continue;
            int i = 0;
            while (i < word.Length && At[i] == word[i]) i++;
            if (i < word.Length) continue;
            At += i;
            return;
        }
        throw Wrong("a value");
    }

    /// <summary>Passes over one value of any kind and any depth, checking that it is JSON.</summary>
    public void Skip()
    {
        var open = new List<bool>();
        do
        {
            byte next = Peek();
            if (next is (byte)'{' or (byte)'[')
            {
                At++;
                open.Add(next == '{');
                if (!Enter(open)) continue;
            }
            else if (next == '"') String();
            else if (next == '-' || (uint)(next - '0') <= 9) Number();
            else Word();
            // behind a value: close what ends here, go on in what does not
            while (open.Count > 0)
            {
                next = Peek();
                if (next == (open[^1] ? '}' : ']'))
                {
                    At++;
                    open.RemoveAt(open.Count - 1);
                    continue;
                }
                if (next != ',') throw Wrong("a comma or a closing bracket");
                At++;
                if (open[^1]) Name();
                break;
            }
        }
        while (open.Count > 0);
    }

    /// <summary>Behind an opening bracket.</summary>
    /// <returns>True when it closed at once.</returns>
    bool Enter(List<bool> open)
    {
        byte next = Peek();
        if (next == (open[^1] ? '}' : ']'))
        {
            At++;
            open.RemoveAt(open.Count - 1);
            return true;
        }
        if (open[^1]) Name();
        return false;
    }

    void Name()
    {
        if (Peek() != '"') throw Wrong("a member's name in quotes");
        String();
        if (Peek() != ':') throw Wrong("a colon");
        At++;
    }
}
