using Microsoft.EntityFrameworkCore;
using Quarterhour.Practice;
using Quarterhour.Practice.Rows;
using Quarterhour.Web.Desk;
using F = Hl7.Fhir.Model;

namespace Quarterhour.Web.Fhir;

/// <summary>The four searches: each goes through the records by a key, from where the page before ended, and finds one more than is shown.</summary>
sealed class FhirSearches(RequestDesk desk, FhirQuery query)
{
    readonly FhirRecords records = new(desk);

    static FhirRefused Wrong(string message) => new(StatusCodes.Status400BadRequest, message);

    public List<(F.Resource, string)> Patients()
    {
        var rows = desk.Store.Records.AsNoTracking().Where(static row => row.Kind == "patients");
        bool narrow = false;
        if (query.Any("_id") is { } ids) (rows, narrow) = (rows.Where(row => ids.Contains(row.Id)), true);
        // a system before the bar is that of the practice's own numbers, or none
        if (query.Any("identifier") is { } words)
        {
            string[] bare = [.. words.Select(static word => word.Split('|')).Where(static parts => parts.Length == 1 || parts[0].StartsWith("urn:quarterhour:", StringComparison.Ordinal) || parts[0].Length == 0).Select(static parts => parts[^1])];
            (rows, narrow) = (rows.Where(row => bare.Contains(row.Word)), true);
        }
        if ((query["name"] ?? query["family"])?.ToLowerInvariant() is { } begin)
        {
            string end = begin + "\uffff";
            (rows, narrow) = (rows.Where(row => string.Compare(row.Sort, begin) >= 0 && string.Compare(row.Sort, end) < 0), true);
        }
        var (given, births, gender) = (query["given"], query.Ranges("birthdate").ToList(), query["gender"]?.Split('|')[^1]);
        if (!narrow && (given is not null || births.Count > 0 || gender is not null)) throw Wrong("given, birthdate and gender narrow a search by _id, identifier, name or family: give one of these too");
        if (query.After is { } after && desk.Store.Records.AsNoTracking().FirstOrDefault(row => row.Id == after) is { } last)
        {
            var (sort, id) = (last.Sort, last.Id);
            rows = rows.Where(row => string.Compare(row.Sort, sort) > 0 || row.Sort == sort && string.Compare(row.Id, id) > 0);
        }
        // what no column says is looked at row by row, as many as it takes
        var found = rows.OrderBy(static row => row.Sort).ThenBy(static row => row.Id).AsEnumerable().Where(Fits).Take(query.Count + 1).ToList();
        return [.. records.Patients(found).Select(static one => ((F.Resource)one, one.Id!))];

        bool Fits(RecordRow row)
        {
            if (given is null && births.Count == 0 && gender is null) return true;
            var fields = desk.Records.Fields(row);
            return (given is null || fields.GetValueOrDefault("first", "").StartsWith(given, StringComparison.OrdinalIgnoreCase)) && (gender is null || fields.GetValueOrDefault("sex") == gender)
                && births.TrueForAll(range => DateOnly.TryParse(fields.GetValueOrDefault("birth"), out var birth) && Holds(range, birth));
        }
    }

    static bool Holds(DayRange range, DateOnly day) => day.ToDateTime(default) is var at && !(at < range.First) && !(at >= range.End);

    public List<(F.Resource, string)> Coverages()
    {
        var rows = desk.Store.Records.AsNoTracking().Where(static row => row.Kind == "coverages");
        if (query.Any("_id") is { } ids) rows = rows.Where(row => ids.Contains(row.Id));
        if (query.Reference("Patient", "patient", "beneficiary") is { } whose) rows = Word(whose) is { } word ? rows.Where(row => row.Patient == word) : rows.Where(static row => false);
        else if (query["_id"] is null) throw Wrong("patient or _id is needed");
        if (query.After is { } after) rows = rows.Where(row => string.Compare(row.Id, after) > 0);
        return [.. records.Coverages([.. rows.OrderBy(static row => row.Id).Take(query.Count + 1)]).Select(static one => ((F.Resource)one, one.Id!))];
    }

    public List<(F.Resource, string)> Claims()
    {
        var rows = desk.Store.Claims.AsNoTracking().Where(static row => row.State != ClaimState.Withdrawn);
        if (query.Any("_id") is { } ids)
        {
            string[] numbers = [.. ids.Select(Number)];
            rows = rows.Where(row => numbers.Contains(row.Number));
        }
        if (query.Any("identifier") is { } words)
        {
            string[] numbers = [.. words.Select(static word => word.Split('|')[^1])];
            rows = rows.Where(row => numbers.Contains(row.Number));
        }
        if (query.Reference("Patient", "patient") is { } whose) rows = Word(whose) is { } word ? rows.Where(row => row.Patient == word) : rows.Where(static row => false);
        foreach (var range in query.Ranges("created", "_lastUpdated"))
        {
            if (range.First is { } first && Moment(first) is var from) rows = rows.Where(row => string.Compare(row.MadeAt, from) >= 0);
            if (range.End is { } end && Moment(end) is var to) rows = rows.Where(row => string.Compare(row.MadeAt, to) < 0);
        }
        if (query.After is { } after) rows = rows.Where(row => string.Compare(row.Number, after) > 0);
        var found = rows.OrderBy(static row => row.Number).Take(query.Count + 1).ToList();
        return [.. records.Claims(found).Zip(found, static (one, row) => ((F.Resource)one, row.Number))];
    }

    public List<(F.Resource, string)> Explanations()
    {
        var rows = desk.Store.Decisions.AsNoTracking().Where(static row => row.Claim != null && row.Position > 0);
        if (query.Any("_id") is { } ids)
        {
            long[] numbers = [.. ids.Select(Decision)];
            rows = rows.Where(row => numbers.Contains(row.Id));
        }
        if (query.Any("identifier") is { } words)
        {
            string[] numbers = [.. words.Select(static word => word.Split('|')[^1])];
            rows = rows.Where(row => numbers.Contains(row.PayerControl));
        }
        if (query.Any("type") is { } types && !types.Any(static type => type.Split('|')[^1] == "professional")) return [];
        if (query.Reference("Claim", "claim") is { } claim && Number(claim) is var number) rows = rows.Where(row => row.Claim == number);
        if (query.Reference("Patient", "patient") is { } whose) rows = Word(whose) is { } word ? rows.Where(row => desk.Store.Claims.Where(one => one.Patient == word).Select(static one => one.Number).Contains(row.Claim!)) : rows.Where(static row => false);
        foreach (var range in query.Ranges("service-date", "service-start-date", "billable-period-start"))
        {
            if (range.First is { } first && DateOnly.FromDateTime(first) is var from) rows = rows.Where(row => desk.Store.Claims.Any(one => one.Number == row.Claim && one.Day >= from));
            if (range.End is { } end && DateOnly.FromDateTime(end) is var to) rows = rows.Where(row => desk.Store.Claims.Any(one => one.Number == row.Claim && one.Day < to));
        }
        foreach (var range in query.Ranges("_lastUpdated"))
        {
            if (range.First is { } first && Moment(first) is var from) rows = rows.Where(row => desk.Store.Remittances.Any(one => one.Id == row.Remittance && string.Compare(one.PostedAt, from) >= 0));
            if (range.End is { } end && Moment(end) is var to) rows = rows.Where(row => desk.Store.Remittances.Any(one => one.Id == row.Remittance && string.Compare(one.PostedAt, to) < 0));
        }
        if (query.After is { } after && Decision(after) is var at) rows = rows.Where(row => row.Id > at);
        return [.. records.Explanations([.. rows.OrderBy(static row => row.Id).Take(query.Count + 1)]).Select(static one => ((F.Resource)one, one.Id!))];
    }

    /// <summary>A claim's number by its id; an id of other letters is no number, and finds nothing.</summary>
    public static string Number(string id) => id.StartsWith("claim-", StringComparison.Ordinal) ? id["claim-".Length..] : "";

    /// <summary>A decision by its id; 0 for none.</summary>
    public static long Decision(string id) => id.StartsWith("eob-", StringComparison.Ordinal) && long.TryParse(id.AsSpan(4), System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out long number) ? number : 0;

    string? Word(string patient) => desk.Store.Records.AsNoTracking().Where(row => row.Kind == "patients" && row.Id == patient).Select(static row => row.Word).FirstOrDefault();

    static string Moment(DateTime at) => PracticeStore.Moment(new DateTimeOffset(at, TimeSpan.Zero));
}
