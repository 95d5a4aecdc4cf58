using System.Text;
using Microsoft.EntityFrameworkCore;
using Quarterhour.Practice;
using Quarterhour.Practice.Rows;
using Quarterhour.Web.Accounts;
using static Quarterhour.Web.Receivables.ClaimsMap;

namespace Quarterhour.Web.Desk;

/// <summary>Files beside a record or a visit: a referral, a card, a letter, a flow sheet. What a file is its content says; it is kept sealed among the records, goes out as an attachment, and is ended, never taken out.</summary>
static class FileMap
{
    /// <summary>Bytes of a file, and characters of its name, at most.</summary>
    const int Largest = 6 << 20, LongestName = 120;

    /// <summary>The addresses of a group of records.</summary>
    public static void Map(RouteGroupBuilder records, string at, string[] kinds, May see, May write)
    {
        records.MapPost("/{id}/files", (string kind, string id, HttpRequest request, RequestDesk desk) => Add(Find(kind, id, desk), request, desk)).Needs(write);
        records.MapGet("/{id}/files/{file}", (string kind, string id, string file, RequestDesk desk) => Give(Find(kind, id, desk), file, desk)).Needs(see);
        records.MapPost("/{id}/files/{file}/end", (string kind, string id, string file, RequestDesk desk) => End(Find(kind, id, desk), file, desk)).Needs(write);

        Place? Find(string kind, string id, RequestDesk desk) => kinds.Contains(kind) && desk.Store.Records.AsNoTracking().FirstOrDefault(row => row.Id == id && row.Kind == kind) is { } row ? new(id, kind, row.Facility, kind == "patients" ? $"/patients/{id}#files" : $"{at}/{kind}/{id}#files", row.EndedAt is not null) : null;
    }

    /// <summary>The addresses of visits.</summary>
    public static void MapVisits(RouteGroupBuilder visits)
    {
        visits.MapPost("/{id}/files", static (string id, HttpRequest request, RequestDesk desk) => Add(Find(id, desk), request, desk)).Needs(May.WriteVisits);
        visits.MapGet("/{id}/files/{file}", static (string id, string file, RequestDesk desk) => Give(Find(id, desk), file, desk)).Needs(May.SeeVisits);
        visits.MapPost("/{id}/files/{file}/end", static (string id, string file, RequestDesk desk) => End(Find(id, desk), file, desk)).Needs(May.WriteVisits);

        static Place? Find(string id, RequestDesk desk) => desk.Store.Visits.AsNoTracking().Where(row => row.Id == id).Select(static row => new { row.Facility, row.State }).FirstOrDefault() is { } row ? new(id, "visits", row.Facility, $"/visits/{id}?files=1#files", row.State == VisitState.Ended) : null;
    }

    /// <summary>What a file stands beside.</summary>
    /// <param name="Id">Its id.</param>
    /// <param name="Kind">Of which kind it is.</param>
    /// <param name="Facility">Whose it is.</param>
    /// <param name="Back">The page that shows its files.</param>
    /// <param name="Ended">It has ended: no file of it changes.</param>
    sealed record Place(string Id, string Kind, string Facility, string Back, bool Ended);

    static IResult HasEnded => Refused("It has ended: nothing of it changes any more. Keep the file beside the patient, or beside a record that goes on.", StatusCodes.Status409Conflict);

    static bool Has(string record, string file, RequestDesk desk) => desk.Store.RecordFiles.AsNoTracking().Any(row => row.Id == file && row.Record == record);

    static async Task<IResult> Add(Place? place, HttpRequest request, RequestDesk desk)
    {
        if (place is null) return Gone("record or visit");
        if (place.Ended) return HasEnded;
        if (!request.HasFormContentType || (await request.ReadFormAsync()).Files.GetFile("file") is not { Length: > 0 } sent) return Refused("Choose a file.", StatusCodes.Status400BadRequest);
        if (sent.Length > Largest) return Refused($"The file is larger than {Largest >> 20} MB; make it smaller, or keep it elsewhere and write where in a note.", StatusCodes.Status413PayloadTooLarge);
        using var content = new MemoryStream();
        await sent.CopyToAsync(content);
        byte[] bytes = content.ToArray();
        if (TypeOf(bytes) is not { } type) return Refused("What is in the file is none of PDF, PNG, JPEG, TIFF or plain text; these are kept.", StatusCodes.Status415UnsupportedMediaType);
        string name = Clean(Path.GetFileName(sent.FileName.Replace('\\', '/')));
        desk.Files.Add(place.Id, place.Kind, place.Facility, name.Length == 0 ? "file" : name.Length > LongestName ? name[^LongestName..] : name, type, bytes);
        return Results.Redirect(place.Back);
    }

    static IResult Refused(string message, int status) => Page<Pages.MessagePage>(new() { ["Title"] = "That can't be kept", ["Message"] = message }, status);

    static IResult Give(Place? place, string file, RequestDesk desk) => place is not null && Has(place.Id, file, desk) && desk.Files.Read(file) is var (row, content) ? Results.File(content, row.Type, row.Name) : Gone("file");

    static IResult End(Place? place, string file, RequestDesk desk)
    {
        if (place is null || !Has(place.Id, file, desk)) return Gone("file");
        if (place.Ended) return HasEnded;
        try
        {
            desk.Files.End(file);
            return Results.Redirect(place.Back);
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
