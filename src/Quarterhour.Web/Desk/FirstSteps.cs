using Microsoft.EntityFrameworkCore;
using Quarterhour.Web.Accounts;

namespace Quarterhour.Web.Desk;

/// <summary>One of the things that a facility needs before its first claim can go out.</summary>
/// <param name="Words">What is to do.</param>
/// <param name="Address">Where.</param>
/// <param name="Done">It is there.</param>
public sealed record FirstStep(string Words, string Address, bool Done);

/// <summary>The way from an empty store to the first visit, in order.</summary>
static class FirstSteps
{
    static readonly (string Kind, string Words)[] Practice =
    [
        ("facilities", "Say who the facility is"), ("submitter", "Say who sends the claims"), ("receivers", "Say where claims go: a clearinghouse, or a payer that takes files itself"), ("providers", "Say who treats, and who refers"),
        ("payers", "Say who pays"), ("charges", "Say what you charge for a unit"),
    ];

    /// <summary>Those that the caller may do; none where the first visit is written.</summary>
    public static IReadOnlyList<FirstStep> Of(RequestDesk desk)
    {
        if (desk.Store.Visits.Any()) return [];
        List<FirstStep> steps = [];
        if (desk.Caller.Can(May.WriteSetup)) steps.AddRange(Practice.Select(one => new FirstStep(one.Words, $"/setup/records/{one.Kind}/new", Has(one.Kind, desk))));
        if (desk.Facility.Length == 0) return steps;
        if (desk.Caller.Can(May.WritePatients)) steps.Add(new("Add the first patient, and who covers them", "/patients/records/patients/new", Has("patients", desk)));
        if (desk.Caller.Can(May.WriteVisits)) steps.Add(new("Write the first visit", "/visits/new", false));
        return steps;
    }

    /// <summary>The first that is still to do.</summary>
    public static FirstStep? Next(RequestDesk desk) => Of(desk).FirstOrDefault(static step => !step.Done);

    static bool Has(string kind, RequestDesk desk) => desk.Store.Records.AsNoTracking().Any(row => row.Kind == kind && row.EndedAt == null);
}
