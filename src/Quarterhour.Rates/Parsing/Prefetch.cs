using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace Quarterhour.Rates.Parsing;

/// <summary>Asks for memory before it is read, where places are known ahead and lie far apart. A hint: nothing depends on it, and where the processor has no such instruction nothing is asked.</summary>
static unsafe class Prefetch
{
    /// <summary>The cache line of a place.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Line<T>(ref readonly T place)
    {
        if (Sse.IsSupported) Sse.Prefetch0(Unsafe.AsPointer(ref Unsafe.AsRef(in place)));
    }
}
