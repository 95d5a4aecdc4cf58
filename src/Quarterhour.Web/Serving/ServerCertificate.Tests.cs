using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Hosting;
using Quarterhour.Formats.Questions;
using Quarterhour.Practice;
using Quarterhour.Tests.Web;
using Quarterhour.Web.Desk;
using Xunit;

namespace Quarterhour.Web.Serving;

public sealed class ServerCertificateTests : IDisposable
{
    readonly string folder = Directory.CreateTempSubdirectory("certificate").FullName;

    static readonly MovedClock Clock = new();

    public void Dispose() => Directory.Delete(folder, recursive: true);

    string Place(string name) => Path.Combine(folder, name);

    /// <summary>A certificate for localhost and clinic.test, written in every form.</summary>
    X509Certificate2 Make(int days = 30)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=clinic.test", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        names.AddDnsName("clinic.test");
        names.AddIpAddress(IPAddress.Parse("192.0.2.7"));
        request.CertificateExtensions.Add(names.Build());
        var made = request.CreateSelfSigned(Clock.Now.AddDays(-60), Clock.Now.AddDays(days));
        File.WriteAllText(Place("c.pem"), made.ExportCertificatePem());
        File.WriteAllText(Place("k.pem"), key.ExportPkcs8PrivateKeyPem());
        File.WriteAllText(Place("locked.pem"), key.ExportEncryptedPkcs8PrivateKeyPem("open me", new(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 1000)));
        File.WriteAllText(Place("both.pem"), made.ExportCertificatePem() + "\n" + key.ExportPkcs8PrivateKeyPem());
        File.WriteAllBytes(Place("c.pfx"), made.Export(X509ContentType.Pfx, "open me"));
        return made;
    }

    [Theory]
    [InlineData("c.pem", "k.pem", null)]
    [InlineData("c.pem", "locked.pem", "open me")]
    [InlineData("both.pem", null, null)]
    [InlineData("c.pfx", null, "open me")]
    public void Is_read_in_every_form(string file, string? key, string? password)
    {
        using var made = Make();
        Assert.Equal(["localhost", "clinic.test", "192.0.2.7"], ServerCertificate.Read(Place(file), key is null ? null : Place(key), password, Clock.Now).Names);
    }

    [Theory]
    [InlineData("c.pem", null, null, 30, "holds no key; name its file with --certificate-key")]
    [InlineData("c.pem", "locked.pem", "wrong", 30, "can't be read")]
    [InlineData("c.pfx", null, "wrong", 30, "can't be read")]
    [InlineData("none.pem", null, null, 30, "there is no file")]
    [InlineData("both.pem", null, null, -1, "get one that holds today")]
    public void What_can_not_be_used_is_told(string file, string? key, string? password, int days, string message)
    {
        using var made = Make(days);
        Assert.Contains(message, Assert.Throws<UnusableException>(() => ServerCertificate.Read(Place(file), key is null ? null : Place(key), password, Clock.Now)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_it_https_alone_is_spoken_under_its_names()
    {
        using var made = Make();
        File.WriteAllText(Place("password"), "open me\n");
        var asked = StartOptions.Of(["serve", "--address", "0.0.0.0", "--port", "0", "--no-browser", "--data", folder, "--certificate", Place("c.pem"), "--certificate-key", Place("locked.pem"), "--certificate-password-file", Place("password")]);
        Assert.Equal((IPAddress.Any, "open me"), (asked.Address, asked.Password));
        using var office = new Office(PracticeStore.InFolder(folder), Place("keys"), Clock);
        await using var site = Site.Of(Application.Listening(asked, new Knowledge(folder, Clock), office));
        await Application.Prepare(site, office);
        await site.StartAsync(TestContext.Current.CancellationToken);
        int port = new Uri(site.Urls.First().Replace("0.0.0.0", "localhost", StringComparison.Ordinal)).Port;
        string thumbprint = made.Thumbprint;
#pragma warning disable MA0039 // the certificate was made a moment ago; it and no other is trusted
        using var http = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, ServerCertificateCustomValidationCallback = (_, shown, _, _) => shown?.Thumbprint == thumbprint }) { Timeout = TimeSpan.FromSeconds(30) };
#pragma warning restore MA0039
        using var page = await http.GetAsync($"https://localhost:{port}/account/owner", TestContext.Current.CancellationToken);
        Assert.Equal((HttpStatusCode.OK, "max-age=31536000"), (page.StatusCode, page.Headers.GetValues("Strict-Transport-Security").Single()));
        Assert.All(page.Headers.GetValues("Set-Cookie"), cookie => Assert.Contains("; secure", cookie, StringComparison.OrdinalIgnoreCase));
        foreach (var (host, status) in ((string, HttpStatusCode)[])[("clinic.test", HttpStatusCode.OK), ("evil.example", HttpStatusCode.BadRequest)])
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, $"https://localhost:{port}/account/owner") { Headers = { Host = host } };
            using var answer = await http.SendAsync(request, TestContext.Current.CancellationToken);
            Assert.Equal((host, status), (host, answer.StatusCode));
        }
        await Assert.ThrowsAnyAsync<HttpRequestException>(() => http.GetAsync($"http://localhost:{port}/", TestContext.Current.CancellationToken));
        await site.StopAsync(TestContext.Current.CancellationToken);
    }
}
