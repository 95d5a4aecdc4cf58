using System.Text;
using Microsoft.EntityFrameworkCore;
using Quarterhour.Practice;
using Quarterhour.Practice.Rows;
using Quarterhour.Web.Accounts;
using static Quarterhour.Web.Receivables.ClaimsMap;

namespace Quarterhour.Web.Desk;

/// <summary>Files beside a record: a referral, a card, a letter. What a file is its content says; it is kept sealed among the records, goes out as an attachment, and is ended, never taken out.</summary>
static class FileMap
{
    /// <summary>Bytes of a file, and characters of its name, at most.</summary>
    const int Largest = 6 << 20, LongestName = 120;

    /// <summary>The addresses of a group of records.</summary>
    public static void Map(RouteGroupBuilder records, string at, string[] kinds, May see, May write)
    {
        records.MapPost("/{id}/files", (string kind, string id, HttpRequest request, RequestDesk desk) => Add(kind, id, at, kinds, request, desk)).Needs(write);
        records.MapGet("/{id}/files/{file}", (string kind, string id, string file, RequestDesk desk) => Give(kind, id, file, kinds, desk)).Needs(see);
        records.MapPost("/{id}/files/{file}/end", (string kind, string id, string file, RequestDesk desk) => End(kind, id, file, at, kinds, desk)).Needs(write);
    }

    static RecordRow? Find(string kind, string id, string[] kinds, RequestDesk desk) => kinds.Contains(kind) ? desk.Store.Records.AsNoTracking().FirstOrDefault(row => row.Id == id && row.Kind == kind) : null;

    static bool Has(string record, string file, RequestDesk desk) => desk.Store.RecordFiles.AsNoTracking().Any(row => row.Id == file && row.Record == record);

    static async Task<IResult> Add(string kind, string id, string at, string[] kinds, HttpRequest request, RequestDesk desk)
    {
        if (Find(kind, id, kinds, desk) is not { } row) return Gone("record");
        if (!request.HasFormContentType || (await request.ReadFormAsync()).Files.GetFile("file") is not { Length: > 0 } sent) return Refused("Choose a file.", StatusCodes.Status400BadRequest);
        if (sent.Length > Largest) return Refused($"The file is larger than {Largest >> 20} MB; make it smaller, or keep it elsewhere and write where in a note.", StatusCodes.Status413PayloadTooLarge);
        using var content = new MemoryStream();
        await sent.CopyToAsync(content);
        byte[] bytes = content.ToArray();
        if (TypeOf(bytes) is not { } type) return Refused("What is in the file is none of PDF, PNG, JPEG, TIFF or plain text; these are kept.", StatusCodes.Status415UnsupportedMediaType);
        string name = Clean(Path.GetFileName(sent.FileName.Replace('\\', '/')));
        desk.Files.Add(row.Id, row.Kind, row.Facility, name.Length == 0 ? "file" : name.Length > LongestName ? name[^LongestName..] : name, type, bytes);
        return Results.Redirect(Back(row, at));
    }

    static IResult Refused(string message, int status) => Page<Pages.MessagePage>(new() { ["Title"] = "That can't be kept", ["Message"] = message }, status);

    static string Back(RecordRow row, string at) => row.Kind == "patients" ? $"/patients/{row.Id}#files" : $"{at}/{row.Kind}/{row.Id}#files";

    static IResult Give(string kind, string id, string file, string[] kinds, RequestDesk desk) => Find(kind, id, kinds, desk) is not null && Has(id, file, desk) && desk.Files.Read(file) is var (row, content) ? Results.File(content, row.Type, row.Name) : Gone("file");

    static IResult End(string kind, string id, string file, string at, string[] kinds, RequestDesk desk)
    {
        if (Find(kind, id, kinds, desk) is not { } row || !Has(id, file, desk)) return Gone("file");
        try
        {
            desk.Files.End(file);
            return Results.Redirect(Back(row, at));
        }
        catch (UnusableStoreException refused)
        {
            return Refused(char.ToUpperInvariant(refused.Message[0]) + refused.Message[1..] + ".", StatusCodes.Status409Conflict);
        }
    }

    /// <summary>What the content is; null for what is not kept. The name says nothing about it.</summary>
    internal static string? TypeOf(ReadOnlySpan<byte> content)
    {
        if (content.StartsWith("%PDF-"u8)) return "application/pdf";
        if (content.StartsWith((ReadOnlySpan<byte>)[0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A])) return "image/png";
        if (content.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF])) return "image/jpeg";
        if (content.StartsWith("II*\0"u8) || content.StartsWith("MM\0*"u8)) return "image/tiff";
        foreach (byte one in content)
            if (one < 0x20 && one is not ((byte)'\t' or (byte)'\n' or (byte)'\r')) return null;
        return System.Text.Unicode.Utf8.IsValid(content) ? "text/plain; charset=utf-8" : null;
    }
}
