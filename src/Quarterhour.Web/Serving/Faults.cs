using Microsoft.AspNetCore.Http.HttpResults;
using Quarterhour.Formats.Visits;
using Quarterhour.Reference.Packed;
using Quarterhour.Reference.Payers;
using Quarterhour.Reference.Store;
using Quarterhour.Web.Api;
using Quarterhour.Web.Pages;

namespace Quarterhour.Web.Serving;

/// <summary>The last stop: whatever goes wrong ends in a message that says what and what to do, never in a stack trace.</summary>
sealed class Faults(RequestDelegate next, ILogger<Faults> log)
{
    static readonly Action<ILogger, string, Exception?> Line = LoggerMessage.Define<string>(LogLevel.Error, new EventId(2, "fault"), "a fault of the program: {Kind}");

    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await next(context);
        }
#pragma warning disable CA1031 // whatever it is that a request broken off brings about, nobody waits for it
        catch (Exception fault) when (context.RequestAborted.IsCancellationRequested)
#pragma warning restore CA1031
        {
            if (fault is not (OperationCanceledException or IOException)) Line(log, $"{fault.GetType().Name}, of a request that was broken off", null);
        }
        catch (BadHttpRequestException wrong)
        {
            await Tell(context, wrong.StatusCode, wrong.StatusCode == StatusCodes.Status413PayloadTooLarge ? $"more than {Site.LargestBody >> 20} MB were sent; send less at once, or use quarterhour bill for files of any size" : "the request can't be read; check its form");
        }
        catch (InvalidDataException)
        {
            await Tell(context, StatusCodes.Status400BadRequest, $"the form can't be read, or is larger than {Site.LargestBody >> 20} MB; send less at once");
        }
        catch (UnusableException wrong)
        {
            await Tell(context, StatusCodes.Status400BadRequest, wrong.Message);
        }
        catch (UnusableInputException wrong)
        {
            await Tell(context, StatusCodes.Status422UnprocessableEntity, wrong.Message);
        }
        catch (Exception wrong) when (wrong is UnusableFolderException or UnusablePackedFileException or UnusableProfileException)
        {
            await Tell(context, StatusCodes.Status503ServiceUnavailable, wrong.Message);
        }
#pragma warning disable CA1031 // the last stop
        catch (Exception fault)
#pragma warning restore CA1031
        {
            // the kind alone: its message may hold what somebody sent
            Line(log, $"{fault.GetType().Name} at {fault.TargetSite?.DeclaringType?.FullName}.{fault.TargetSite?.Name}", null);
            await Tell(context, StatusCodes.Status500InternalServerError, "a fault of the program, not of your input; please report what you did");
        }
    }

    static Task Tell(HttpContext context, int status, string message)
    {
        if (context.Response.HasStarted) return Task.CompletedTask;
        if (Problem.IsWanted(context)) return Problem.Write(context, status, message);
        return new RazorComponentResult<MessagePage>(new { Title = status >= 500 ? "That did not work" : "That can't be used", Message = message }) { StatusCode = status }.ExecuteAsync(context);
    }
}
