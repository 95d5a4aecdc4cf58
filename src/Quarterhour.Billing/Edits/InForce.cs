using Quarterhour.Billing.Tables;

namespace Quarterhour.Billing.Edits;

public static partial class InForce
{
    /// <summary>Refuses a code that no loaded table knows.</summary>
    public static (Finding Finding, Reason Because) Unknown(ProcedureCode code, CodeCatalogue codes) =>
        ((Nearest(code, codes) is { } nearest ? Finds.UnknownCode(code, nearest) : Finds.UnknownCodeNoneNear(code)) with { Code = code }, Because.Unknown(code));

    /// <summary>Refuses a code before its first or after its last day; null when it is in force.</summary>
    public static (Finding Finding, Reason Because)? Check(TherapyCode code, DateOnly date, CodeCatalogue codes) => code.InForceOn(date) ? null : Refuse(code, date, codes);

    static (Finding, Reason) Refuse(TherapyCode code, DateOnly date, CodeCatalogue codes)
    {
        // of a chain of successors, those in force on the day
        var successors = code.ReplacedBy.Where(other => codes.Find(other)?.InForceOn(date) ?? true).ToList();
        var finding = code switch
        {
            { From: { } first } when date < first => Finds.NotYetInForce(code.Code, date, first),
            _ when successors.Count > 0 => Finds.NotInForce(code.Code, date, code.To!.Value, Units.Remainders.Listed(successors, "or")),
            _ => Finds.NotInForceNoSuccessor(code.Code, date, code.To!.Value),
        };
        return (finding with { Code = code.Code }, Because.NotInForce(code.Code, date));
    }

    /// <summary>Judges a code outside therapy by the list of HCPCS Level II.</summary>
    /// <param name="wrong">What is wrong with it; null where nothing is.</param>
    /// <returns>False where the list can't tell: none is loaded, or the date is after its last day.</returns>
    public static bool Listed(ProcedureCode code, DateOnly date, HcpcsTable list, CodeCatalogue codes, out Finding? wrong)
    {
        wrong = null;
        if (!HcpcsTable.IsOf(code)) return false;
        if (list.Find(code) is { } days)
        {
            if (date > days.To) wrong = Finds.NotInForceNoSuccessor(code, date, days.To.Value) with { Code = code };
            else if (date < days.From) wrong = Finds.NotYetInForce(code, date, days.From.Value) with { Code = code };
            return true;
        }
        if (date > list.Last) return false;
        wrong = Unknown(code, codes).Finding;
        return true;
    }

    /// <summary>The known code that differs in the fewest places, two at most; the lowest of several. Null when none is so near.</summary>
    static ProcedureCode? Nearest(ProcedureCode code, CodeCatalogue codes)
    {
        string wanted = code.ToString();
        var near = codes.All.Select(entry => (entry.Code, Differences: Differences(wanted, entry.Code.ToString()))).Where(other => other.Differences <= 2)
            .OrderBy(other => other.Differences).ThenBy(other => other.Code).Take(1).ToList();
        return near.Count == 0 ? null : near[0].Code;
    }

    static int Differences(string a, string b)
    {
        int count = 0;
        for (int i = 0; i < a.Length; i++) if (a[i] != b[i]) count++;
        return count;
    }
}
