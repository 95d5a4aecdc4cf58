using Microsoft.EntityFrameworkCore;
using Quarterhour.Practice.Rows;

namespace Quarterhour.Web.Desk;

/// <summary>What the records have of patients that decides about their visits: plans of care and visits, read with two questions for however many patients.</summary>
sealed class PatientFacts
{
    readonly ILookup<string, IReadOnlyDictionary<string, string>> plans;
    readonly ILookup<string, Seen> visits;

    /// <param name="desk">The caller's records.</param>
    /// <param name="patients">Their words.</param>
    /// <param name="first">The first day that is asked about: of what came before, its year counts and what follows a plan's last report.</param>
    public PatientFacts(RequestDesk desk, string[] patients, DateOnly first)
    {
        plans = desk.Store.Records.AsNoTracking().Where(row => row.Kind == "plans" && patients.Contains(row.Patient) && row.EndedAt == null).OrderBy(static row => row.MadeAt).ThenBy(static row => row.Id)
            .AsEnumerable().ToLookup(static row => row.Patient, row => (IReadOnlyDictionary<string, string>)desk.Records.Fields(row), StringComparer.Ordinal);
        var since = plans.SelectMany(static of => of.GroupBy(static plan => plan.GetValueOrDefault("discipline"), StringComparer.Ordinal)).Select(static of => PlanStanding.CountsFrom(of.Last())).OfType<DateOnly>().Append(new(first.Year, 1, 1)).Min();
        visits = desk.Store.Visits.AsNoTracking().Where(row => patients.Contains(row.Patient) && row.Day >= since && row.State != VisitState.Ended).OrderBy(static row => row.Day).ThenBy(static row => row.Number)
            .Select(static row => new Seen(row.Patient, row.Number, row.Day, row.Payer, row.Discipline, row.AllowedCents, row.Outcome)).AsEnumerable().ToLookup(static row => row.Patient, StringComparer.Ordinal);
    }

    /// <summary>A visit, in the little that others ask of it.</summary>
    public sealed record Seen(string Patient, string Number, DateOnly Day, string Payer, string Discipline, long? AllowedCents, string Outcome);

    /// <summary>Plans of care that have not ended, the oldest first.</summary>
    public IEnumerable<IReadOnlyDictionary<string, string>> Plans(string patient) => plans[patient];

    /// <summary>Visits that were not ended, of the days that count, in their order.</summary>
    public IEnumerable<Seen> Visits(string patient) => visits[patient];
}
