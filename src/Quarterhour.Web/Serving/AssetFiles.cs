using System.IO.Compression;
using System.Security.Cryptography;
using Quarterhour.Web.Accounts;

namespace Quarterhour.Web.Serving;

/// <summary>Style, script and the drawing of the tab: in the program itself, named with a mark of their content, so that a browser keeps them for good.</summary>
static class AssetFiles
{
    static readonly Dictionary<string, Asset> All = ((string[])["site.css", "site.js", "desk.js", "htmx.min.js", "mark.svg"]).ToDictionary(name => name, Asset.Read, StringComparer.Ordinal);

    sealed record Asset(byte[] Bytes, byte[] Gzip, string Type, string Mark)
    {
        public static Asset Read(string name)
        {
            byte[] bytes = Embedded(name);
            using var packed = new MemoryStream();
            using (var gzip = new GZipStream(packed, CompressionLevel.SmallestSize, leaveOpen: true)) gzip.Write(bytes);
            string type = Path.GetExtension(name) switch { ".css" => "text/css; charset=utf-8", ".js" => "text/javascript; charset=utf-8", _ => "image/svg+xml" };
            return new(bytes, packed.ToArray(), type, Convert.ToHexStringLower(SHA256.HashData(bytes))[..12]);
        }
    }

    /// <summary>A file that stands in the program.</summary>
    public static byte[] Embedded(string name)
    {
        using var stream = typeof(AssetFiles).Assembly.GetManifestResourceStream(name) ?? throw new InvalidOperationException($"{name} is not in the program");
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }

    /// <summary>The address of a file, with the mark of its content.</summary>
    public static string Address(string name) => $"/assets/{All[name].Mark}/{name}";

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/assets/{mark}/{name}", (string mark, string name, HttpContext context) =>
    {
        if (!All.TryGetValue(name, out var asset) || asset.Mark != mark) return Results.NotFound();
        context.Response.Headers.CacheControl = "public, max-age=31536000, immutable";
        context.Response.Headers.Vary = "Accept-Encoding";
        bool packed = context.Request.Headers.AcceptEncoding.ToString().Contains("gzip", StringComparison.OrdinalIgnoreCase);
        if (packed) context.Response.Headers.ContentEncoding = "gzip";
        return Results.Bytes(packed ? asset.Gzip : asset.Bytes, asset.Type);
    }).ExcludeFromDescription().Needs(May.Come);
}
