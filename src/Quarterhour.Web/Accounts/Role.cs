namespace Quarterhour.Web.Accounts;

/// <summary>What somebody is in the facility.</summary>
public enum Role
{
    Owner,
    Biller,
    Clinician,
    FrontDesk,

    /// <summary>Sees everything, changes nothing.</summary>
    Auditor,
}
