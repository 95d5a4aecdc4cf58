namespace Quarterhour.Billing.Tables;

/// <summary>One release of the pair table.</summary>
/// <param name="release">The release.</param>
/// <param name="parts">Opens its rows, in as many parts as it came in.</param>
/// <param name="complete">Whether all rows of a code, in either column, are here; told whether the release answers for another quarter than its own, whose codes it may not know.
/// A pair outside is unknown, not free.</param>
public sealed class PairRelease(EditRelease release, Func<IReadOnlyList<PairRows>> parts, Func<ProcedureCode, bool, bool> complete)
{
    readonly Lazy<IReadOnlyList<PairRows>> parts = new(parts);

    /// <summary>A release whose rows are there.</summary>
    public PairRelease(EditRelease release, IReadOnlyList<PairRows> parts, Func<ProcedureCode, bool, bool> complete) : this(release, () => parts, complete) { }

    /// <summary>The release.</summary>
    public EditRelease Release => release;

    /// <summary>Its rows, in as many parts as it came in; opened when first asked for.</summary>
    public IReadOnlyList<PairRows> Parts => parts.Value;

    /// <summary>Whether all rows of a code are here.</summary>
    public bool Complete(ProcedureCode code, bool standsIn) => complete(code, standsIn);

    /// <summary>True when the absence of a row for the two codes, in either order, means that there is no edit.</summary>
    /// <param name="standsIn">The release answers for another quarter.</param>
    public bool Covers(ProcedureCode a, ProcedureCode b, bool standsIn) => Complete(a, standsIn) && Complete(b, standsIn);

    /// <summary>The row in force for two codes, in either order.</summary>
    public PairRow? Find(ProcedureCode a, ProcedureCode b, DateOnly date)
    {
        PairRow? found = null;
        foreach (var part in Parts)
            if (part.Find(a, b, date) is { } row && (found is not { } other || row.Terms.EndsBefore(other.Terms))) found = row;
        return found;
    }

    /// <summary>Rows of all parts.</summary>
    public int Rows => Parts.Sum(part => part.Count);
}

/// <summary>What the pair tables say of two codes.</summary>
/// <param name="Release">The release that answers; null when none covers the pair: undecided.</param>
/// <param name="StandsIn">True when the release is not that of the date's quarter.</param>
/// <param name="Column1">Where there is an edit, the code that is paid.</param>
/// <param name="Column2">Where there is an edit, the code that is denied.</param>
/// <param name="Terms">What the edit says; null for none.</param>
public readonly record struct PairLookUp(EditRelease? Release, bool StandsIn, ProcedureCode Column1, ProcedureCode Column2, PairTerms? Terms)
{
    /// <summary>The edit; null for none.</summary>
    public PairRow? Row => Terms is null ? null : new(Column1, Column2, Terms);
}

/// <summary>The NCCI procedure-to-procedure edits by setting and date.</summary>
/// <remarks>The codes of all releases have one numbering, so that a look-up finds the number of each of its two codes once, however many releases and parts it asks.</remarks>
public sealed class PairTable
{
    readonly PairRelease[] inOrder;
    readonly CodeIndex codes = new();
    readonly PairIndex? index;

    /// <summary>By setting.</summary>
    readonly Asked[][] asked;

    /// <param name="releases">Of two that are as near to a date the first is asked first.</param>
    /// <param name="index">Of the leading releases, where it was made of them.</param>
    /// <param name="indexed">How many of the releases it is of; its numbers are their places.</param>
    public PairTable(IReadOnlyList<PairRelease> releases, PairIndex? index = null, int indexed = 0)
    {
        inOrder = [.. releases];
        if (index is null) indexed = 0;
        this.index = index;
        // codes of the index keep their numbers
        for (int number = 0; index is not null && number < index.Codes; number++) codes.Add(index.Code(number));
        foreach (var release in inOrder.Skip(indexed))
            foreach (var part in release.Parts)
                for (int number = 0; number < part.Codes; number++) codes.Add(part.Code(number));
        asked = [.. Enum.GetValues<Setting>().Select(setting => inOrder.Index().Where(one => one.Item.Release.Setting == setting).Select(one => new Asked(one.Item, codes, one.Index < indexed ? index : null, one.Index)).ToArray())];
    }

    public IReadOnlyList<PairRelease> Releases => inOrder;

    /// <summary>Asks the release nearest to the date that has a row for the pair or covers it; codes in any order.</summary>
    public PairLookUp Find(ProcedureCode a, ProcedureCode b, DateOnly date, Setting setting)
    {
        var pair = new Pair(a, b, index?.Number(a) ?? -1, index?.Number(b) ?? -1);
        if ((pair.First | pair.Second) < 0) return Among(new(a, b, codes.Find(a), codes.Find(b)), PairSets.None, date, setting);
        int set = index!.Set(pair.First, pair.Second);
        // the usual case: the quarter's own table stands in the index and answers
        foreach (var own in asked[(int)setting])
            if (own.From <= date && date <= own.To && own.IsIndexed && own.AskIndex(pair, set, date, standsIn: false, out var found)) return found;
        return Among(pair, set, date, setting);
    }

    /// <param name="set">Of the pair in the index.</param>
    PairLookUp Among(in Pair pair, int set, DateOnly date, Setting setting)
    {
        foreach (var own in asked[(int)setting])
            if (own.From <= date && date <= own.To && own.Ask(pair, set, date, standsIn: false, out var found)) return found;
        PairLookUp best = default;
        int bestGap = int.MaxValue;
        foreach (var candidate in asked[(int)setting])
        {
            int gap = candidate.Release.DaysFrom(date);
            if (gap == 0 || gap >= bestGap || !candidate.Ask(pair, set, date, standsIn: true, out var found)) continue;
            (best, bestGap) = (found, gap);
        }
        return best;
    }

    /// <summary>Two codes with their numbers, -1 for one that no release knows.</summary>
    readonly record struct Pair(ProcedureCode A, ProcedureCode B, int First, int Second);

    /// <summary>A release by the common numbers.</summary>
    sealed class Asked
    {
        const byte Own = 1, Other = 2;

        /// <summary>What a part has of a code, in one place: a look-up waits once for each of its codes.</summary>
        /// <param name="From">Where the rows begin that stand under it.</param>
        /// <param name="End">Where they end.</param>
        /// <param name="Number">Its number in the part; negative for none.</param>
        readonly record struct Held(int From, int End, int Number);

        readonly PairRelease release;
        readonly PairIndex? index;
        readonly int ordinal;

        /// <summary>None where the index answers.</summary>
        readonly PairRows[] parts;

        /// <summary>By part, then by the common number of a code.</summary>
        readonly Held[][] held;

        /// <summary>By the common number, whether the release is complete for the code: in its own quarter, for another.</summary>
        readonly byte[] complete;

        public Asked(PairRelease release, CodeIndex codes, PairIndex? index, int ordinal)
        {
            (this.release, this.index, this.ordinal) = (release, index, ordinal);
            (Release, From, To) = (release.Release, release.Release.From, release.Release.To);
            (parts, held, complete) = ([], [], []);
            if (index is not null) return;
            parts = [.. release.Parts];
            held = [.. parts.Select(part => Has(part, codes))];
            complete = new byte[codes.Count];
            foreach (var code in codes.All)
                complete[codes.Find(code)] = (byte)((release.Complete(code, false) ? Own : 0) | (release.Complete(code, true) ? Other : 0));
        }

        public EditRelease Release { get; }

        public DateOnly From { get; }

        public DateOnly To { get; }

        public bool IsIndexed => index is not null;

        /// <summary>Of codes that both stand in the index. Without a branch on what was found: which of them is column 1, and whether there is an edit at all, is as good as random.</summary>
        public bool AskIndex(in Pair pair, int set, DateOnly date, bool standsIn, out PairLookUp found)
        {
            unchecked
            {
                int kind = index!.InForce(set, ordinal, date, out int back);
                ulong edit = (ulong)(-kind >> 31), turn = (pair.A.Packed ^ pair.B.Packed) & (ulong)(back ^ (pair.Second - pair.First) >> 31);
                found = new(Release, standsIn, ProcedureCode.FromPacked((pair.A.Packed ^ turn) & edit), ProcedureCode.FromPacked((pair.B.Packed ^ turn) & edit), index.Terms(kind));
                return kind != 0 | index.IsComplete(ordinal, pair.First, pair.Second, standsIn ? Other : Own);
            }
        }

        static Held[] Has(PairRows part, CodeIndex codes)
        {
            var has = new Held[codes.Count];
            Array.Fill(has, new(0, 0, -1));
            for (int number = 0; number < part.Codes; number++)
            {
                var (from, end) = part.Under(number);
                has[codes.Find(part.Code(number))] = new(from, end, number);
            }
            return has;
        }

        /// <summary>False where the release can't tell.</summary>
        public bool Ask(in Pair pair, int set, DateOnly date, bool standsIn, out PairLookUp found)
        {
            if (index is not null && Math.Max(pair.First, pair.Second) < index.Codes && (pair.First | pair.Second) >= 0) return AskIndex(pair, set, date, standsIn, out found);
            found = new(Release, standsIn, default, default, null);
            // a code that stands in no pair of these releases has no row either
            if (index is not null || (pair.First | pair.Second) < 0) return release.Covers(pair.A, pair.B, standsIn);
            for (int i = 0; i < parts.Length; i++)
            {
                if (!parts[i].MayHold(pair.A, pair.B)) continue;
                ref readonly Held first = ref held[i][pair.First], second = ref held[i][pair.Second];
                if ((first.Number | second.Number) < 0) continue;
                // which of them is lower is as good as random: chosen without a branch
                int turned = (second.Number - first.Number) >> 31;
                ref readonly Held lower = ref held[i][pair.First ^ ((pair.First ^ pair.Second) & turned)];
                if (parts[i].InForce(lower.From, lower.End, first.Number ^ second.Number ^ lower.Number, date, out bool back) is not { } terms || found.Terms is { } other && !terms.EndsBefore(other)) continue;
                found = back == turned < 0 ? found with { Column1 = pair.A, Column2 = pair.B, Terms = terms } : found with { Column1 = pair.B, Column2 = pair.A, Terms = terms };
            }
            return found.Terms is not null || (complete[pair.First] & complete[pair.Second] & (standsIn ? Other : Own)) != 0;
        }
    }
}
