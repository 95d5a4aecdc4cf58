using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using Quarterhour.Rates.Parquet;
using Quarterhour.Rates.Parsing;
using Quarterhour.Rates.Reading;

namespace Quarterhour.Rates.Files;

/// <summary>
/// Reads the elements of <c>provider_references</c> on two threads: this one hands portions of text over as long as the other wants more, and reads what comes meanwhile itself. What was
/// read is added in the order of the file, and the first fault of the file is the one that is told, so that the result is that of one thread. What was handed over may wait until somebody asks for it, by <see cref="Finish"/>:
/// where a file is inflated, which takes longest, much may, so that inflating goes on meanwhile.
/// </summary>
/// <param name="store">Gets the groups.</param>
/// <param name="numbers">Number the references.</param>
/// <param name="deviations">What was met, once <see cref="Finish"/> was called.</param>
/// <param name="counts">References and groups are counted there.</param>
/// <param name="other">The other thread.</param>
/// <param name="inflates">Whoever fills the file's blocks is not to wait for this.</param>
sealed unsafe class ProviderPortions(GroupStore store, ReferenceNumbers numbers, Deviations deviations, RateCounts counts, Packer other, bool inflates)
{
    /// <summary>Bytes of a portion; a list that is shorter is read by one thread. Of those that lie near two are enough: one that is read, and one that waits.</summary>
    const int Near = 128 << 10, NearAhead = 2;

    /// <summary>The same where as many may wait as come while a list of some 40 MB is inflated. What a wanted item is joined in is made of them.</summary>
    const int Large = Pools.Block, LargeAhead = 6;

    /// <summary>An element that is longer is not copied.</summary>
    const int Longest = 4 << 20;

    readonly int size = inflates ? Large : Near, mostAhead = inflates ? LargeAhead : NearAhead;
    readonly Reader mine = new(store);

    /// <summary>Made with the first portion that is handed over.</summary>
    Reader? others;

    /// <summary>In the order of the file; the last may still grow.</summary>
    readonly Queue<Portion> portions = [];
    readonly Stack<Portion> free = [];

    /// <summary>Room for text that was read.</summary>
    readonly ConcurrentStack<Cells<byte>> texts = [];

    /// <summary>Handed over, and read by nobody yet.</summary>
    readonly ConcurrentQueue<Portion> waiting = new();
    Portion? own, filled;

    /// <summary>Of the list so far; 0 where all of it was added.</summary>
    long bytes;

    /// <summary>Portions that are handed over and not read.</summary>
    int ahead;

    /// <summary>1 while the other thread has work with them.</summary>
    int reading;
    int ownBytes;

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

        public void Read(byte* at, int length, long offset, Portion into)
        {
            var reader = new TokenReader(at, at + length, offset);
            bool found = providers.Reference(ref reader);
            into.Found(found ? providers.ReferenceId : null, providers.Groups.Count, found ? writer.Write(providers) : -1);
        }

        public void Return() => writer.Return();
    }

    /// <summary>An element as it was written; without an id there is no entry, since nothing can refer to it.</summary>
    readonly record struct Reference(long Id, int Groups, int Entry);

    /// <summary>Elements that stand one behind the other in the file.</summary>
    /// <param name="size">Bytes; an element that is longer is a portion of its own.</param>
    /// <param name="texts">Room for so many, used again.</param>
    sealed class Portion(int size, ConcurrentStack<Cells<byte>> texts)
    {
        const int FewElements = 1 << 9;

        /// <summary>Of one that is handed over.</summary>
        Cells<byte>? text;
        Cells<(int Start, int Length, long Offset)>? elements;
        Cells<Reference> references = Pools.Take<Reference>(FewElements);

        /// <summary>Ids that are no whole numbers, with the places of their references.</summary>
        readonly List<(int At, string Id)> others = [];
        int elementCount, count;

        public int Length { get; private set; }

        /// <summary>What is wrong with an element; those before it were found.</summary>
        public Exception? Fault { get; private set; }

        public volatile bool Done;

        public bool Takes(int length) => length <= size - BlockRing.Padding - Length || Length == 0 && length <= Longest;

        public void Add(byte* at, int length, long offset)
        {
            // only the first is longer than the rest of a portion
            text ??= length + BlockRing.Padding > size ? Pools.Take<byte>((int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)(length + BlockRing.Padding))) : texts.TryPop(out var used) ? used : Pools.Take<byte>(size);
            new ReadOnlySpan<byte>(at, length).CopyTo(text.Rows(text.Length)[Length..]);
            elements ??= Pools.Take<(int, int, long)>(FewElements);
            if (elementCount == elements.Length) elements = Pools.Grown(elements, 2 * elementCount);
            elements[elementCount++] = (Length, length, offset);
            Length += length;
        }

        /// <summary>Reads what was added, up to a fault.</summary>
        public void Read(Reader with)
        {
            byte* first = (byte*)Unsafe.AsPointer(ref text![0]);
#pragma warning disable CA1031 // told when the portions before it were taken
            try
            {
                foreach (var (start, length, offset) in elements!.Rows(elementCount)) with.Read(first + start, length, offset, this);
            }
            catch (Exception wrong)
            {
                Fault = wrong;
            }
#pragma warning restore CA1031
            if (text.Length > size) text.Return();
            else texts.Push(text);
            (text, Length) = (null, 0);
            Done = true;
        }

        public void Found(ReferenceId? id, int groups, int entry)
        {
            if (count == references.Length) references = Pools.Grown(references, 2 * count);
            if (id?.Other is { } other) others.Add((count, other));
            references[count++] = new(id?.Whole ?? 0, groups, entry);
        }

        /// <summary>Adds what was found.</summary>
        public void Take(GroupStore store, ReferenceNumbers numbers, RateCounts counts)
        {
            int next = 0;
            for (int i = 0; i < count; i++)
            {
                var (id, groups, entry) = references[i];
                string? other = next < others.Count && others[next].At == i ? others[next++].Id : null;
                if (entry >= 0) store.Add(numbers.Of(new ReferenceId(id, other)), entry);
                counts.Groups += groups;
            }
            counts.References += count;
        }

        public void Clear()
        {
            others.Clear();
            (elementCount, count, Done) = (0, 0, false);
        }

        public void Return()
        {
            elements?.Return();
            references.Return();
        }
    }

    /// <summary>The next element of the list, whole.</summary>
    /// <exception cref="UnusableRateFileException">An element is no JSON; which is the first of the file, <see cref="Finish"/> tells.</exception>
    public void Add(byte* at, int length, long offset)
    {
        bytes += length;
        if (filled is null && length <= Longest && bytes > Near && Volatile.Read(ref ahead) < mostAhead)
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
        mine.Read(at, length, offset, own);
        // short, so that few are used again and again
        if ((ownBytes += length) < Near) return;
        EndOwn();
        TakeDone();
    }

    Portion Begin()
    {
        if (!free.TryPop(out var portion)) portion = new(size, texts);
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
        others ??= new(store);
        Interlocked.Increment(ref ahead);
        waiting.Enqueue(filled!);
        filled = null;
        // one piece of work reads all that wait
        if (Interlocked.Exchange(ref reading, 1) == 0) other.Add(ReadWaiting);
        TakeDone();
    }

    /// <summary>No more come for now: the other thread reads the rest.</summary>
    public void EndList()
    {
        EndOwn();
        if (filled is not null) HandOver();
    }

    void ReadWaiting()
    {
        do
        {
            ReadWaiting(others!);
            // a full fence: either what comes meanwhile is seen here, or this by whoever brings it
            Interlocked.Exchange(ref reading, 0);
        }
        while (!waiting.IsEmpty && Interlocked.Exchange(ref reading, 1) == 0);
    }

    void ReadWaiting(Reader with)
    {
        while (waiting.TryDequeue(out var portion))
        {
            portion.Read(with);
            Interlocked.Decrement(ref ahead);
        }
    }

    /// <summary>Adds what was found in the first portions, as far as they are read.</summary>
    void TakeDone()
    {
        while (portions.TryPeek(out var first) && first.Done) Take(first);
    }

    /// <summary>Adds what was found in the first portion. One with a fault stays the first, so that it is what is told after all.</summary>
    void Take(Portion first)
    {
        if (first.Fault is { } fault) ExceptionDispatchInfo.Throw(fault);
        portions.Dequeue();
        first.Take(store, numbers, counts);
        first.Clear();
        free.Push(first);
    }

    /// <summary>Adds what was read meanwhile, so that less of it is left when somebody asks. Once the list has ended.</summary>
    /// <exception cref="UnusableRateFileException">An element is no JSON.</exception>
    public void TakeRead()
    {
        if (bytes == 0) return;
        TakeDone();
        if (portions.Count == 0) Finish();
    }

    /// <summary>Adds all that was read, once the list has ended or can't be read further, and before anybody asks for it.</summary>
    /// <exception cref="UnusableRateFileException">An element is no JSON.</exception>
    public void Finish()
    {
        if (bytes == 0) return;
        EndList();
        // what the other thread has not begun with
        ReadWaiting(mine);
        // nobody waits where the other thread had nothing to do
        if (portions.Any(static portion => !portion.Done)) other.Wait();
        while (portions.TryPeek(out var first)) Take(first);
        foreach (var portion in free) portion.Return();
        free.Clear();
        while (texts.TryPop(out var text)) text.Return();
        mine.Return();
        others?.Return();
        // another list may come
        bytes = 0;
        deviations.Take(mine.Deviations);
        if (others is not null) deviations.Take(others.Deviations);
    }
}
