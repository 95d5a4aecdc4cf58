namespace Quarterhour.Rates.Reading;

/// <summary>The framework's inflater, which gives its buffer to others as soon as it is disposed of, whoever is reading.</summary>
sealed class GuardedInflater(Stream inner) : GuardedStream
{
    protected override int ReadGuarded(Span<byte> buffer) => inner.Read(buffer);

    protected override void Free() => inner.Dispose();
}
