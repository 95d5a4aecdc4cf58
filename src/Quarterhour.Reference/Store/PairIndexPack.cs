using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Quarterhour.Billing.Tables;
using Quarterhour.Reference.Packed;

namespace Quarterhour.Reference.Store;

/// <summary>The index over all whole pair tables, made of them when an import ends. It is named after what the tables hold: one of others, or none, and each table answers for itself.</summary>
static class PairIndexPack
{
    /// <summary>Beside the tables, but none of them: the list does not name it.</summary>
    const string Pattern = "pair-index-*.made";

    /// <summary>Of the layout, and of the rules by which a table is complete for a code: a change of either takes the next.</summary>
    const int Version = 2;

    /// <summary>Makes it where it is not there. The tables are in use already, and answer without it: whatever is wrong with it is no fault of the import.</summary>
    public static void Make(ReferenceFolder folder)
    {
        try
        {
            if (Name(folder) is not { } name)
            {
                folder.SweepMade(Pattern, null);
                return;
            }
            if (Open(folder) is not null || PairIndexBuilder.Of(PairsPack.Whole(folder)) is not { } made) return;
            var packed = new PackedWriter();
            packed.Add<ulong>("codes", made.Codes);
            packed.Add<int>("ends", made.Ends);
            packed.Add<uint>("pairs", made.Pairs);
            packed.Add<int>("set-ends", made.SetEnds);
            packed.Add<uint>("set-rows", made.Rows);
            packed.Add<byte>("complete", made.Complete);
            PairsPack.Write(packed, made.Kinds);
            folder.SaveMade(name, Pattern, packed);
        }
        catch (Exception wrong) when (wrong is UnusablePackedFileException or UnusableFolderException or IOException or UnauthorizedAccessException)
        {
            // a table that is damaged says so to who asks it; no room is no reason either
        }
    }

    /// <summary>Null where there is none of these tables, or none that can be read.</summary>
    public static PairIndex? Open(ReferenceFolder folder)
    {
        try
        {
            return Name(folder) is { } name && folder.OpenMade(name) is { } packed
                ? new(new(packed.Values<ulong>("codes"), packed.Values<int>("ends"), packed.Values<uint>("pairs")), packed.Values<int>("set-ends"), packed.Values<uint>("set-rows"), PairsPack.Kinds(packed), packed.Values<byte>("complete"))
                : null;
        }
        catch (Exception wrong) when (wrong is UnusablePackedFileException or ArgumentException or IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    static string? Name(ReferenceFolder folder)
    {
        string[] tables = [.. folder.Of("pairs").Where(static table => !table.Release.IsCut).Select(table => string.Create(CultureInfo.InvariantCulture, $"{table.Release.Key} {folder.ChecksumOf(table):x16}"))];
        return tables.Length == 0 ? null : Pattern.Replace("*", Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{Version}\n{string.Join('\n', tables)}")))[..12], StringComparison.Ordinal);
    }
}
