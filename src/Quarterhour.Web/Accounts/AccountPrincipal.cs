using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Quarterhour.Web.Accounts;

/// <summary>What a session knows: whose it is, the stamp that ends it everywhere, and when it began.</summary>
sealed class AccountPrincipal(UserManager<Account> accounts, IOptions<IdentityOptions> options, TimeProvider clock) : UserClaimsPrincipalFactory<Account>(accounts, options)
{
    public const string Began = "began";

    protected override async Task<ClaimsIdentity> GenerateClaimsAsync(Account user)
    {
        var identity = await base.GenerateClaimsAsync(user);
        identity.AddClaim(new(Began, clock.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture)));
        return identity;
    }
}
