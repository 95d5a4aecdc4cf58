namespace Quarterhour.Rates.Reading;

/// <summary>Counts what one thread has done and another waits for.</summary>
/// <param name="enough">
/// With 1, who waits looks again and again, and lets others go first between looks, since the next turn is near; then he sleeps. With more, he sleeps until there are so many, or for two milliseconds: each waking costs as much as a
/// block takes, and the processor is for others meanwhile.
/// </param>
sealed class Turns(int enough) : IDisposable
{
    const int LooksWhenNear = 140, Looks = 8, LongestSleep = 2, Nobody = int.MaxValue;

    readonly ManualResetEventSlim more = new(false, spinCount: 0);
    int done;

    /// <summary>The sleeper is woken at so many.</summary>
    volatile int wanted = Nobody;
    volatile bool ended;

    /// <summary>Turns so far.</summary>
    public int Done => Volatile.Read(ref done);

    /// <summary>One more.</summary>
    public void Add()
    {
        // a full fence: either the sleeper is seen here, or the turn there
        if (Interlocked.Increment(ref done) >= wanted) more.Set();
    }

    /// <summary>No more come: nobody waits any longer.</summary>
    public void End()
    {
        ended = true;
        more.Set();
    }

    /// <summary>Waits until there were so many, or no more come.</summary>
    /// <exception cref="OperationCanceledException">Told to stop meanwhile.</exception>
    public void Wait(int turns, CancellationToken cancellation = default)
    {
        var spin = default(SpinWait);
        for (int i = enough == 1 ? LooksWhenNear : Looks; i > 0; i--)
        {
            if (Done >= turns || ended) return;
            spin.SpinOnce(sleep1Threshold: -1);
        }
        if (enough > 1) Sleep(turns + enough - 1, LongestSleep, cancellation);
        while (Done < turns && !ended) Sleep(turns, Timeout.Infinite, cancellation);
    }

    void Sleep(int until, int longest, CancellationToken cancellation)
    {
        // setting and this are one exchange of a word each: a turn that comes between is seen below
        more.Reset();
        wanted = until;
        Interlocked.MemoryBarrier();
        if (Done < until && !ended) more.Wait(longest, cancellation);
        wanted = Nobody;
    }

    public void Dispose() => more.Dispose();
}
