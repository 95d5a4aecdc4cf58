namespace Quarterhour.X12;

/// <summary>What the typed readers share: the source, the checks that run along, and a segment that is read again by who wants it.</summary>
public abstract class TransactionReader : IDisposable
{
    readonly CodePool pool = new();
    bool held, ended;

    /// <param name="source">The segments.</param>
    /// <param name="checks">What is checked along the way; null reads without.</param>
    protected TransactionReader(X12Reader source, CheckOptions? checks)
    {
        ArgumentNullException.ThrowIfNull(source);
        Source = source;
        if (checks is not null) Check = new(source, checks);
    }

    /// <summary>The segments as they are read.</summary>
    public X12Reader Source { get; }

    /// <summary>The checks that run along; null when none were asked for.</summary>
    public X12Check? Check { get; }

    /// <summary>What is wrong so far.</summary>
    public Findings Findings => Source.Findings;

    /// <summary>The transaction in which the reader stands.</summary>
    public Transaction? Transaction => Source.Transaction;

    internal bool Next()
    {
        if (held)
        {
            held = false;
            return true;
        }
        if (ended) return false;
        if (!Source.Read())
        {
            ended = true;
            Check?.End();
            return false;
        }
        Check?.Take();
        return true;
    }

    /// <summary>The current segment belongs to who reads next.</summary>
    internal void Hold() => held = true;

    internal string Text(in Segment segment, int element) => pool.Text(segment[element]);

    internal string Text(ReadOnlySpan<byte> bytes) => pool.Text(bytes);

    /// <inheritdoc/>
    public void Dispose()
    {
        Source.Dispose();
        GC.SuppressFinalize(this);
    }
}
