using System.Runtime.ExceptionServices;
using Quarterhour.Rates.Parquet;
using Quarterhour.Rates.Parsing;
using Quarterhour.Rates.Reading;

namespace Quarterhour.Rates.Files;

/// <summary>
/// Reads the elements of <c>provider_references</c> on two threads: this one hands portions of text over as long as the other wants more, and reads what comes meanwhile itself. What was
/// read is added in the order of the file, and the first fault of the file is the one that is told, so that the result is that of one thread.
/// </summary>
/// <param name="store">Gets the groups.</param>
/// <param name="numbers">Number the references.</param>
/// <param name="deviations">What was met, once <see cref="Finish"/> was called.</param>
/// <param name="counts">References and groups are counted there.</param>
/// <param name="other">The other thread.</param>
sealed unsafe class ProviderPortions(GroupStore store, ReferenceNumbers numbers, Deviations deviations, RateCounts counts, Packer other)
{
    /// <summary>Bytes of a portion; a list that is shorter is read by one thread.</summary>
    const int Size = 128 << 10;

    /// <summary>An element that is longer is not copied.</summary>
    const int Longest = 4 << 20;

    /// <summary>As many as most have.</summary>
    const int ElementsOfPortion = 1 << 9;

    /// <summary>One that is read, and one that waits.</summary>
    const int MostAhead = 2;

    readonly Reader mine = new(store);

    /// <summary>Made with the first portion that is handed over.</summary>
    Reader? others;

    /// <summary>In the order of the file; the last may still grow.</summary>
    readonly Queue<Portion> portions = [];
    readonly Stack<Portion> free = [];
    Portion? own, filled;
    long bytes;
    int ahead, ownBytes;

    /// <summary>Reads with caches of its own.</summary>
    sealed class Reader
    {
        readonly ProviderReader providers;
        readonly GroupWriter writer;

        public Reader(GroupStore store)
        {
            providers = new(null, Deviations);
            writer = new(store);
        }

        public Deviations Deviations { get; } = new();

        public void Read(byte* at, int length, long offset, List<Found> into)
        {
            var reader = new TokenReader(at, at + length, offset);
            bool found = providers.Reference(ref reader);
            into.Add(new(found ? providers.ReferenceId : null, providers.Groups.Count, found ? writer.Write(providers) : default));
        }

        public void Return() => writer.Return();
    }

    /// <summary>An element; without an id nothing can refer to it.</summary>
    readonly record struct Found(ReferenceId? Id, int Groups, GroupStore.Written Written);

    /// <summary>Elements that stand one behind the other in the file.</summary>
    sealed class Portion
    {
        /// <summary>Of one that is handed over.</summary>
        Cells<byte>? text;
        readonly List<(int Start, int Length, long Offset)> elements = [];

        public List<Found> Found { get; } = new(ElementsOfPortion);

        public int Length { get; private set; }

        /// <summary>What is wrong with an element; those before it were found.</summary>
        public Exception? Fault { get; private set; }

        public volatile bool Done;

        /// <summary>It fits; a long one is a portion of its own.</summary>
        public bool Takes(int length) => length <= Size - BlockRing.Padding - Length || Length == 0 && length <= Longest;

        public void Add(byte* at, int length, long offset)
        {
            text ??= Pools.Take<byte>(Size);
            if (length > text.Length - BlockRing.Padding - Length) text = Pools.Grown(text, (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)(length + BlockRing.Padding)));
            new ReadOnlySpan<byte>(at, length).CopyTo(text.Rows(text.Length)[Length..]);
            elements.Add((Length, length, offset));
            Length += length;
        }

        /// <summary>Reads what was added, up to a fault.</summary>
        public void Read(Reader with)
        {
            byte* first = (byte*)System.Runtime.CompilerServices.Unsafe.AsPointer(ref text![0]);
#pragma warning disable CA1031 // told when the portions before it were taken
            try
            {
                foreach (var (start, length, offset) in elements) with.Read(first + start, length, offset, Found);
            }
            catch (Exception wrong)
            {
                Fault = wrong;
            }
#pragma warning restore CA1031
            Done = true;
        }

        public void Return()
        {
            text?.Return();
            text = null;
        }

        public void Clear()
        {
            elements.Clear();
            Found.Clear();
            (Length, Done) = (0, false);
            if (text?.Length > Size) Return();
        }
    }

    /// <summary>The next element of the list, whole.</summary>
    /// <exception cref="UnusableRateFileException">It is no JSON, or an earlier one is not; which is the first of the file, <see cref="Finish"/> tells.</exception>
    public void Add(byte* at, int length, long offset)
    {
        bytes += length;
        if (filled is null && length <= Longest && bytes > Size && Volatile.Read(ref ahead) < MostAhead)
        {
            EndOwn();
            filled = Begin();
        }
        if (filled is not null)
        {
            if (filled.Takes(length))
            {
                filled.Add(at, length, offset);
                return;
            }
            HandOver();
        }
        own ??= Begin();
        mine.Read(at, length, offset, own.Found);
        // short, so that few are used again and again
        if ((ownBytes += length) < Size) return;
        EndOwn();
        TakeDone();
    }

    Portion Begin()
    {
        if (!free.TryPop(out var portion)) portion = new();
        portions.Enqueue(portion);
        return portion;
    }

    void EndOwn()
    {
        if (own is null) return;
        own.Done = true;
        (own, ownBytes) = (null, 0);
    }

    void HandOver()
    {
        var portion = filled!;
        filled = null;
        Interlocked.Increment(ref ahead);
        var with = others ??= new(store);
        other.Add(() =>
        {
            portion.Read(with);
            Interlocked.Decrement(ref ahead);
        });
        TakeDone();
    }

    /// <summary>Adds what was found in the first portions, as far as they are read.</summary>
    void TakeDone()
    {
        while (portions.TryPeek(out var first) && first.Done)
        {
            // it stays the first, so that it is what is told after all
            if (first.Fault is { } fault) ExceptionDispatchInfo.Throw(fault);
            Take();
        }
    }

    /// <summary>Adds what was found in the first portion.</summary>
    void Take()
    {
        var portion = portions.Dequeue();
        foreach (var (id, groups, written) in portion.Found)
        {
            if (id is { } known) store.Add(numbers.Of(known), written);
            counts.References++;
            counts.Groups += groups;
        }
        if (portion.Fault is { } fault) ExceptionDispatchInfo.Throw(fault);
        portion.Clear();
        free.Push(portion);
    }

    /// <summary>The list has ended, or can't be read further: adds all that was read.</summary>
    /// <exception cref="UnusableRateFileException">An element is no JSON.</exception>
    public void Finish()
    {
        EndOwn();
        filled?.Read(mine);
        filled = null;
        // nobody waits where the other thread had nothing to do
        if (portions.Any(static portion => !portion.Done)) other.Wait();
        while (portions.Count > 0) Take();
        foreach (var portion in free) portion.Return();
        free.Clear();
        mine.Return();
        others?.Return();
        deviations.Take(mine.Deviations);
        if (others is not null) deviations.Take(others.Deviations);
    }
}
