using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.WebUtilities;
using Quarterhour.Formats.Questions;
using Quarterhour.Practice;
using Quarterhour.Web.Desk;
using Quarterhour.Web.Pages;

namespace Quarterhour.Web.Accounts;

/// <summary>One's own account: the first one, second factor, passkeys, password, sessions.</summary>
static class AccountMap
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var pages = routes.MapGroup("").ExcludeFromDescription();
        pages.MapGet("/account/owner", (Office office) => office.HasAccounts ? Results.Redirect("/sign-in") : Page(new Form(static _ => null))).Needs(May.Come);
        pages.MapPost("/account/owner", MakeOwner).Needs(May.Come).RequireRateLimiting(SignInMap.Attempts);
        pages.MapGet("/account", (HttpContext context, UserManager<Account> accounts) => Show(context, accounts)).Needs(May.Be);
        pages.MapPost("/account/second-factor", TurnOn).Needs(May.Be).RequireRateLimiting(SignInMap.Attempts);
        pages.MapPost("/account/recovery", async (HttpContext context, UserManager<Account> accounts) => await Show(context, accounts, codes: await accounts.GenerateNewTwoFactorRecoveryCodesAsync(Own(context), 10))).Needs(May.Be);
        pages.MapPost("/account/passkeys/options", PasskeyOptions).Needs(May.Be);
        pages.MapPost("/account/passkeys", AddPasskey).Needs(May.Be);
        pages.MapPost("/account/passkeys/remove", RemovePasskey).Needs(May.Be);
        pages.MapPost("/account/password", ChangePassword).Needs(May.Be).RequireRateLimiting(SignInMap.Attempts);
        pages.MapPost("/account/everywhere", Everywhere).Needs(May.Be);
    }

    static Account Own(HttpContext context) => Caller.Of(context)!.Account;

    /// <summary>The session goes on under the account's new stamp, and ends when it would have ended.</summary>
    static Task Renew(HttpContext context, SignInManager<Account> door, Account account) => door.SignInWithClaimsAsync(account, isPersistent: false, AccountPrincipal.Kept(context.User));

    static RazorComponentResult<OwnerPage> Page(Form asked) => new(new { Asked = asked }) { StatusCode = asked.Wrong > 0 ? StatusCodes.Status400BadRequest : StatusCodes.Status200OK, PreventStreamingRendering = true };

    static async Task<IResult> MakeOwner(HttpContext context, Office office, UserManager<Account> accounts, SignInManager<Account> door)
    {
        if (office.HasAccounts) return Results.Redirect("/sign-in");
        var sent = await context.Request.ReadFormAsync();
        var asked = new Form(field => sent[field] is [var value, ..] ? value : null);
        bool usable = asked.Try("code", () => asked["code"].Trim() == office.OwnerCode ? true : throw new UnusableException("code: this is not the code that the terminal shows"), out _)
            & asked.Try("name", () => asked.Given("name") ?? throw new UnusableException("name: whose account is it?"), out string name)
            & asked.Try("user", () => asked.Given("user") ?? throw new UnusableException("user: a word to sign in with is needed"), out string user)
            & asked.Try("again", () => asked["again"] == asked["password"] ? true : throw new UnusableException("again: the two passwords differ"), out _);
        var account = new Account { UserName = user, Name = name, Role = Role.Owner, Facilities = "*", MadeAt = PracticeStore.Moment(office.Clock.GetUtcNow()) };
        if (!usable) return Page(asked);
        var made = await accounts.CreateAsync(account, asked["password"]);
        foreach (var wrong in made.Errors) asked.Try<bool>(wrong.Code.StartsWith("Password", StringComparison.Ordinal) ? "password" : "user", () => throw new UnusableException(wrong.Description.TrimEnd('.')), out _);
        if (!made.Succeeded) return Page(asked);
        office.HasAccounts = true;
        SignInMap.Note(office, account, "made", "accounts");
        await door.SignInAsync(account, isPersistent: false);
        return Results.Redirect("/account");
    }

    static async Task<IResult> Show(HttpContext context, UserManager<Account> accounts, string? error = null, string? said = null, IEnumerable<string>? codes = null)
    {
        var account = (await accounts.FindByIdAsync(Own(context).Id))!;
        var passkeys = await accounts.GetPasskeysAsync(account);
        string key = "";
        if (!account.TwoFactorEnabled)
        {
            if (string.IsNullOrEmpty(key = await accounts.GetAuthenticatorKeyAsync(account) ?? ""))
            {
                await accounts.ResetAuthenticatorKeyAsync(account);
                key = (await accounts.GetAuthenticatorKeyAsync(account))!;
                // a new key ends sessions; this one goes on
                if (context.User.Identity?.IsAuthenticated == true) await Renew(context, context.RequestServices.GetRequiredService<SignInManager<Account>>(), account);
            }
        }
        return new RazorComponentResult<AccountPage>(new
        {
            account.Name, User = account.UserName, Role = Gate.Words(account.Role), Needs = !Caller.Of(context)!.SecondFactor && !account.TwoFactorEnabled, SecondFactor = account.TwoFactorEnabled,
            RecoveryLeft = account.TwoFactorEnabled ? await accounts.CountRecoveryCodesAsync(account) : 0, Key = string.Join(' ', key.Chunk(4).Select(static four => new string(four))).ToLowerInvariant(),
            Link = $"otpauth://totp/Quarterhour:{Uri.EscapeDataString(account.UserName!)}?secret={key}&issuer=Quarterhour&digits=6", Passkeys = (IReadOnlyList<AccountPage.Passkey>)[.. passkeys.Select(static one => new AccountPage.Passkey(WebEncoders.Base64UrlEncode(one.CredentialId), one.Name ?? "Passkey", one.CreatedAt.ToString("yyyy-MM-dd")))],
            Codes = (IReadOnlyList<string>)[.. codes ?? []], Error = error, Said = said,
        }) { StatusCode = error is null ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest, PreventStreamingRendering = true };
    }

    static async Task<IResult> TurnOn(HttpContext context, Office office, UserManager<Account> accounts, SignInManager<Account> door)
    {
        var account = Own(context);
        string code = (await context.Request.ReadFormAsync())["code"].ToString().Replace(" ", "", StringComparison.Ordinal);
        if (!await accounts.VerifyTwoFactorTokenAsync(account, accounts.Options.Tokens.AuthenticatorTokenProvider, code)) return await Show(context, accounts, "That code does not fit the key; is the clock of the telephone right?");
        await accounts.SetTwoFactorEnabledAsync(account, true);
        SignInMap.Note(office, account, "second-factor", "accounts");
        await Renew(context, door, account);
        return await Show(context, accounts, codes: await accounts.GenerateNewTwoFactorRecoveryCodesAsync(account, 10));
    }

    static async Task<IResult> PasskeyOptions(HttpContext context, SignInManager<Account> door)
    {
        var account = Own(context);
        return Results.Content(await door.MakePasskeyCreationOptionsAsync(new() { Id = account.Id, Name = account.UserName!, DisplayName = account.Name }), "application/json");
    }

    static async Task<IResult> AddPasskey(HttpContext context, Office office, UserManager<Account> accounts, SignInManager<Account> door)
    {
        var account = Own(context);
        var sent = await context.Request.ReadFormAsync();
        var given = await SignInMap.Asked(() => door.PerformPasskeyAttestationAsync(sent["credential"].ToString()));
        if (given is not { Succeeded: true }) return await Show(context, accounts, "The passkey was not taken; try again.");
        given.Passkey.Name = sent["name"].ToString() is { Length: > 0 and <= 60 } name ? name : "Passkey";
        var added = await accounts.AddOrUpdatePasskeyAsync(account, given.Passkey);
        if (!added.Succeeded) return await Show(context, accounts, "The passkey could not be kept; try again.");
        SignInMap.Note(office, account, "passkey", "accounts");
        // it was just shown: this session has it
        await door.SignInWithClaimsAsync(account, isPersistent: false, AccountPrincipal.Kept(context.User).Where(static claim => claim.Type != "amr").Append(new("amr", "hwk")));
        return await Show(context, accounts, said: "The passkey is added; it signs you in from now on.");
    }

    static async Task<IResult> RemovePasskey(HttpContext context, Office office, UserManager<Account> accounts)
    {
        var account = Own(context);
        byte[] id;
        try
        {
            id = WebEncoders.Base64UrlDecode((await context.Request.ReadFormAsync())["id"].ToString());
        }
        catch (FormatException)
        {
            return await Show(context, accounts, "There is no such passkey.");
        }
        await accounts.RemovePasskeyAsync(account, id);
        SignInMap.Note(office, account, "passkey-removed", "accounts");
        return await Show(context, accounts, said: "The passkey is removed.");
    }

    static async Task<IResult> ChangePassword(HttpContext context, Office office, UserManager<Account> accounts, SignInManager<Account> door)
    {
        var account = Own(context);
        var sent = await context.Request.ReadFormAsync();
        var changed = await accounts.ChangePasswordAsync(account, sent["old"].ToString(), sent["new"].ToString());
        if (!changed.Succeeded) return await Show(context, accounts, string.Join(' ', changed.Errors.Select(static wrong => wrong.Description)));
        SignInMap.Note(office, account, "password", "accounts");
        // every other session ends; this one goes on
        await Renew(context, door, account);
        return await Show(context, accounts, said: "The password is changed; other sessions have ended.");
    }

    static async Task<IResult> Everywhere(HttpContext context, Office office, UserManager<Account> accounts, SignInManager<Account> door)
    {
        await accounts.UpdateSecurityStampAsync(Own(context));
        SignInMap.Note(office, Own(context), "signed-out-everywhere", "accounts");
        await door.SignOutAsync();
        return Results.Redirect("/sign-in");
    }
}
