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
        {
            string name = discipline.ToString();
            var instead = Array.Find(GroupCodes.At(date), group => group.Discipline == name)!.Code;
            return Finds.GroupCodedIndividually(code.Code, patients, instead) with { Code = code.Code };
        }
        return code.Group && patients < least ? Finds.GroupOfOne(code.Code, patients, least) with { Code = code.Code } : null;
    }

    /// <summary>Why the minutes of a one-on-one code earn nothing.</summary>
    public static Reason NotOneOnOne(ProcedureCode code, int patients) => Because.NotOne(code, patients);
}
