namespace Quarterhour.Web.Accounts;

/// <summary>What an address asks of whoever calls it. Each declares exactly one.</summary>
enum May
{
    /// <summary>Anybody: signing in, style and script.</summary>
    Come,

    /// <summary>Codes, rules and prices of nobody's: anybody where the switch says so, else any account.</summary>
    Know,

    /// <summary>Any account, about itself.</summary>
    Be,

    SeeVisits,
    WriteVisits,
    SignVisits,

    /// <summary>Amounts of signed visits.</summary>
    SeePrices,

    SeePatients,
    WritePatients,

    /// <summary>Plans of care, tasks and notes.</summary>
    WritePlans,
    SeeSchedule,
    WriteSchedule,
    SeeClaims,
    WriteClaims,
    SeePayments,
    WritePayments,
    SeeDenials,
    WriteDenials,
    SeeReports,
    SeeSetup,
    WriteSetup,
    SeeTrail,

    /// <summary>Accounts, keys and what they may.</summary>
    WriteAccounts,

    /// <summary>Takes records out as files.</summary>
    Export,
}
