using System.IO.Compression;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Quarterhour.Claims;
using Quarterhour.Web.Accounts;

namespace Quarterhour.Web.Desk;

/// <summary>Takes a practice file into the records. What was sent stands for a moment in a folder of its own, and names nothing outside it.</summary>
static class PracticeSetupMap
{
    /// <summary>Files, and bytes of them unpacked, at most.</summary>
    const int MostFiles = 40, MostBytes = 64 << 20;

    public static void Map(IEndpointRouteBuilder routes)
    {
        var pages = routes.MapGroup("/setup/practice").ExcludeFromDescription();
        pages.MapGet("", static (RequestDesk desk) => Page(desk)).Needs(May.SeeSetup);
        pages.MapPost("", Load).Needs(May.WriteSetup);
    }

    static RazorComponentResult<PracticeSetupPage> Page(RequestDesk desk, string? said = null, params IReadOnlyList<string> faults)
    {
        var counts = desk.Store.Records.AsNoTracking().Where(static row => row.EndedAt == null).GroupBy(static row => row.Kind).Select(static kind => new { kind.Key, Count = kind.Count() }).AsEnumerable().OrderBy(static one => one.Key, StringComparer.Ordinal).Select(static one => (one.Key, one.Count)).ToList();
        return new(new { Faults = faults, Counts = counts, Said = said, MayWrite = desk.Caller.Can(May.WriteSetup) }) { StatusCode = faults.Count > 0 ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK, PreventStreamingRendering = true };
    }

    static async Task<IResult> Load(HttpRequest request, RequestDesk desk)
    {
        // an account of some facilities alone may not speak for the whole practice
        if (desk.Caller.Facilities is not null) return Page(desk, null, "the practice file is of all facilities; an owner of all of them loads it");
        var folder = Directory.CreateTempSubdirectory("quarterhour-practice");
        try
        {
            var files = (await request.ReadFormAsync()).Files;
            if (Put(files, folder.FullName) is { } wrong) return Page(desk, null, wrong);
            string[] yaml = Directory.GetFiles(folder.FullName, "*.y*ml", SearchOption.AllDirectories);
            if (yaml.Length > 1) return Page(desk, null, "there are several YAML files; send one, with the CSV files that it names");
            Beside(yaml, folder.FullName);
            var practice = PracticeFile.Read(yaml.Length == 1 ? yaml[0] : folder.FullName, desk.Profiles, folder.FullName);
            var (made, changed) = desk.Records.Load(practice);
            return Page(desk, $"{made} entries were added, {changed} changed.");
        }
        catch (UnusablePracticeException unusable)
        {
            return Page(desk, null, [.. unusable.Faults.Select(fault => (fault with { File = Path.GetRelativePath(folder.FullName, fault.File) }).ToString().Replace(folder.FullName + Path.DirectorySeparatorChar, "", StringComparison.Ordinal))]);
        }
        catch (InvalidDataException)
        {
            return Page(desk, null, "the zip can't be read; pack it anew");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>Writes what was sent into the folder.</summary>
    /// <returns>Why it can't be used; null where it can.</returns>
    static string? Put(IFormFileCollection files, string folder)
    {
        if (files.Count == 0) return "choose the practice file";
        int count = 0;
        long bytes = 0;
        foreach (var file in files)
        {
            if (!file.FileName.EndsWith(".zip", StringComparison.OrdinalIgnoreCase))
            {
                using var sent = file.OpenReadStream();
                if (Write(Path.GetFileName(file.FileName), sent) is { } wrong) return wrong;
                continue;
            }
            // in memory: a broken directory asks for places that a form's own stream refuses
            using var all = new MemoryStream();
            file.CopyTo(all);
            using var zip = new ZipArchive(all, ZipArchiveMode.Read);
            foreach (var entry in zip.Entries.Where(static entry => entry.Name.Length > 0))
            {
                using var packed = entry.Open();
                if (Write(entry.FullName, packed) is { } wrong) return wrong;
            }
        }
        return null;

        string? Write(string name, Stream from)
        {
            if (Path.GetExtension(name).ToLowerInvariant() is not (".yaml" or ".yml" or ".csv")) return $"{Path.GetFileName(name)} is neither YAML nor CSV";
            string path = Path.GetFullPath(Path.Combine(folder, name));
            if (!path.StartsWith(folder + Path.DirectorySeparatorChar, StringComparison.Ordinal)) return $"{name} would stand outside of its folder";
            if (++count > MostFiles) return $"more than {MostFiles} files";
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            using var to = File.Create(path);
            byte[] buffer = new byte[1 << 16];
            // as it comes, not as the zip says: what unpacks to more than it tells is stopped here
            for (int read; (read = from.Read(buffer)) > 0;)
            {
                if ((bytes += read) > MostBytes) return $"more than {MostBytes >> 20} MB unpacked";
                to.Write(buffer, 0, read);
            }
            return null;
        }
    }

    /// <summary>Browsers send names without folders: a CSV file that the YAML names in a folder is put there.</summary>
    static void Beside(string[] yaml, string folder)
    {
        if (yaml.Length == 0) return;
        foreach (string line in File.ReadLines(yaml[0]))
            if (line.Split('#')[0].Split(':', 2) is [_, var named] && named.Trim() is { Length: > 4 } table && table.EndsWith(".csv", StringComparison.Ordinal) && Path.GetFullPath(Path.Combine(folder, table)) is var wanted && wanted.StartsWith(folder + Path.DirectorySeparatorChar, StringComparison.Ordinal)
                && !File.Exists(wanted) && Path.Combine(folder, Path.GetFileName(table)) is var sent && File.Exists(sent))
            {
                Directory.CreateDirectory(Path.GetDirectoryName(wanted)!);
                File.Copy(sent, wanted);
            }
    }
}
