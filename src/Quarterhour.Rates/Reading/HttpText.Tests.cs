using System.Net;
using System.Net.Http.Headers;
using Xunit;

namespace Quarterhour.Rates.Reading;

/// <summary>A connection that breaks is taken up where it broke; a server that can't do that, or has another file by now, is told.</summary>
public sealed class HttpTextTests
{
    static readonly byte[] Content = [.. Enumerable.Range(0, 100_000).Select(i => (byte)(i * 31 >> 3 & 0xFF))];

    /// <summary>Sends so many bytes, then breaks.</summary>
    sealed class Server(int breaksAfter, bool ranges = true, string tag = "\"a\"", string laterTag = "\"a\"", bool dead = false) : HttpMessageHandler
    {
        public List<long> Starts { get; } = [];

        protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            long from = request.Headers.Range?.Ranges.First().From ?? 0;
            if (dead && Starts.Count > 0) throw new HttpRequestException("nobody answers");
            string now = Starts.Count == 0 ? tag : laterTag;
            bool partial = from > 0 && ranges && request.Headers.IfRange?.EntityTag?.Tag == now;
            Starts.Add(from);
            if (!partial) from = 0;
            var answer = new HttpResponseMessage(partial ? HttpStatusCode.PartialContent : HttpStatusCode.OK) { Content = new StreamContent(new Breaking(Content.AsMemory((int)from), breaksAfter)), RequestMessage = request };
            answer.Content.Headers.ContentLength = Content.Length - from;
            answer.Headers.ETag = EntityTagHeaderValue.Parse(now);
            return answer;
        }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) => Task.FromResult(Send(request, cancellationToken));
    }

    sealed class Breaking(ReadOnlyMemory<byte> content, int after) : ForwardStream
    {
        int at;

        public override int Read(Span<byte> buffer)
        {
            if (at >= after && at < content.Length) throw new IOException("broken");
            int count = Math.Min(Math.Min(buffer.Length, after - at), content.Length - at);
            if (count <= 0) return 0;
            content.Span.Slice(at, count).CopyTo(buffer);
            at += count;
            return count;
        }
    }

    static byte[] All(Server server)
    {
        using var client = new HttpClient(server);
        using var text = new HttpText(new("https://payer.example/file.json"), client, TimeSpan.FromMilliseconds(1));
        using var all = new MemoryStream();
        text.CopyTo(all);
        return all.ToArray();
    }

    [Fact]
    public void A_broken_connection_is_taken_up_where_it_broke()
    {
        var server = new Server(30_000);
        Assert.Equal(Content, All(server));
        Assert.Equal([0, 30_000, 60_000, 90_000], server.Starts);
    }

    [Fact]
    public void Another_version_of_the_file_is_not_put_together_with_the_first() =>
        Assert.Contains("another version", Assert.Throws<UnusableRateFileException>(() => All(new(30_000, laterTag: "\"b\""))).Message, StringComparison.Ordinal);

    [Fact]
    public void A_server_that_can_not_go_on_is_told() =>
        Assert.Contains("can't go on from there", Assert.Throws<UnusableRateFileException>(() => All(new(30_000, ranges: false))).Message, StringComparison.Ordinal);

    [Fact]
    public void A_server_that_is_gone_is_given_up() =>
        Assert.Contains("tried 5 times", Assert.Throws<UnusableRateFileException>(() => All(new(30_000, dead: true))).Message, StringComparison.Ordinal);

    [Fact]
    public void A_connection_that_never_gets_on_is_given_up() =>
        Assert.Contains("again and again", Assert.Throws<UnusableRateFileException>(() => All(new(0))).Message, StringComparison.Ordinal);
}
