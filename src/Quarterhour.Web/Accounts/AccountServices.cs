using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Quarterhour.Web.Receivables;
using Quarterhour.Web.Desk;

namespace Quarterhour.Web.Accounts;

/// <summary>Accounts as the framework's Identity keeps them: passwords hashed, lock-out, second factors, passkeys, sessions that end.</summary>
static class AccountServices
{
    /// <summary>Without use, and in any case.</summary>
    static readonly TimeSpan Idle = TimeSpan.FromMinutes(30), Longest = TimeSpan.FromHours(12);

    public static void Add(IServiceCollection services, Office office)
    {
        services.AddSingleton(office);
        services.AddSingleton<ReportShelf>();
        services.AddSingleton(office.Clock);
        services.AddHttpContextAccessor();
        services.AddScoped<RequestDesk>();
        services.AddDbContext<AccountStore>(options =>
        {
            if (office.IsPostgres) options.UseNpgsql(office.Connection);
            else options.UseSqlite(new SqliteConnectionStringBuilder { DataSource = office.Connection, Pooling = false }.ToString());
        });
        services.Configure<PasswordHasherOptions>(static hasher => hasher.IterationCount = 210_000);
        services.AddIdentityCore<Account>(static identity =>
        {
            // length is what makes a password hard to guess; wanting signs and capitals makes people write it down
            (identity.Password.RequiredLength, identity.Password.RequireDigit, identity.Password.RequireLowercase, identity.Password.RequireUppercase, identity.Password.RequireNonAlphanumeric) = (12, false, false, false, false);
            (identity.Lockout.MaxFailedAccessAttempts, identity.Lockout.DefaultLockoutTimeSpan, identity.Lockout.AllowedForNewUsers) = (5, TimeSpan.FromMinutes(15), true);
            identity.Stores.SchemaVersion = IdentitySchemaVersions.Version3;
        }).AddEntityFrameworkStores<AccountStore>().AddSignInManager().AddDefaultTokenProviders().AddClaimsPrincipalFactory<AccountPrincipal>();
        services.AddAuthentication(IdentityConstants.ApplicationScheme).AddIdentityCookies(static cookies =>
        {
            cookies.ApplicationCookie!.Configure(static cookie =>
            {
                Keep(cookie, "quarterhour");
                (cookie.ExpireTimeSpan, cookie.SlidingExpiration) = (Idle, true);
                cookie.Events = new() { OnValidatePrincipal = StillGood };
            });
            cookies.TwoFactorUserIdCookie!.Configure(static cookie => Keep(cookie, "quarterhour.second"));
        });
        // pages tell no referrer, so a browser names no origin when it sends a form; the passkey's own answer does, signed
        services.Configure<IdentityPasskeyOptions>(static passkeys => passkeys.ValidateOrigin = static asked => ValueTask.FromResult(!asked.CrossOrigin && asked.Origin == $"{asked.HttpContext.Request.Scheme}://{asked.HttpContext.Request.Host}"));
        services.AddAntiforgery(static forms => (forms.Cookie.Name, forms.Cookie.SameSite, forms.Cookie.HttpOnly, forms.Cookie.SecurePolicy, forms.SuppressXFrameOptionsHeader) = ("quarterhour.form", SameSiteMode.Strict, true, CookieSecurePolicy.SameAsRequest, true));
        services.AddSingleton(office.Protection);
    }

    static void Keep(CookieAuthenticationOptions cookie, string name)
    {
        (cookie.Cookie.Name, cookie.Cookie.SameSite, cookie.Cookie.HttpOnly, cookie.Cookie.SecurePolicy) = (name, SameSiteMode.Strict, true, CookieSecurePolicy.SameAsRequest);
        // the gate says who may not; nothing else redirects
        cookie.Events.OnRedirectToLogin = static context => Task.CompletedTask;
        cookie.Events.OnRedirectToAccessDenied = static context => Task.CompletedTask;
    }

    /// <summary>A session ends at its longest, and when the account's stamp changed: a new password, sign out everywhere, an ended account.</summary>
    static async Task StillGood(CookieValidatePrincipalContext context)
    {
        var services = context.HttpContext.RequestServices;
        var accounts = services.GetRequiredService<UserManager<Account>>();
        // one that was renewed bears both moments, and ends by the first
        bool young = AccountPrincipal.BeganAt(context.Principal!) is { } began && services.GetRequiredService<TimeProvider>().GetUtcNow() - DateTimeOffset.FromUnixTimeSeconds(began) < Longest;
        if (young && accounts.GetUserId(context.Principal!) is { } id && await accounts.FindByIdAsync(id) is { EndedAt: null } account
            && account.SecurityStamp == context.Principal!.FindFirstValue(accounts.Options.ClaimsIdentity.SecurityStampClaimType)) return;
        context.RejectPrincipal();
        await context.HttpContext.SignOutAsync(IdentityConstants.ApplicationScheme);
    }
}
