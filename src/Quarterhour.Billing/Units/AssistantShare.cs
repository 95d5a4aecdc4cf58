using System.Collections.Immutable;
using Quarterhour.Billing.Payers;
using Quarterhour.Billing.Tables;
using Quarterhour.Billing.Visits;

namespace Quarterhour.Billing.Units;

/// <summary>Minutes of one service, by who gave them. Time together counts as the therapist's.</summary>
public readonly record struct SharedMinutes(int Therapist, int Assistant)
{
    public int Total => Therapist + Assistant;
}

/// <summary>How many of a service's units carry the assistant modifier.</summary>
public readonly record struct UnitShare(int Without, int With, ImmutableArray<Reason> Because);

public static partial class AssistantShare
{
    /// <summary>Whether the code may be furnished by an assistant at all.</summary>
    public static Finding? Check(TherapyCode code, Discipline discipline, TreatedBy by) =>
        by != TreatedBy.Assistant ? null
        : discipline == Discipline.SLP ? Finds.AssistantInSpeech(code.Code) with { Code = code.Code }
        : code.AssistantAllowed ? null : Finds.AssistantNotAllowed(code.Code) with { Code = code.Code };

    internal static Reason NotAllowed(ProcedureCode code) => Because.NotAllowed(code);

    internal static Reason TogetherCounts => Because.Together;

    internal static Finding MinutesOfEach(ProcedureCode code) => Finds.MinutesMissingShare(code) with { Code = code };

    /// <summary>The modifier of a discipline's assistants; null before 2020 and in speech-language pathology.</summary>
    public static Modifier? ModifierFor(Discipline discipline, DateOnly date) => date < ModifiersBegin.At(date) ? null : discipline switch
    {
        Discipline.PT => Modifier.CQ,
        Discipline.OT => Modifier.CO,
        _ => null,
    };

    /// <summary>A service that an assistant furnished alone.</summary>
    public static UnitShare All(int units, Modifier modifier) => new(0, units, [Because.AllAssistant(modifier.ToString())]);

    /// <summary>Splits the units of a timed service.</summary>
    /// <param name="minutes">By who gave them.</param>
    /// <param name="units">Units that the service earned.</param>
    /// <param name="modifier">CQ or CO.</param>
    /// <param name="method">Which computation of the tenth.</param>
    /// <param name="date">Date of service; the two exceptions begin with 2022.</param>
    public static UnitShare Timed(SharedMinutes minutes, int units, Modifier modifier, TenPercentMethod method, DateOnly date)
    {
        if (minutes.Assistant == 0) return new(units, 0, []);
        if (minutes.Therapist == 0) return All(units, modifier);
        int unit = EightMinuteRule.UnitMinutes.At(date);
        int byTherapist = Math.Min(units, minutes.Therapist / unit), byAssistant = Math.Min(units - byTherapist, minutes.Assistant / unit);
        int open = units - byTherapist - byAssistant;
        var left = new SharedMinutes(minutes.Therapist - byTherapist * unit, minutes.Assistant - byAssistant * unit);
        var because = new List<Reason>(3);
        if (byAssistant > 0) because.Add(byAssistant == 1 ? Because.Quarter : Because.Quarters(byAssistant));
        if (byTherapist == units) because.Add(Because.OwnQuarters);
        if (open == 0) return new(byTherapist, byAssistant, [.. because]);
        bool exceptions = EightMinutes.TryOn(date, out int eight);

        if (open >= 2 && exceptions && left.Therapist >= TwoUnitsEachLeast.At(date) && left.Assistant >= TwoUnitsEachLeast.At(date) && left.Total >= TwoUnitsTotalLeast.At(date))
        {
            because.Add(Because.TwoUnits(left.Therapist, left.Assistant, modifier.ToString()));
            return new(byTherapist + open - 1, byAssistant + 1, [.. because]);
        }
        for (; open > 0; open--)
        {
            if (exceptions && left.Therapist >= eight)
            {
                because.Add(Because.OwnEight(left.Therapist, eight));
                left = new(0, left.Assistant);
                byTherapist++;
                continue;
            }
            // a unit before the last is a full quarter: the one who has more left fills it, the other completes it
            var now = open == 1 ? left : Quarter(left, unit);
            left = new(left.Therapist - now.Therapist, left.Assistant - now.Assistant);
            if (MoreThanTenth(now, method, date))
            {
                because.Add(Because.Tenth(now.Assistant, now.Total, modifier.ToString()));
                byAssistant++;
            }
            else
            {
                if (now.Assistant > 0) because.Add(Because.WithinTenth(now.Assistant, now.Total));
                byTherapist++;
            }
        }
        return new(byTherapist, byAssistant, [.. because]);
    }

    /// <summary>An untimed service, or one on its own clock: the tenth is taken of the whole.</summary>
    public static UnitShare Whole(SharedMinutes minutes, int units, Modifier modifier, TenPercentMethod method, DateOnly date)
    {
        if (minutes.Assistant == 0) return new(units, 0, []);
        if (minutes.Therapist == 0) return All(units, modifier);
        return MoreThanTenth(minutes, method, date)
            ? new(0, units, [Because.Tenth(minutes.Assistant, minutes.Total, modifier.ToString())])
            : new(units, 0, [Because.WithinTenth(minutes.Assistant, minutes.Total)]);
    }

    /// <summary>The two computations that CMS allows; they disagree at totals that end in 5.</summary>
    public static bool MoreThanTenth(SharedMinutes minutes, TenPercentMethod method, DateOnly date)
    {
        if (minutes.Assistant == 0) return false;
        return method == TenPercentMethod.Percentage
            ? Money.RoundWhole(minutes.Assistant * 100m / minutes.Total) >= TenthPercent.At(date)
            : minutes.Assistant >= Money.RoundWhole((decimal)minutes.Total / SimpleDivisor.At(date)) + SimpleMore.At(date);
    }

    static SharedMinutes Quarter(SharedMinutes left, int unit)
    {
        if (left.Therapist >= left.Assistant)
        {
            int therapist = Math.Min(unit, left.Therapist);
            return new(therapist, Math.Min(unit - therapist, left.Assistant));
        }
        int assistant = Math.Min(unit, left.Assistant);
        return new(Math.Min(unit - assistant, left.Therapist), assistant);
    }
}
