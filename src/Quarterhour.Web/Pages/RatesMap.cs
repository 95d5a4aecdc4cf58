using Microsoft.AspNetCore.Http.HttpResults;
using Quarterhour.Billing;
using Quarterhour.Billing.Tables;
using Quarterhour.Market;
using Quarterhour.Web.Accounts;
using Quarterhour.Web.Serving;

namespace Quarterhour.Web.Pages;

/// <summary>Payers' negotiated rates beside Medicare, for a code and a place.</summary>
static class RatesMap
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/rates", Show).Needs(May.Know).ExcludeFromDescription();

    static async Task<IResult> Show(HttpRequest request, Knowledge knowledge, CancellationToken cancel)
    {
        var asked = Form.Of(request, ("date", $"{knowledge.Today:yyyy-MM-dd}"));
        bool there = RatesQuestion.IsThere(knowledge);
        IReadOnlyList<PayerRates>? rows = null;
        LocalityId? place = null;
        ProcedureCode code = default;
        DateOnly day = default;
        if (there && asked.Given("code") is { } written)
        {
            bool usable = asked.Try("code", () => Read.Code(written, "code"), out code) & asked.TryDate("date", knowledge.Today, out day)
                & asked.Try("state", () => asked.Given("state") is null or { Length: 2 } ? true : throw new UnusableException("state: two letters are needed"), out _);
            if (usable && asked.Given("zip") is { } zip) usable = asked.Try<LocalityId?>("zip", () => Read.LocalityOfZip(zip, "zip", day, knowledge.Now.Tables.Zips), out place);
            if (usable)
            {
                try
                {
                    rows = await RatesQuestion.Ask(knowledge, code, place, day, asked.Given("state")?.ToUpperInvariant(), cancel);
                }
                catch (UnusableException wrong)
                {
                    asked.Try<bool>("code", () => throw new UnusableException(wrong.Message), out _);
                }
            }
        }
        return new RazorComponentResult<RatesPage>(new { Asked = asked, There = there, Rows = rows, Code = $"{code}", Place = place is { } here ? $"{here}" : null, Day = day }) { StatusCode = asked.Wrong > 0 ? StatusCodes.Status400BadRequest : StatusCodes.Status200OK, PreventStreamingRendering = true };
    }

    public static string Words(RateBasis basis) => basis switch
    {
        RateBasis.Dollars => "Dollars for the code", RateBasis.Percentage => "Percent of the charge", RateBasis.PerDiem => "Dollars a day", RateBasis.Bundle => "Dollars for a bundle of codes", RateBasis.Capitation => "Dollars a member for a time", _ => "The file does not tell how it is meant",
    };

    /// <summary>As it stands in the file, with two decimals at least.</summary>
    public static string Number(decimal value) => value.ToString("#,##0.00##########", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Who pays, in one line.</summary>
    public static string Who(PayerRates row) => string.Join(", ", new[] { row.Payer ?? "not told", row.Plan, row.Network }.Where(static part => !string.IsNullOrEmpty(part)));
}
