namespace Quarterhour.Practice;

/// <summary>Writes down reads of many callers at once: what comes while one transaction is on its way to the disk goes together into the next. Each caller goes on when its own entry is on the disk, and not before.</summary>
/// <param name="open">Opens the records.</param>
public sealed class TrailGroup(Func<PracticeStore> open) : IDisposable
{
    sealed record Waiting(TrailNote Note, TaskCompletionSource Written);

    readonly Lock gate = new();
    List<Waiting> waiting = [];
    bool writing;
    PracticeStore? store;

    /// <summary>Adds an entry; returns when it is on the disk.</summary>
    public void Add(TrailNote note)
    {
        var one = new Waiting(note, new(TaskCreationOptions.RunContinuationsAsynchronously));
        bool first;
        lock (gate)
        {
            waiting.Add(one);
            first = !writing;
            writing = true;
        }
        if (first) Write();
        one.Written.Task.GetAwaiter().GetResult();
    }

    /// <summary>Writes what waits; what has come meanwhile somebody else writes, so that nobody writes for others without end.</summary>
    void Write()
    {
        List<Waiting> batch;
        lock (gate) (batch, waiting) = (waiting, []);
        try
        {
            store ??= open();
            AuditTrail.Note(store, [.. batch.Select(static one => one.Note)]);
            foreach (var one in batch) one.Written.SetResult();
        }
#pragma warning disable CA1031 // each caller gets it, and tells it
        catch (Exception fault)
#pragma warning restore CA1031
        {
            // a connection that is broken is opened anew for the next
            store?.Dispose();
            store = null;
            foreach (var one in batch) one.Written.SetException(fault);
        }
        lock (gate)
        {
            if (waiting.Count > 0) ThreadPool.UnsafeQueueUserWorkItem(static group => group.Write(), this, preferLocal: false);
            else writing = false;
        }
    }

    public void Dispose() => store?.Dispose();
}
