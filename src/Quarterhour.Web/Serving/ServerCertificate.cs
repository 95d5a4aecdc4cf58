using System.Net;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Server.Kestrel.Https;

namespace Quarterhour.Web.Serving;

/// <summary>The certificate under which the application can be reached from other machines.</summary>
sealed class ServerCertificate
{
    readonly X509Certificate2 certificate;
    readonly X509Certificate2Collection chain = [];

    ServerCertificate(X509Certificate2 certificate) => this.certificate = certificate;

    /// <summary>Reads PEM or PFX, told by their content.</summary>
    /// <param name="file">The certificate; a PEM may hold those between it and its root too.</param>
    /// <param name="key">The file of the key, where it does not stand in the certificate's.</param>
    /// <param name="password">Of the key or the PFX; null for none.</param>
    /// <param name="now">The moment.</param>
    /// <exception cref="UnusableException">It can't be read, has no key, or holds at another time.</exception>
    public static ServerCertificate Read(string file, string? key, string? password, DateTimeOffset now)
    {
        foreach (string? one in (string?[])[file, key])
            if (one is not null && !File.Exists(one)) throw new UnusableException($"{(one == file ? "--certificate" : "--certificate-key")}: there is no file {one}");
        try
        {
            var read = IsPem(file) ? Pem(file, key ?? file, password) : new(X509CertificateLoader.LoadPkcs12FromFile(file, password));
            if (!read.certificate.HasPrivateKey) throw new UnusableException($"--certificate: {file} holds no key; name its file with --certificate-key");
            if (now.UtcDateTime < read.certificate.NotBefore.ToUniversalTime() || now.UtcDateTime > read.certificate.NotAfter.ToUniversalTime()) throw new UnusableException($"--certificate: {file} holds from {read.certificate.NotBefore:yyyy-MM-dd} to {read.certificate.NotAfter:yyyy-MM-dd}; get one that holds today");
            return read;
        }
        catch (Exception wrong) when (wrong is CryptographicException or ArgumentException)
        {
            throw new UnusableException($"--certificate: {file} can't be read ({wrong.Message.ReplaceLineEndings(" ").TrimEnd('.')}); it takes PEM with its key, or PFX, and the password in {StartOptions.PasswordVariable} or --certificate-password-file");
        }
    }

    static ServerCertificate Pem(string file, string key, string? password)
    {
        string text = File.ReadAllText(key);
        if (!text.Contains("PRIVATE KEY-----", StringComparison.Ordinal)) throw new UnusableException($"--certificate{(key == file ? "" : "-key")}: {key} holds no key; name its file with --certificate-key");
        using var read = text.Contains("ENCRYPTED PRIVATE KEY", StringComparison.Ordinal) ? X509Certificate2.CreateFromEncryptedPemFile(file, password, key) : X509Certificate2.CreateFromPemFile(file, key);
        // a key that is only in memory is no good everywhere; packed once, it is
        var made = new ServerCertificate(X509CertificateLoader.LoadPkcs12(read.Export(X509ContentType.Pfx), null));
        made.chain.ImportFromPemFile(file);
        foreach (var own in made.chain.Where(one => one.Thumbprint == made.certificate.Thumbprint).ToList()) made.chain.Remove(own);
        return made;
    }

    static bool IsPem(string file)
    {
        using var stream = File.OpenRead(file);
        Span<byte> head = stackalloc byte[4096];
        return head[..stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false)].IndexOf("-----BEGIN "u8) >= 0;
    }

    /// <summary>The names under which it may be reached: those of the certificate.</summary>
    public IReadOnlyList<string> Names
    {
        get
        {
            var names = certificate.Extensions.OfType<X509SubjectAlternativeNameExtension>().SelectMany(static one => one.EnumerateDnsNames().Concat(one.EnumerateIPAddresses().Select(static address => address.AddressFamily == System.Net.Sockets.AddressFamily.InterNetworkV6 ? $"[{address}]" : $"{address}"))).ToList();
            if (names.Count == 0 && certificate.GetNameInfo(X509NameType.DnsName, forIssuer: false) is { Length: > 0 } subject) names.Add(subject);
            return names;
        }
    }

    /// <summary>For the server: TLS 1.2 and 1.3.</summary>
    public HttpsConnectionAdapterOptions Options => new() { ServerCertificate = certificate, ServerCertificateChain = chain, SslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13 };
}
