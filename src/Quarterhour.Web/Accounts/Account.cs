using Microsoft.AspNetCore.Identity;

namespace Quarterhour.Web.Accounts;

/// <summary>Somebody who may sign in.</summary>
public sealed class Account : IdentityUser
{
    /// <summary>As the trail and signatures show it.</summary>
    public string Name { get; set; } = "";

    public Role Role { get; set; }

    /// <summary>Words of the facilities that the account is of, blank-separated; <c>*</c> of all.</summary>
    public string Facilities { get; set; } = "";

    /// <summary>The word of the provider that the person is; blank for none.</summary>
    public string Clinician { get; set; } = "";

    public string MadeAt { get; set; } = "";

    /// <summary>When it ended; nobody signs in with it since.</summary>
    public string? EndedAt { get; set; }
}
