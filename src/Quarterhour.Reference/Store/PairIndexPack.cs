using System.Security.Cryptography;
using System.Text;
using Quarterhour.Billing.Tables;
using Quarterhour.Reference.Packed;

namespace Quarterhour.Reference.Store;

/// <summary>The index over all whole pair tables, made of them when an import ends. It is named after the files it was made of: one of other files, or none, and each table answers for itself.</summary>
static class PairIndexPack
{
    /// <summary>Beside the tables, but none of them: the list does not name it.</summary>
    public const string Pattern = "pair-index-*.made";

    /// <summary>Makes it where it is not there. Where there is no room for it the tables answer without.</summary>
    public static void Make(ReferenceFolder folder)
    {
        if (Name(folder) is not { } name || folder.OpenMade(name) is not null) return;
        if (PairIndexBuilder.Of(PairsPack.Whole(folder)) is not { } made) return;
        var packed = new PackedWriter();
        packed.Add<ulong>("codes", made.Codes);
        packed.Add<int>("ends", made.Ends);
        packed.Add<uint>("rows", made.Lines);
        packed.Add<ushort>("samples", PairLines.Samples(made.Lines));
        packed.Add<int>("set-ends", made.SetEnds);
        packed.Add<uint>("set-rows", made.Rows);
        packed.Add<byte>("complete", made.Complete);
        PairsPack.Write(packed, made.Kinds);
        try
        {
            folder.SaveMade(name, Pattern, packed);
        }
        catch (UnusableFolderException)
        {
            // the tables are in use already
        }
    }

    /// <summary>Null where there is none of these tables.</summary>
    public static PairIndex? Open(ReferenceFolder folder) => Name(folder) is { } name && folder.OpenMade(name) is { } packed
        ? new(PairsPack.Lines(packed), packed.Values<int>("set-ends"), packed.Values<uint>("set-rows"), PairsPack.Kinds(packed), packed.Values<byte>("complete"))
        : null;

    static string? Name(ReferenceFolder folder)
    {
        string[] files = [.. folder.Of("pairs").Where(static table => !table.Release.IsCut).Select(static table => table.File)];
        return files.Length == 0 ? null : Pattern.Replace("*", Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', files))))[..12], StringComparison.Ordinal);
    }
}
