namespace Quarterhour.Web.Accounts;

/// <summary>Who may do what: the one place that says so. What is not written here nobody may. Whose records they are, the store decides: it shows those of the account's facilities alone (<c>PracticeStore.Seen</c>).</summary>
static class Permissions
{
    static readonly May[] Sees = [May.SeeVisits, May.SeePrices, May.SeePatients, May.SeeSchedule, May.SeeClaims, May.SeePayments, May.SeeDenials, May.SeeReports, May.SeeSetup, May.SeeTrail];

    static readonly Dictionary<Role, HashSet<May>> Table = new()
    {
        [Role.Owner] = [.. Enum.GetValues<May>()],
        [Role.Biller] =
        [
            May.SeeVisits, May.WriteVisits, May.SeePrices, May.SeePatients, May.WritePatients, May.WritePlans, May.SeeSchedule, May.SeeClaims, May.WriteClaims, May.SeePayments, May.WritePayments, May.SeeDenials, May.WriteDenials,
            May.SeeReports, May.SeeSetup, May.Export,
        ],
        [Role.Clinician] = [May.SeeVisits, May.WriteVisits, May.SignVisits, May.SeePatients, May.WritePlans, May.SeeSchedule, May.WriteSchedule],
        [Role.FrontDesk] = [May.SeePatients, May.WritePatients, May.WritePlans, May.SeeSchedule, May.WriteSchedule],
        [Role.Auditor] = [.. Sees, May.Export],
    };

    /// <summary>Whether a role may; <see cref="May.Come"/>, <see cref="May.Know"/> and <see cref="May.Be"/> every account may.</summary>
    public static bool Allow(Role role, May what) => what is May.Come or May.Know or May.Be || Table[role].Contains(what);
}
