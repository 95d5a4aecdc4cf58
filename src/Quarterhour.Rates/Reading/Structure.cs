using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Quarterhour.Rates.Reading;

/// <summary>
/// Finds the end of an object or array by its brackets, 64 bytes at a time, without looking at a token. Four masks a step: quotes,
/// opening and closing brackets, and which of them are braces; where there is a backslash, the step is gone through once more with a mask of those. A quote is one unless a backslash escapes it; the running
/// exclusive-or of the quotes, by one carry-less multiplication, marks what lies within strings; brackets outside are counted, and only where so many close that the end could be among them are they
/// walked. The kinds of brackets are not paired: an odd number of braces shows one that was exchanged. Bound with 32 bytes a comparison, reckoned: eight masks and the multiplication take a dozen moves from vector to
/// other registers, one a cycle. Reached on text that lies near, on the machine of docs/benchmarks-rates.md: 15.6 GB/s, some 15 cycles a step; with 64 bytes a comparison 19.8.
/// The portable path compares 16 bytes at a time and multiplies by shifting; tests hold all paths to the same results.
/// </summary>
static unsafe class Structure
{
    const int Step = 64;

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
        bool slashes = false;
        while (at < end)
        {
            // where backslashes are the next step has one as well, most likely
            if (!slashes && !state.Escaped && end - at >= Step)
            {
                at = (int)(Plain<TMasks>(text + at, text + end - Step, ref state) - text);
                if (state.Depth == 0) return at;
                if (at >= end) break;
            }
            int found = One<TMasks>(text + at, Math.Min(end - at, Step), ref state, out slashes);
            if (found >= 0) return at + found;
            at += Step;
        }
        return -1;
    }

    /// <summary>Goes on as long as no backslash comes. With vectors of 32 bytes or more it calls nothing, so that all of its state is in registers.</summary>
    /// <param name="at">The first step.</param>
    /// <param name="last">Where the last one can begin.</param>
    /// <param name="state">The first byte is not escaped.</param>
    /// <returns>Where it stands; behind the closing bracket where no other is open.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static byte* Plain<TMasks>(byte* at, byte* last, ref ScanState state) where TMasks : struct, IMasks
    {
        int depth = state.Depth;
        ulong inString = state.InString, braces = state.Braces;
        for (; at <= last; at += Step)
        {
            if (!TMasks.Of(at, out ulong quotes, out ulong opens, out ulong closes, out ulong curly)) break;
            ulong within = TMasks.RunningXor(quotes) ^ inString;
            opens &= ~within;
            closes &= ~within;
            int closing = BitOperations.PopCount(closes);
            if (closing >= depth && UpToEnd(opens, closes, depth) is not 0 and var upTo)
            {
                state = new() { Braces = braces ^ ((opens | closes) & curly & upTo) };
                return at + BitOperations.PopCount(upTo);
            }
            inString = (ulong)((long)within >> 63);
            depth += BitOperations.PopCount(opens) - closing;
            braces ^= (opens | closes) & curly;
        }
        (state.Depth, state.InString, state.Braces) = (depth, inString, braces);
        return at;
    }

    /// <summary>The places up to the bracket that closes the last one that is open, or none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static ulong UpToEnd(ulong opens, ulong closes, int depth)
    {
        for (ulong rest = closes; rest != 0; rest &= rest - 1)
        {
            ulong upTo = rest ^ (rest - 1);
            if (depth + BitOperations.PopCount(opens & upTo) == BitOperations.PopCount(closes & upTo)) return upTo;
        }
        return 0;
    }

    /// <summary>One step of any kind, of so many bytes.</summary>
    /// <returns>The index behind the closing bracket, or -1.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static int One<TMasks>(byte* at, int length, ref ScanState state, out bool anySlash) where TMasks : struct, IMasks
    {
        TMasks.Of(at, out ulong quotes, out ulong opens, out ulong closes, out ulong curly);
        ulong slashes = TMasks.Slashes(at), there = ulong.MaxValue >> Step - length;
        (quotes, slashes, opens, closes) = (quotes & there, slashes & there, opens & there, closes & there);
        anySlash = slashes != 0;
        quotes &= ~Escaped(slashes, ref state.Escaped, length);
        ulong within = TMasks.RunningXor(quotes) ^ state.InString;
        opens &= ~within;
        closes &= ~within;
        if (UpToEnd(opens, closes, state.Depth) is not 0 and var upTo)
        {
            state = new() { Braces = state.Braces ^ ((opens | closes) & curly & upTo) };
            return BitOperations.PopCount(upTo);
        }
        state.InString = (ulong)((long)within >> 63);
        state.Depth += BitOperations.PopCount(opens) - BitOperations.PopCount(closes);
        state.Braces ^= (opens | closes) & curly;
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
        /// <returns>False where there is a backslash.</returns>
        static abstract bool Of(byte* at, out ulong quotes, out ulong opens, out ulong closes, out ulong curly);

        static abstract ulong Slashes(byte* at);

        static abstract ulong RunningXor(ulong bits);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static ulong Multiplied(ulong bits) => Pclmulqdq.CarrylessMultiply(Vector128.CreateScalar(bits), Vector128<ulong>.AllBitsSet, 0).ToScalar();

    // with bit 0x20 set, [ and { are one byte and ] and } another; that bit tells braces from the rest
    readonly struct Wide : IMasks
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static bool Of(byte* at, out ulong quotes, out ulong opens, out ulong closes, out ulong curly)
        {
            var bytes = Vector512.Load(at);
            var lower = bytes | Vector512.Create((byte)0x20);
            quotes = Vector512.Equals(bytes, Vector512.Create((byte)'"')).ExtractMostSignificantBits();
            opens = Vector512.Equals(lower, Vector512.Create((byte)'{')).ExtractMostSignificantBits();
            closes = Vector512.Equals(lower, Vector512.Create((byte)'}')).ExtractMostSignificantBits();
            curly = Vector512.ShiftLeft(bytes.AsUInt16(), 2).AsByte().ExtractMostSignificantBits();
            return Slashes(at) == 0;
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static ulong Slashes(byte* at) => Vector512.Equals(Vector512.Load(at), Vector512.Create((byte)'\\')).ExtractMostSignificantBits();

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static ulong RunningXor(ulong bits) => Multiplied(bits);
    }

    readonly struct Half : IMasks
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static bool Of(byte* at, out ulong quotes, out ulong opens, out ulong closes, out ulong curly)
        {
            Vector256<byte> low = Vector256.Load(at), high = Vector256.Load(at + 32);
            quotes = Bits(Vector256.Equals(low, Vector256.Create((byte)'"')), Vector256.Equals(high, Vector256.Create((byte)'"')));
            var slashes = Vector256.Equals(low, Vector256.Create((byte)'\\')) | Vector256.Equals(high, Vector256.Create((byte)'\\'));
            curly = Bits(Vector256.ShiftLeft(low.AsUInt16(), 2).AsByte(), Vector256.ShiftLeft(high.AsUInt16(), 2).AsByte());
            low |= Vector256.Create((byte)0x20);
            high |= Vector256.Create((byte)0x20);
            opens = Bits(Vector256.Equals(low, Vector256.Create((byte)'{')), Vector256.Equals(high, Vector256.Create((byte)'{')));
            closes = Bits(Vector256.Equals(low, Vector256.Create((byte)'}')), Vector256.Equals(high, Vector256.Create((byte)'}')));
            return slashes == Vector256<byte>.Zero;
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static ulong Bits(Vector256<byte> low, Vector256<byte> high) => low.ExtractMostSignificantBits() | (ulong)high.ExtractMostSignificantBits() << 32;

        public static ulong Slashes(byte* at) => Bits(Vector256.Equals(Vector256.Load(at), Vector256.Create((byte)'\\')), Vector256.Equals(Vector256.Load(at + 32), Vector256.Create((byte)'\\')));

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static ulong RunningXor(ulong bits) => Multiplied(bits);
    }

    readonly struct Portable : IMasks
    {
        public static bool Of(byte* at, out ulong quotes, out ulong opens, out ulong closes, out ulong curly)
        {
            quotes = opens = closes = curly = 0;
            for (int part = 0; part < Step; part += 16)
            {
                var bytes = Vector128.Load(at + part);
                var lower = bytes | Vector128.Create((byte)0x20);
                quotes |= (ulong)Vector128.Equals(bytes, Vector128.Create((byte)'"')).ExtractMostSignificantBits() << part;
                opens |= (ulong)Vector128.Equals(lower, Vector128.Create((byte)'{')).ExtractMostSignificantBits() << part;
                closes |= (ulong)Vector128.Equals(lower, Vector128.Create((byte)'}')).ExtractMostSignificantBits() << part;
                curly |= (ulong)Vector128.ShiftLeft(bytes.AsUInt16(), 2).AsByte().ExtractMostSignificantBits() << part;
            }
            return Slashes(at) == 0;
        }

        public static ulong Slashes(byte* at)
        {
            ulong slashes = 0;
            for (int part = 0; part < Step; part += 16) slashes |= (ulong)Vector128.Equals(Vector128.Load(at + part), Vector128.Create((byte)'\\')).ExtractMostSignificantBits() << part;
            return slashes;
        }

        public static ulong RunningXor(ulong bits)
        {
            for (int shift = 1; shift < 64; shift <<= 1) bits ^= bits << shift;
            return bits;
        }
    }
}
