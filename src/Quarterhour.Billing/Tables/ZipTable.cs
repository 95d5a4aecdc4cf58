namespace Quarterhour.Billing.Tables;

/// <summary>What the ZIP table says.</summary>
public enum ZipAnswer : byte
{
    /// <summary>The ZIP is in the table and lies in one locality.</summary>
    Found,
    /// <summary>The ZIP crosses localities; CMS decides by the nine digits.</summary>
    NeedsNineDigits,
    /// <summary>All nine digits are needed and given, and the table of nine digits does not have them.</summary>
    UnknownNineDigits,
    /// <summary>The ZIP is not in the table.</summary>
    Unknown,
}

/// <summary>A place as the ZIP tables tell it.</summary>
/// <param name="Answer">What they say.</param>
/// <param name="Locality">The locality, where it was found.</param>
/// <param name="Release">The release that says it.</param>
public readonly record struct ZipLookUp(ZipAnswer Answer, LocalityId Locality, ZipRelease Release);

/// <summary>ZIP code to locality by date: the release of the date's quarter, else the nearest loaded one.</summary>
/// <param name="releases">By five digits; one at least. Of two as near the first is asked; cuts are asked last, for ZIP codes that the others lack.</param>
/// <param name="nine">By nine digits, for ZIP codes that cross localities; may be none.</param>
public sealed class ZipTable(IReadOnlyList<ZipRelease> releases, IReadOnlyList<ZipRelease> nine)
{
    readonly ZipRelease[] releases = [.. releases], nine = [.. nine];

    public IReadOnlyList<ZipRelease> Releases => releases;

    /// <summary>By nine digits; the keys of their runs have nine digits.</summary>
    public IReadOnlyList<ZipRelease> NineDigits => nine;

    /// <summary>The release that answers for a date.</summary>
    public ZipRelease At(DateOnly date) => Nearest(releases, date)!;

    /// <summary>The same of the table of nine digits; null where none is loaded.</summary>
    public ZipRelease? NineDigitsAt(DateOnly date) => Nearest(nine, date);

    /// <summary>Looks a ZIP code up.</summary>
    /// <param name="zip">Five or nine digits, with or without a dash.</param>
    public ZipLookUp Find(ReadOnlySpan<char> zip, DateOnly date)
    {
        int five = int.Parse(zip[..5]);
        var release = At(date);
        if (release.Find(five) is not { } run)
        {
            foreach (var other in releases)
                if (other.IsCut && other.Find(five) is { } found) return Told(found, other, zip, date);
            return new(ZipAnswer.Unknown, default, release);
        }
        return Told(run, release, zip, date);
    }

    ZipLookUp Told(ZipRun run, ZipRelease release, ReadOnlySpan<char> zip, DateOnly date)
    {
        if (!run.NeedsNineDigits) return new(ZipAnswer.Found, run.Locality, release);
        if (NineDigitsAt(date) is not { } ofNine || zip.Length < 9) return new(ZipAnswer.NeedsNineDigits, default, release);
        int all = int.Parse(zip[..5]) * 10_000 + int.Parse(zip[^4..]);
        return ofNine.Find(all) is { } found ? new(ZipAnswer.Found, found.Locality, ofNine) : new(ZipAnswer.UnknownNineDigits, default, ofNine);
    }

    static ZipRelease? Nearest(ZipRelease[] releases, DateOnly date)
    {
        ZipRelease? best = null;
        foreach (var release in releases)
            if (best is null || best.IsCut && !release.IsCut || best.IsCut == release.IsCut && release.DaysFrom(date) < best.DaysFrom(date)) best = release;
        return best;
    }
}
