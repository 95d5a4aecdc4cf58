using Quarterhour.Billing.Tables;

namespace Quarterhour.Billing.Visits;

public static partial class MinutesRecorded
{
    /// <summary>What is wrong with the minutes of an intervention; null when nothing is.</summary>
    public static Finding? Check(Intervention intervention, TherapyCode code)
    {
        var finding = intervention switch
        {
            { Minutes: null } when code.Units != UnitKind.Untimed => Finds.MinutesMissing(code.Code),
            { Start: { } start, End: { } end } when end <= start => Finds.NoSpan(code.Code, Clock(end), Clock(start)),
            { Minutes: { } minutes, Start: { } start, End: { } end } when minutes > Span(start, end) =>
                Finds.MinutesDisagree(code.Code, minutes, Clock(start), Clock(end), Span(start, end)),
            _ => null,
        };
        return finding is null ? null : finding with { Code = code.Code };
    }

    /// <summary>Why a timed code without minutes is not billed.</summary>
    public static Reason Missing(ProcedureCode code) => Because.Missing(code);

    internal static string Clock(TimeOnly time) => time.ToString("HH:mm");

    static int Span(TimeOnly start, TimeOnly end) => (int)(end - start).TotalMinutes;
}
