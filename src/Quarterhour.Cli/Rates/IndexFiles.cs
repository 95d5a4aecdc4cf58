using System.CommandLine;
using Quarterhour.Market;
using Quarterhour.Market.Workers;
using Quarterhour.Rates.Files;
using Quarterhour.Rates.Reading;

namespace Quarterhour.Cli.Rates;

/// <summary>All files of an index: converted here, one after the other, or put into the queue for workers.</summary>
static class IndexFiles
{
    public static int Run(Session session, ParseResult parsed, string place, Func<RateIndex> index, string folder, string? codes, bool enqueue, string? database)
    {
        var locations = RateJobs.Locations(place, index);
        if (locations.Count == 0) throw new UnusableException($"{SourceOptions.Shown(place)} names no file that can be fetched");
        folder = Path.GetFullPath(folder);
        if (enqueue)
        {
            try
            {
                new RateQueue(database ?? throw new UnusableException("--enqueue needs --db: the connection string of a PostgreSQL database")).Add(locations, folder, codes);
            }
            catch (MarketException wrong)
            {
                throw new UnusableException(wrong.Message);
            }
            if (parsed.GetValue(session.Json)) session.Terminal.Json(json => json.WriteNumber("enqueued", locations.Count));
            else session.Terminal.Paragraph($"{locations.Count} files are in the queue; rates worker --db ... works on them");
            return 0;
        }
        var (converted, before, failed) = (0, 0, new List<(string Location, string Why)>());
        foreach (string location in locations)
        {
            try
            {
                if (RateJobs.Convert(location, folder, codes)) converted++;
                else before++;
            }
            catch (UnusableRateFileException wrong)
            {
                failed.Add((RateSource.WithoutQuery(location), wrong.Message));
                session.Terminal.Error.WriteLine(SourceOptions.Told(location, wrong));
            }
        }
        if (parsed.GetValue(session.Json)) session.Terminal.Json(json =>
        {
            json.WriteNumber("converted", converted);
            json.WriteNumber("done_before", before);
            json.WriteStartArray("failed");
            foreach (var (location, why) in failed)
            {
                json.WriteStartObject();
                json.WriteString("location", location);
                json.WriteString("why", why);
                json.WriteEndObject();
            }
            json.WriteEndArray();
        });
        else session.Terminal.Paragraph($"{converted} files converted, {before} done before, {failed.Count} failed; tables are in {folder}");
        return failed.Count > 0 ? 1 : 0;
    }
}
