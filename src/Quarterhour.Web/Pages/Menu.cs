using Quarterhour.Web.Accounts;

namespace Quarterhour.Web.Pages;

/// <summary>The pages beside every page: the day's work first, then knowledge. Each shows what its reader may open.</summary>
static class Menu
{
    sealed record Entry(string Group, string Address, string Name, May Needs, bool WithRecords = true);

    static readonly Entry[] All =
    [
        new("Work", "/", "Today", May.Be), new("Work", "/visits", "Visits", May.SeeVisits), new("Work", "/schedule", "Schedule", May.SeeSchedule), new("Work", "/patients", "Patients", May.SeePatients), new("Work", "/plans", "Plans", May.SeePatients),
        new("Work", "/claims", "Claims", May.SeeClaims), new("Work", "/payments", "Payments", May.SeePayments), new("Work", "/denials", "Denials", May.SeeDenials), new("Work", "/reports", "Reports", May.SeeReports),
        new("Work", "/", "Start", May.Know, false),
        new("Knowledge", "/codes", "Codes", May.Know), new("Knowledge", "/units", "Units", May.Know), new("Knowledge", "/price", "Price", May.Know), new("Knowledge", "/pairs", "Code pairs", May.Know), new("Knowledge", "/rates", "Rates", May.Know),
        new("Knowledge", "/edits", "Findings", May.Know), new("Knowledge", "/bill", "Bill a file", May.Know), new("Knowledge", "/news", "News", May.Know),
        new("System", "/setup", "Setup", May.Know), new("System", "/reference", "API", May.Know),
    ];

    /// <param name="caller">Who reads; null where nobody signed in.</param>
    /// <param name="records">Whether records are kept here.</param>
    public static IEnumerable<(string Group, IEnumerable<(string Address, string Name)> Links)> Of(Caller? caller, bool records) => All
        .Where(one => one.Needs == May.Know ? one.WithRecords || !records : records && caller?.Can(one.Needs) == true)
        .GroupBy(static one => one.Group).Select(static group => (group.Key, group.Select(static one => (one.Address, one.Name))));
}
