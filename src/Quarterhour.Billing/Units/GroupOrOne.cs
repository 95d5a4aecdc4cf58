using Quarterhour.Billing.Tables;
using Quarterhour.Billing.Visits;

namespace Quarterhour.Billing.Units;

/// <summary>The group code of a discipline.</summary>
public sealed record GroupCode(string Discipline, ProcedureCode Code);

public static partial class GroupOrOne
{
    /// <summary>Whether an intervention's code fits the number of patients treated at once.</summary>
    /// <returns>The finding; null when it fits or the number is not told.</returns>
    public static Finding? Check(Intervention intervention, TherapyCode code, Discipline discipline, DateOnly date)
    {
        if (intervention.Group is not { } patients) return null;
        int least = GroupLeast.At(date);
        if (code.OneOnOne && patients >= least)
            return Finds.GroupCodedIndividually(code.Code, patients, CodeOf(discipline, date)) with { Code = code.Code };
        return code.Group && patients < least ? Finds.GroupOfOne(code.Code, patients, least) with { Code = code.Code } : null;
    }

    /// <summary>The code under which a group's minutes are known, also where one of its members has them under a one-on-one code; null for one-on-one.</summary>
    internal static ProcedureCode? KeyOf(Intervention intervention, TherapyCode code, Discipline discipline, DateOnly date) =>
        code.Group ? code.Code : intervention.Group >= GroupLeast.At(date) ? CodeOf(discipline, date) : null;

    static ProcedureCode CodeOf(Discipline discipline, DateOnly date)
    {
        string name = discipline.ToString();
        return Array.Find(GroupCodes.At(date), group => group.Discipline == name)!.Code;
    }

    /// <summary>Why the minutes of a one-on-one code earn nothing.</summary>
    public static Reason NotOneOnOne(ProcedureCode code, int patients) => Because.NotOne(code, patients);
}
