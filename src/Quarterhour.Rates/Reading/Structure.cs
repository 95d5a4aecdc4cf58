using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Quarterhour.Rates.Reading;

/// <summary>
/// Finds the end of an object or array by its brackets, 64 bytes at a time, without looking at a token. Four masks a step: quotes,
/// backslashes, opening and closing brackets. A quote is one unless a backslash escapes it; the running exclusive-or of the quotes, by one carry-less
/// multiplication, marks what lies within strings; brackets outside are counted, and only where so many close that the end could be among them are they
/// walked. The kinds of brackets are not paired: an odd number of braces shows one that was exchanged. Bound, reckoned and not measured: the four comparisons and the
/// multiplication, some 15 cycles a step, are 10 GB/s on one core of the machine of docs/benchmarks-rates.md, where what is reached stands.
/// The portable path compares 16 bytes at a time and multiplies by shifting; tests hold all paths to the same results.
/// </summary>
static unsafe class Structure
{
    /// <summary>Which of the paths is used; tests set it.</summary>
    internal static Path Used = Best;

    internal enum Path { Portable, Avx2, Avx512 }

    internal static Path Best => Avx512BW.IsSupported && Pclmulqdq.IsSupported ? Path.Avx512 : Avx2.IsSupported && Pclmulqdq.IsSupported ? Path.Avx2 : Path.Portable;

    /// <summary>Scans on until no bracket is open.</summary>
    /// <param name="text">Start of the buffer; 64 bytes after <paramref name="end"/> may be read.</param>
    /// <param name="at">Where to go on.</param>
    /// <param name="end">Where the bytes end.</param>
    /// <param name="state">Kept from piece to piece.</param>
    /// <returns>The index behind the closing bracket, or -1 when the bytes ended first.</returns>
    public static int Skip(byte* text, int at, int end, ref ScanState state) => Used switch
    {
        Path.Avx512 => Skip<Wide>(text, at, end, ref state),
        Path.Avx2 => Skip<Half>(text, at, end, ref state),
        _ => Skip<Portable>(text, at, end, ref state),
    };

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static int Skip<TMasks>(byte* text, int at, int end, ref ScanState state) where TMasks : struct, IMasks
    {
        int depth = state.Depth;
        ulong inString = state.InString, braces = state.Braces;
        bool escaped = state.Escaped;
        for (; at < end; at += 64)
        {
            TMasks.Of(text + at, out ulong quotes, out ulong slashes, out ulong opens, out ulong closes, out ulong curly);
            int valid = end - at;
            if (valid < 64)
            {
                ulong there = (1ul << valid) - 1;
                (quotes, slashes, opens, closes) = (quotes & there, slashes & there, opens & there, closes & there);
            }
            if (slashes != 0 || escaped) quotes &= ~Escaped(slashes, ref escaped, Math.Min(valid, 64));
            ulong within = TMasks.RunningXor(quotes) ^ inString;
            inString = (ulong)((long)within >> 63);
            opens &= ~within;
            closes &= ~within;
            int closing = BitOperations.PopCount(closes);
            if (closing >= depth)
            {
                int left = depth;
                for (ulong rest = closes; rest != 0; rest &= rest - 1)
                {
                    int bit = BitOperations.TrailingZeroCount(rest);
                    ulong before = (1ul << bit) - 1;
                    left = depth + BitOperations.PopCount(opens & before) - BitOperations.PopCount(closes & before) - 1;
                    if (left != 0) continue;
                    ulong upTo = before | 1ul << bit;
                    state = new() { Braces = braces ^ ((opens | closes) & curly & upTo) };
                    return at + bit + 1;
                }
            }
            depth += BitOperations.PopCount(opens) - closing;
            braces ^= (opens | closes) & curly;
        }
        (state.Depth, state.InString, state.Braces, state.Escaped) = (depth, inString, braces, escaped);
        return -1;
    }

    /// <summary>The bytes that a backslash escapes. A backslash that is itself escaped escapes nothing.</summary>
    static ulong Escaped(ulong slashes, ref bool first, int length)
    {
        ulong escaped = 0;
        if (first) (escaped, slashes, first) = (1, slashes & ~1ul, false);
        while (slashes != 0)
        {
            int bit = BitOperations.TrailingZeroCount(slashes);
            if (bit + 1 >= length)
            {
                first = true;
                break;
            }
            escaped |= 2ul << bit;
            slashes &= ~(3ul << bit);
        }
        return escaped;
    }

    interface IMasks
    {
        static abstract void Of(byte* at, out ulong quotes, out ulong slashes, out ulong opens, out ulong closes, out ulong curly);

        static abstract ulong RunningXor(ulong bits);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static ulong Multiplied(ulong bits) => Pclmulqdq.CarrylessMultiply(Vector128.CreateScalar(bits), Vector128<ulong>.AllBitsSet, 0).ToScalar();

    // with bit 0x20 set, [ and { are one byte and ] and } another; that bit tells braces from the rest
    readonly struct Wide : IMasks
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static void Of(byte* at, out ulong quotes, out ulong slashes, out ulong opens, out ulong closes, out ulong curly)
        {
            var bytes = Vector512.Load(at);
            var lower = bytes | Vector512.Create((byte)0x20);
            quotes = Vector512.Equals(bytes, Vector512.Create((byte)'"')).ExtractMostSignificantBits();
            slashes = Vector512.Equals(bytes, Vector512.Create((byte)'\\')).ExtractMostSignificantBits();
            opens = Vector512.Equals(lower, Vector512.Create((byte)'{')).ExtractMostSignificantBits();
            closes = Vector512.Equals(lower, Vector512.Create((byte)'}')).ExtractMostSignificantBits();
            curly = Vector512.ShiftLeft(bytes.AsUInt16(), 2).AsByte().ExtractMostSignificantBits();
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static ulong RunningXor(ulong bits) => Multiplied(bits);
    }

    readonly struct Half : IMasks
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static void Of(byte* at, out ulong quotes, out ulong slashes, out ulong opens, out ulong closes, out ulong curly)
        {
            Of(Vector256.Load(at), out uint q0, out uint s0, out uint o0, out uint c0, out uint b0);
            Of(Vector256.Load(at + 32), out uint q1, out uint s1, out uint o1, out uint c1, out uint b1);
            (quotes, slashes, opens, closes, curly) = (q0 | (ulong)q1 << 32, s0 | (ulong)s1 << 32, o0 | (ulong)o1 << 32, c0 | (ulong)c1 << 32, b0 | (ulong)b1 << 32);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static void Of(Vector256<byte> bytes, out uint quotes, out uint slashes, out uint opens, out uint closes, out uint curly)
        {
            var lower = bytes | Vector256.Create((byte)0x20);
            quotes = Vector256.Equals(bytes, Vector256.Create((byte)'"')).ExtractMostSignificantBits();
            slashes = Vector256.Equals(bytes, Vector256.Create((byte)'\\')).ExtractMostSignificantBits();
            opens = Vector256.Equals(lower, Vector256.Create((byte)'{')).ExtractMostSignificantBits();
            closes = Vector256.Equals(lower, Vector256.Create((byte)'}')).ExtractMostSignificantBits();
            curly = Vector256.ShiftLeft(bytes.AsUInt16(), 2).AsByte().ExtractMostSignificantBits();
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static ulong RunningXor(ulong bits) => Multiplied(bits);
    }

    readonly struct Portable : IMasks
    {
        public static void Of(byte* at, out ulong quotes, out ulong slashes, out ulong opens, out ulong closes, out ulong curly)
        {
            quotes = slashes = opens = closes = curly = 0;
            for (int part = 0; part < 64; part += 16)
            {
                var bytes = Vector128.Load(at + part);
                var lower = bytes | Vector128.Create((byte)0x20);
                quotes |= (ulong)Vector128.Equals(bytes, Vector128.Create((byte)'"')).ExtractMostSignificantBits() << part;
                slashes |= (ulong)Vector128.Equals(bytes, Vector128.Create((byte)'\\')).ExtractMostSignificantBits() << part;
                opens |= (ulong)Vector128.Equals(lower, Vector128.Create((byte)'{')).ExtractMostSignificantBits() << part;
                closes |= (ulong)Vector128.Equals(lower, Vector128.Create((byte)'}')).ExtractMostSignificantBits() << part;
                curly |= (ulong)Vector128.ShiftLeft(bytes.AsUInt16(), 2).AsByte().ExtractMostSignificantBits() << part;
            }
        }

        public static ulong RunningXor(ulong bits)
        {
            for (int shift = 1; shift < 64; shift <<= 1) bits ^= bits << shift;
            return bits;
        }
    }
}
