namespace Quarterhour.Rates.Reading;

/// <summary>A stream that one thread may dispose of while another, and only one, is within a read that hangs: what the read works with is freed by whoever leaves last.</summary>
abstract class GuardedStream : ForwardStream
{
    /// <summary>The owner, and a read; at zero it is freed.</summary>
    int users = 1;
    int disposed;

    /// <exception cref="ObjectDisposedException">It is disposed of already.</exception>
    public sealed override int Read(Span<byte> buffer)
    {
        if (Interlocked.Increment(ref users) == 1)
        {
            Interlocked.Decrement(ref users);
            throw new ObjectDisposedException(GetType().Name);
        }
        try
        {
            return ReadGuarded(buffer);
        }
        finally
        {
            Leave();
        }
    }

    protected abstract int ReadGuarded(Span<byte> buffer);

    /// <summary>Nobody reads any more.</summary>
    protected abstract void Free();

    void Leave()
    {
        if (Interlocked.Decrement(ref users) == 0) Free();
    }

    protected sealed override void Dispose(bool disposing)
    {
        if (disposing && Interlocked.Exchange(ref disposed, 1) == 0) Leave();
        base.Dispose(disposing);
    }
}
