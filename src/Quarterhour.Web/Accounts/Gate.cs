using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using Quarterhour.Web.Api;
using Quarterhour.Web.Desk;
using Quarterhour.Web.Pages;

namespace Quarterhour.Web.Accounts;

/// <summary>Every request stops here: what the address asks is compared with what the caller may, and a form must be one that was given out here. What declares nothing answers nobody.</summary>
sealed class Gate(RequestDelegate next, IAntiforgery antiforgery)
{
    public async Task InvokeAsync(HttpContext context)
    {
        var office = context.RequestServices.GetService<Office>();
        var need = context.GetEndpoint()?.Metadata.GetMetadata<Needed>()?.What;
        if (need is null)
        {
            await Refuse(context, StatusCodes.Status403Forbidden, "this address says of nobody that they may call it");
            return;
        }
        // an application without records knows no accounts, and has nothing but what anybody may know
        if (office is null)
        {
            if (need is May.Come or May.Know) await next(context);
            else await Refuse(context, StatusCodes.Status404NotFound, "no records are kept here");
            return;
        }
        var caller = await CallerOf(context, office);
        if (caller is not null) context.Features.Set(caller);
        if (Answer(need.Value, caller, office, context) is { } refused) await refused.ExecuteAsync(context);
        else if (need != May.Know && caller?.Scopes is null && IsChange(context.Request) && !await antiforgery.IsRequestValidAsync(context))
            await Refuse(context, StatusCodes.Status400BadRequest, "this form was not given out here, or is too old; open the page again and send it anew");
        else await next(context);
    }

    static IResult? Answer(May need, Caller? caller, Office office, HttpContext context)
    {
        if (need == May.Come || need == May.Know && (caller is not null || office.KnowledgeIsPublic)) return null;
        if (caller is null)
        {
            if (Problem.IsWanted(context)) return new Refusal(StatusCodes.Status401Unauthorized, "sign in, or send a key: Authorization: Bearer qh_...");
            return Results.Redirect(office.HasAccounts ? "/sign-in" + (HttpMethods.IsGet(context.Request.Method) && context.Request.Path != "/" ? QueryString.Create("back", context.Request.Path) : default) : "/account/owner");
        }
        if (!caller.SecondFactor && need != May.Be) return Problem.IsWanted(context) ? new Refusal(StatusCodes.Status403Forbidden, "the account needs a second factor or a passkey first") : Results.Redirect("/account");
        return caller.Can(need) ? null : new Refusal(StatusCodes.Status403Forbidden, $"a {Words(caller.Role)} may not do this{(caller.Scopes is null ? "" : ", or the key's scopes do not hold it")}; ask the owner");
    }

    static async Task<Caller?> CallerOf(HttpContext context, Office office)
    {
        if (context.Request.Headers.Authorization.ToString() is { Length: > 0 } header) return await ApiKeys.CallerOf(header, context);
        var accounts = context.RequestServices.GetRequiredService<UserManager<Account>>();
        if (accounts.GetUserId(context.User) is { } id && await accounts.FindByIdAsync(id) is { EndedAt: null } account)
            // a passkey counts where it was shown, not where one exists: a password alone opens nothing
            return new(account, null, office.IsDemo || account.TwoFactorEnabled || context.User.HasClaim("amr", "hwk"));
        return office.IsDemo && await accounts.FindByNameAsync(DemoFacility.Owner) is { } owner ? new(owner, null, true) : null;
    }

    static bool IsChange(HttpRequest request) => !(HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) || HttpMethods.IsOptions(request.Method));

    public static string Words(Role role) => role == Role.FrontDesk ? "front desk" : $"{role}".ToLowerInvariant();

    static Task Refuse(HttpContext context, int status, string message) => new Refusal(status, message).ExecuteAsync(context);

    sealed class Refusal(int status, string message) : IResult
    {
        public Task ExecuteAsync(HttpContext context) => Problem.IsWanted(context) ? Problem.Write(context, status, message)
            : new RazorComponentResult<MessagePage>(new { Title = "Not for you", Message = char.ToUpperInvariant(message[0]) + message[1..] + "." }) { StatusCode = status }.ExecuteAsync(context);
    }
}
