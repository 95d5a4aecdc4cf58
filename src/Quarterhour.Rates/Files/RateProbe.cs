using Quarterhour.Rates.Parsing;
using Quarterhour.Rates.Reading;

namespace Quarterhour.Rates.Files;

/// <summary>What the first megabytes of a rate file tell: who, which networks, which codes. Then reading stops, and so does a download.</summary>
public sealed class RateProbe
{
    /// <summary>What the file says of itself, as far as it was read.</summary>
    public FileFacts Facts { get; private set; } = new();

    /// <summary>Networks, with how many provider references name them.</summary>
    public SortedDictionary<string, long> Networks { get; } = new(StringComparer.Ordinal);

    /// <summary>Codes as <c>TYPE:CODE</c>, with how many items have them.</summary>
    public SortedDictionary<string, long> Codes { get; } = new(StringComparer.Ordinal);

    /// <summary>Provider references and items that were seen.</summary>
    public long References { get; private set; }

    /// <summary>Items that were seen.</summary>
    public long Items { get; private set; }

    /// <summary>Text that was read.</summary>
    public long Bytes { get; private set; }

    /// <summary>The file was read to its end.</summary>
    public bool Complete { get; private set; }

    /// <summary>Provider references stand before the items; unknown when the reading stopped before either ended.</summary>
    public bool? ReferencesFirst { get; private set; }

    /// <param name="source">The uncompressed text.</param>
    /// <param name="most">Bytes of text to read.</param>
    public static RateProbe Read(Stream source, long most)
    {
        var probe = new RateProbe();
        using var limited = new Limited(source, most);
        using var text = new JsonText(limited);
        var walk = new Walk(text, probe);
        try
        {
            walk.Run();
            probe.Complete = !limited.Reached;
        }
        catch (UnusableRateFileException) when (limited.Reached)
        {
            // the text was cut where we cut it
        }
        probe.Facts = walk.Facts;
        probe.Bytes = text.Arrived;
        return probe;
    }

    sealed class Limited(Stream inner, long left) : ForwardStream
    {
        long left = left;

        public bool Reached { get; private set; }

        public override int Read(Span<byte> buffer)
        {
            if (left <= 0)
            {
                Reached = true;
                return 0;
            }
            int read = inner.Read(buffer[..(int)Math.Min(buffer.Length, left)]);
            left -= read;
            return read;
        }
    }

    sealed class Walk(JsonText text, RateProbe probe) : InNetworkWalk(text, new Deviations())
    {
        readonly ProviderReader providers = new(new ReferenceNumbers(), new Deviations());

        protected override bool WantsAll => false;

        protected override bool Wanted(string? type, string? code)
        {
            probe.Items++;
            probe.ReferencesFirst ??= probe.References > 0;
            string name = $"{type}:{code}";
            probe.Codes[name] = probe.Codes.GetValueOrDefault(name) + 1;
            return false;
        }

        protected override void Rate(ref TokenReader reader) => reader.Skip();

        protected override void EndItem()
        {
        }

        protected override void ProviderReference()
        {
            Text.Peek();
            int length = Text.Whole();
            var reader = Reader(length);
            probe.ReferencesFirst ??= probe.Items == 0;
            providers.Reference(ref reader);
            foreach (string network in providers.Networks?.Elements ?? []) probe.Networks[network] = probe.Networks.GetValueOrDefault(network) + 1;
            probe.References++;
            Text.Pass(length);
        }
    }
}
