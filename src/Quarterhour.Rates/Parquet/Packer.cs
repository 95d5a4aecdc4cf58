using System.Collections.Concurrent;
using ZstdSharp;

namespace Quarterhour.Rates.Parquet;

/// <summary>What packing needs; the tables of one packer share it.</summary>
sealed class PackingRoom : IDisposable
{
    const int Level = 1;

    public Compressor Zstd { get; } = new(Level);

    public Packing Dictionary { get; } = new();

    public Packing Page { get; } = new();

    public Thrift Header { get; } = new();

    /// <summary>For compressed pages.</summary>
    public Packing Compressed { get; } = new();

    /// <summary>For what is written to a file at once.</summary>
    public Packing Out { get; } = new(512 << 10);

    public void Dispose()
    {
        Zstd.Dispose();
        Dictionary.Return();
        Page.Return();
        Compressed.Return();
        Out.Return();
    }
}

/// <summary>Does pieces of work one after the other on a thread of its own, beside the reading. So many may wait, so that memory stays bounded.</summary>
sealed class Packer : IDisposable
{
    readonly BlockingCollection<Action> work;
    readonly Thread thread;
    readonly int nicer;
    volatile Exception? fault;
    volatile bool abandoned;
    PackingRoom? room;

    /// <summary>For the tables that this thread packs.</summary>
    public PackingRoom Room => room ??= new();

    /// <param name="name">What debuggers and profilers call the thread.</param>
    /// <param name="mayWait">How many pieces may wait; who brings one more waits himself.</param>
    /// <param name="nicer">By how much it lets other threads go first; 0 where it is one like the others.</param>
    public Packer(string name, int mayWait, int nicer)
    {
        work = new(mayWait);
        this.nicer = nicer;
        thread = new(Work) { IsBackground = true, Name = name };
        thread.Start();
    }

    /// <summary>Has it done later, or at once when this is the packing thread itself.</summary>
    public void Add(Action piece)
    {
        if (Thread.CurrentThread == thread)
        {
            piece();
            return;
        }
        Throw();
        work.Add(piece);
    }

    /// <summary>Waits for everything that was added.</summary>
    public void Wait()
    {
        using var done = new ManualResetEventSlim();
        work.Add(done.Set);
        done.Wait();
        Throw();
    }

    void Throw()
    {
        if (fault is not null) throw new IOException(fault.Message, fault);
    }

    void Work()
    {
        if (nicer > 0) Priority.Lower(nicer);
        foreach (var piece in work.GetConsumingEnumerable())
        {
            bool waiter = piece.Target is ManualResetEventSlim;
            if ((fault is not null || abandoned) && !waiter) continue;
#pragma warning disable CA1031 // carried over to the reading thread
            try
            {
                piece();
            }
            catch (Exception wrong)
            {
                fault = wrong;
            }
#pragma warning restore CA1031
        }
    }

    /// <summary>What still waits is left undone: who needs it has waited for it.</summary>
    public void Dispose()
    {
        abandoned = true;
        work.CompleteAdding();
        thread.Join();
        work.Dispose();
        room?.Dispose();
    }
}
