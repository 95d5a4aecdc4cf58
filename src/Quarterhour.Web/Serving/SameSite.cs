using Quarterhour.Web.Api;

namespace Quarterhour.Web.Serving;

/// <summary>A form or script of another site may send nothing here.</summary>
sealed class SameSite(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext context)
    {
        var request = context.Request;
        if (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method)) return next(context);
        bool elsewhere = request.Headers["Sec-Fetch-Site"].ToString() is { Length: > 0 } site ? site is not ("same-origin" or "none")
            : request.Headers.Origin.ToString() is { Length: > 0 } origin && origin != $"{request.Scheme}://{request.Host}";
        return elsewhere ? Problem.Write(context, StatusCodes.Status403Forbidden, "this was sent by a page of another site; open the page here and send it from there") : next(context);
    }
}
