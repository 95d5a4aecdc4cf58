using System.Net;
using System.Net.Http.Headers;

namespace Quarterhour.Rates.Reading;

/// <summary>
/// A file of the web as a stream. A connection that breaks is taken up again where it broke, if the server still has the same version; every
/// start is tried a few times with growing pauses. Certificates, proxies and redirections are the framework's.
/// </summary>
sealed class HttpText : ForwardStream
{
    const int Usual = 5, OfSmall = 3;

    static readonly Lazy<HttpClient> Shared = new(static () => new(new SocketsHttpHandler { ConnectTimeout = TimeSpan.FromSeconds(20), PooledConnectionLifetime = TimeSpan.FromMinutes(10) }) { Timeout = Timeout.InfiniteTimeSpan });

    readonly Uri address;
    readonly HttpClient http;
    readonly TimeSpan firstPause;
    HttpResponseMessage response;
    Stream content;
    long at, brokeAt = -1;
    readonly int tries;
    int broke;

    public HttpText(Uri address, HttpClient? http = null, TimeSpan? firstPause = null, int tries = Usual)
    {
        (this.address, this.http, this.firstPause, this.tries) = (address, http ?? Shared.Value, firstPause ?? TimeSpan.FromMilliseconds(500), tries);
        response = Start(0, null);
        Total = response.Content.Headers.ContentLength;
        EntityTag = response.Headers.ETag?.Tag;
        content = response.Content.ReadAsStream();
    }

    public long? Total { get; }

    public string? EntityTag { get; }

    /// <summary>The whole of a small file.</summary>
    /// <exception cref="UnusableRateFileException">It can't be had, or is longer than allowed.</exception>
    public static byte[] Small(Uri address, int most, HttpClient? http, TimeSpan? firstPause = null)
    {
        using var text = new HttpText(address, http, firstPause, OfSmall);
        using var all = new MemoryStream();
        byte[] buffer = new byte[64 << 10];
        for (int read; (read = text.Read(buffer)) > 0;)
        {
            all.Write(buffer, 0, read);
            if (all.Length > most) throw new UnusableRateFileException($"{RateSource.WithoutQuery(address.ToString())} is longer than {most >> 20} MB, which is no provider group");
        }
        return all.ToArray();
    }

    HttpResponseMessage Start(long from, EntityTagHeaderValue? same)
    {
        for (int times = 1; ; times++)
        {
            string why;
            try
            {
                using var request = new HttpRequestMessage(HttpMethod.Get, address);
                if (from > 0)
                {
                    request.Headers.Range = new(from, null);
                    if (same is { IsWeak: false }) request.Headers.IfRange = new(same);
                }
                var answer = http.Send(request, HttpCompletionOption.ResponseHeadersRead);
                if (answer.IsSuccessStatusCode && (from == 0 || answer.StatusCode == HttpStatusCode.PartialContent)) return answer;
                var status = answer.StatusCode;
                answer.Dispose();
                if (from > 0 && status == HttpStatusCode.OK) throw new UnusableRateFileException("the connection broke and the server can't go on from there, or has another version by now; start again");
                if ((int)status is >= 400 and < 500 and not 408 and not 429)
                    throw new UnusableRateFileException(status is HttpStatusCode.Forbidden or HttpStatusCode.Gone or HttpStatusCode.NotFound
                        ? $"the server says {(int)status}; the address is gone or its signature has expired: take a fresh one from the table of contents" : $"the server says {(int)status}");
                why = $"the server says {(int)status}";
            }
            catch (Exception fault) when (fault is HttpRequestException or IOException or TaskCanceledException or InvalidOperationException)
            {
                why = fault.Message.ReplaceLineEndings(" ").TrimEnd('.');
            }
            if (times == tries) throw new UnusableRateFileException($"{why}; tried {tries} times");
            Thread.Sleep(firstPause * (1 << (times - 1)));
        }
    }

    public override int Read(Span<byte> buffer)
    {
        while (true)
        {
            try
            {
                int read = content.Read(buffer);
                if (read == 0 && Total is { } total && at < total && buffer.Length > 0) throw new IOException("the connection ended early");
                at += read;
                return read;
            }
            catch (Exception fault) when (fault is IOException or HttpRequestException)
            {
                (broke, brokeAt) = (at == brokeAt ? broke + 1 : 1, at);
                if (broke > tries) throw new UnusableRateFileException($"the connection breaks again and again at byte {at} of the file");
                var same = response.Headers.ETag;
                content.Dispose();
                response.Dispose();
                response = Start(at, same);
                content = response.Content.ReadAsStream();
            }
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            content.Dispose();
            response.Dispose();
        }
        base.Dispose(disposing);
    }
}
