using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Quarterhour.Web.Accounts;

/// <summary>What a session knows: whose it is, the stamp that ends it everywhere, and when it began.</summary>
sealed class AccountPrincipal(UserManager<Account> accounts, IOptions<IdentityOptions> options, TimeProvider clock) : UserClaimsPrincipalFactory<Account>(accounts, options)
{
    public const string Began = "began";

    /// <summary>When a session began; null where it does not say. One that was renewed bears several moments.</summary>
    public static long? BeganAt(ClaimsPrincipal session) => session.FindAll(Began).Select(static claim => long.TryParse(claim.Value, NumberStyles.None, CultureInfo.InvariantCulture, out long at) ? at : 0).DefaultIfEmpty(-1).Min() is >= 0 and var first ? first : null;

    /// <summary>What a session that is renewed keeps: when it began, and that a passkey was shown.</summary>
    public static IEnumerable<Claim> Kept(ClaimsPrincipal session) => session.FindAll(static claim => claim.Type is Began or "amr").DistinctBy(static claim => (claim.Type, claim.Value)).Select(static claim => new Claim(claim.Type, claim.Value));

    protected override async Task<ClaimsIdentity> GenerateClaimsAsync(Account user)
    {
        var identity = await base.GenerateClaimsAsync(user);
        identity.AddClaim(new(Began, clock.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture)));
        return identity;
    }
}
