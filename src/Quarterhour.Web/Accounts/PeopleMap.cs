using System.Security.Cryptography;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Quarterhour.Practice;
using Quarterhour.Web.Desk;

namespace Quarterhour.Web.Accounts;

/// <summary>Accounts of others, and keys for programs. An owner of some facilities makes accounts of those alone.</summary>
static class PeopleMap
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var pages = routes.MapGroup("/setup").ExcludeFromDescription();
        pages.MapGet("/accounts", static (RequestDesk desk, AccountStore store) => Page(desk, store)).Needs(May.WriteAccounts);
        pages.MapPost("/accounts", Make).Needs(May.WriteAccounts);
        pages.MapPost("/accounts/{id}", Change).Needs(May.WriteAccounts);
        pages.MapPost("/keys", MakeKey).Needs(May.WriteAccounts);
        pages.MapPost("/keys/{id}", EndKey).Needs(May.WriteAccounts);
    }

    static async Task<IResult> Page(RequestDesk desk, AccountStore store, string? said = null, string? secret = null, string? error = null)
    {
        string own = desk.Caller.Id;
        var people = (await store.Users.AsNoTracking().OrderBy(static one => one.Name).ThenBy(static one => one.Id).ToListAsync()).Where(one => Mine(one, desk)).ToList();
        return new RazorComponentResult<PeoplePage>(new
        {
            Own = own, Said = said, Secret = secret, Error = error, People = (IReadOnlyList<Account>)people, Facilities = desk.Facilities, Keys = (IReadOnlyList<ApiKeyRow>)await store.Keys.AsNoTracking().Where(key => key.Account == own).OrderBy(static key => key.MadeAt).ToListAsync(),
            Providers = (IReadOnlyList<(string, string)>)[.. desk.Store.Records.AsNoTracking().Where(static row => row.Kind == "providers" && row.EndedAt == null).OrderBy(static row => row.Sort).Select(static row => new { row.Word, row.Title }).AsEnumerable().Select(static row => (row.Word, row.Title))],
        }) { StatusCode = error is null ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest, PreventStreamingRendering = true };
    }

    /// <summary>Whether every facility of the account is one of the caller's.</summary>
    static bool Mine(Account account, RequestDesk desk) => desk.Caller.Facilities is not { } own || account.Facilities != "*" && account.Facilities.Split(' ', StringSplitOptions.RemoveEmptyEntries).All(own.Contains);

    static async Task<IResult> Make(HttpRequest request, RequestDesk desk, AccountStore store, UserManager<Account> accounts)
    {
        var sent = await request.ReadFormAsync();
        string[] facilities = [.. sent["facilities"].OfType<string>()];
        string of = facilities.Contains("*") || facilities.Length == 0 ? "*" : string.Join(' ', facilities.Where(word => desk.Facilities.Any(one => one.Word == word)));
        if (!Enum.TryParse<Role>(sent["role"], out var role) || sent["name"].ToString().Trim().Length == 0) return await Page(desk, store, error: "An account needs a name and a role.");
        var account = new Account { UserName = sent["user"].ToString().Trim(), Name = sent["name"].ToString().Trim(), Role = role, Facilities = of, Clinician = sent["clinician"].ToString(), MadeAt = PracticeStore.Moment(desk.Office.Clock.GetUtcNow()) };
        if (!Mine(account, desk)) return await Page(desk, store, error: "You make accounts of your own facilities alone.");
        string password = Password();
        var made = await accounts.CreateAsync(account, password);
        if (!made.Succeeded) return await Page(desk, store, error: string.Join(' ', made.Errors.Select(static wrong => wrong.Description)));
        desk.Note("made", "accounts", account.Id);
        return await Page(desk, store, $"{account.Name} signs in as {account.UserName} with this first password", password);
    }

    static async Task<IResult> Change(string id, HttpRequest request, RequestDesk desk, AccountStore store, UserManager<Account> accounts)
    {
        var account = await accounts.FindByIdAsync(id);
        if (account is null || account.EndedAt is not null || account.Id == desk.Caller.Id || !Mine(account, desk)) return Results.NotFound();
        string act = (await request.ReadFormAsync())["do"].ToString();
        if (act == "end")
        {
            account.EndedAt = PracticeStore.Moment(desk.Office.Clock.GetUtcNow());
            await accounts.UpdateSecurityStampAsync(account);
            desk.Note("ended", "accounts", account.Id);
            return await Page(desk, store, $"The account of {account.Name} has ended, and so have its sessions");
        }
        if (act != "reset") return await Page(desk, store, error: "Say what to do with the account.");
        // whoever lost password or second factor begins anew
        string password = Password();
        await accounts.ResetPasswordAsync(account, await accounts.GeneratePasswordResetTokenAsync(account), password);
        await accounts.SetTwoFactorEnabledAsync(account, false);
        await accounts.ResetAuthenticatorKeyAsync(account);
        foreach (var key in await accounts.GetPasskeysAsync(account)) await accounts.RemovePasskeyAsync(account, key.CredentialId);
        await accounts.SetLockoutEndDateAsync(account, null);
        desk.Note("reset", "accounts", account.Id);
        return await Page(desk, store, $"{account.Name} begins anew with this password, and sets up a second factor", password);
    }

    static async Task<IResult> MakeKey(HttpRequest request, RequestDesk desk, AccountStore store)
    {
        var sent = await request.ReadFormAsync();
        May[] scopes = [.. sent["scope"].OfType<string>().Select(static word => Enum.TryParse(word, out May may) ? may : May.Come).Where(may => may > May.Be && may is not (May.WriteAccounts or May.SignVisits) && desk.Caller.Can(may)).Distinct()];
        if (scopes.Length == 0 || sent["label"].ToString().Trim().Length == 0) return await Page(desk, store, error: "A key needs a name, and something that it may.");
        string key = await ApiKeys.Make(store, desk.Caller.Account, sent["label"].ToString().Trim(), scopes, desk.Office.Clock.GetUtcNow());
        desk.Note("made", "keys", key.Split('_')[1]);
        return await Page(desk, store, "The key; the program sends it as Authorization: Bearer", key);
    }

    static async Task<IResult> EndKey(string id, RequestDesk desk, AccountStore store)
    {
        string own = desk.Caller.Id;
        if (await store.Keys.FirstOrDefaultAsync(key => key.Id == id && key.Account == own && key.EndedAt == null) is not { } row) return Results.NotFound();
        row.EndedAt = PracticeStore.Moment(desk.Office.Clock.GetUtcNow());
        await store.SaveChangesAsync();
        desk.Note("ended", "keys", id);
        return await Page(desk, store, $"The key {row.Label} has ended");
    }

    /// <summary>Five words would be nicer; twenty letters are as safe, and are changed at once.</summary>
    static string Password() => RandomNumberGenerator.GetString("abcdefghijkmnpqrstuvwxyz23456789", 20);
}
