namespace Quarterhour.Billing.Tables;

/// <summary>What a row of the pair table says beside its two codes. Many rows say the same.</summary>
/// <param name="FirstDay">The effective date; null where the file does not tell it: the row is taken to have begun before.</param>
/// <param name="LastDay">The deletion date, which is the last day in force; null while in force.</param>
/// <param name="Indicator">0 never together, 1 together with a modifier that the record supports, 9 withdrawn.</param>
/// <param name="Rationale">CMS's word for the policy behind it; null where the file does not tell it.</param>
public sealed record PairTerms(DateOnly? FirstDay, DateOnly? LastDay, char Indicator, string? Rationale = null)
{
    /// <summary>Of two rows in force whose first days are not told, the one that ends first was in force: the other began when it ended.</summary>
    public bool EndsBefore(PairTerms other) => LastDay is { } last && (other.LastDay is not { } later || last < later);

    /// <summary>In force on the date as far as the row tells.</summary>
    public bool ActiveOn(DateOnly date) => Indicator != '9' && (FirstDay is not { } first || date >= first) && (LastDay is not { } last || date <= last);
}

/// <summary>A row of the NCCI pair table.</summary>
/// <param name="Column1">The code that is paid.</param>
/// <param name="Column2">The code that is denied.</param>
/// <param name="Terms">What holds of them.</param>
public readonly record struct PairRow(ProcedureCode Column1, ProcedureCode Column2, PairTerms Terms)
{
    public char Indicator => Terms.Indicator;
}

/// <summary>Rows of a pair table: pairs and terms are numbered. A pair may have several rows with different dates; all are kept.</summary>
public sealed class PairRows
{
    readonly PairLines lines;
    readonly PairTerms[] kinds;

    /// <param name="lines">In the lower half of each twice the number of what holds, and 1 more where the other code is column 1.</param>
    /// <param name="kinds">What holds, by number.</param>
    /// <param name="column1">The first and the last code that stand in column 1.</param>
    public PairRows(PairLines lines, PairTerms[] kinds, (ProcedureCode First, ProcedureCode Last) column1) => (this.lines, this.kinds, Column1) = (lines, kinds, column1);

    /// <summary>How many.</summary>
    public int Count => lines.Count;

    /// <summary>The first and the last code that stand in column 1; none where there is no row.</summary>
    public (ProcedureCode First, ProcedureCode Last) Column1 { get; }

    /// <summary>How many codes stand in a row.</summary>
    public int Codes => lines.Codes;

    /// <summary>What holds, by number.</summary>
    public IReadOnlyList<PairTerms> Kinds => kinds;

    /// <summary>The pairs with the numbers of what holds.</summary>
    public PairLines Lines => lines;

    /// <summary>A code by its number, from 0 in the order of the codes.</summary>
    public ProcedureCode Code(int number) => lines.Code(number);

    /// <summary>The number of a code; negative for one that stands in no row.</summary>
    public int Number(ProcedureCode code) => lines.Number(code);

    /// <summary>False where neither code can stand in column 1 here.</summary>
    public bool MayHold(ProcedureCode a, ProcedureCode b) => Spans(a.Packed) || Spans(b.Packed);

    bool Spans(ulong code) => Column1.First.Packed <= code && code <= Column1.Last.Packed;

    /// <summary>The row in force for two codes, in either order; of several whose first days are not told, the one that ends first.</summary>
    public PairRow? Find(ProcedureCode a, ProcedureCode b, DateOnly date)
    {
        if (Number(a) is not (>= 0 and var lower) || Number(b) is not (>= 0 and var upper)) return null;
        if (lower > upper) (lower, upper) = (upper, lower);
        var (from, end) = Under(lower);
        return InForce(from, end, upper, date, out bool back) is { } terms ? Row(lower, upper, back, terms) : null;
    }

    /// <summary>Where the rows stand that are kept under a code, by its number.</summary>
    internal (int From, int End) Under(int code) => lines.Under(code);

    /// <summary>What holds on a date between the code whose rows stand there and another one, by its number.</summary>
    /// <param name="back">True where the other code is column 1.</param>
    internal PairTerms? InForce(int from, int end, int other, DateOnly date, out bool back)
    {
        var given = lines.Rows;
        PairTerms? found = null;
        back = false;
        for (int at = lines.First(given, from, end, other); at < end && given[at] >> 16 == other; at++)
        {
            int number = (int)(given[at] & 0xFFFF);
            var kind = kinds[number >> 1];
            if (kind.ActiveOn(date) && (found is null || kind.EndsBefore(found))) (found, back) = (kind, (number & 1) != 0);
        }
        return found;
    }

    /// <summary>Every row, in the order of the lower code, then the higher.</summary>
    public IEnumerable<PairRow> All()
    {
        for (int code = 0; code < Codes; code++)
            for (var (row, end) = Under(code); row < end; row++)
                yield return Row(code, (int)(lines.Rows[row] >> 16), (lines.Rows[row] & 1) != 0, kinds[(lines.Rows[row] & 0xFFFF) >> 1]);
    }

    PairRow Row(int lower, int upper, bool back, PairTerms kind) => back ? new(Code(upper), Code(lower), kind) : new(Code(lower), Code(upper), kind);
}
