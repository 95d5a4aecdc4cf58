using Hangfire;
using Hangfire.PostgreSql;

namespace Quarterhour.Market.Workers;

/// <summary>
/// The queue of rate jobs: Hangfire on PostgreSQL. A worker holds a job by saying again and again that it lives; of one that was killed the job is taken by
/// another when it has been silent for a while. Any number of machines may work; what they share is the database and the folder.
/// </summary>
public sealed class RateQueue
{
    const string Name = "rates";

    readonly PostgreSqlStorage storage;

    /// <summary>Where the jobs are kept, for who shows them.</summary>
    public JobStorage Storage => storage;

    /// <param name="connection">Connection string of a PostgreSQL database; the tables are made in it.</param>
    /// <param name="silence">After so long without a sign a worker counts as dead; half a minute where it is null.</param>
    /// <exception cref="MarketException">The database can't be reached.</exception>
    public RateQueue(string connection, TimeSpan? silence = null)
    {
        var options = new PostgreSqlStorageOptions
        {
            UseSlidingInvisibilityTimeout = true, InvisibilityTimeout = silence ?? TimeSpan.FromSeconds(30), QueuePollInterval = TimeSpan.FromSeconds(1), SchemaName = "quarterhour_rates", PrepareSchemaIfNecessary = true,
        };
        try
        {
            // the storage itself would go on trying, and say nothing
            using (var once = new Npgsql.NpgsqlConnection(connection)) once.Open();
            storage = new(new Hangfire.PostgreSql.Factories.NpgsqlConnectionFactory(connection, options), options);
        }
        catch (Exception fault) when (fault is Npgsql.NpgsqlException or ArgumentException or InvalidOperationException)
        {
            throw new MarketException($"--db: the database can't be used: {fault.Message.ReplaceLineEndings(" ").TrimEnd('.')}; check its name, the user and whether the server runs");
        }
    }

    /// <summary>Puts files into the queue.</summary>
    public void Add(IEnumerable<string> locations, string folder, string? codes)
    {
        var client = new BackgroundJobClient(storage);
        foreach (string location in locations) client.Create(() => RateJobs.Convert(location, folder, codes), new Hangfire.States.EnqueuedState(Name));
    }

    /// <summary>Jobs that wait, that are worked on, that were done, that failed for good.</summary>
    public (long Waiting, long Working, long Done, long Failed) Count()
    {
        var statistics = storage.GetMonitoringApi().GetStatistics();
        return (statistics.Enqueued + statistics.Scheduled, statistics.Processing, statistics.Succeeded, statistics.Failed);
    }

    /// <summary>Works until it is told to stop, or until nothing is left.</summary>
    public void Work(int atOnce, bool untilEmpty, CancellationToken stop)
    {
        GlobalJobFilters.Filters.Add(new AutomaticRetryAttribute { Attempts = 5, DelaysInSeconds = [5, 30, 120, 600, 1800] });
        using var server = new BackgroundJobServer(new BackgroundJobServerOptions { Queues = [Name], WorkerCount = atOnce, ShutdownTimeout = TimeSpan.FromSeconds(2), SchedulePollingInterval = TimeSpan.FromSeconds(2) }, storage);
        while (!stop.IsCancellationRequested)
        {
            if (stop.WaitHandle.WaitOne(TimeSpan.FromSeconds(1))) break;
            if (untilEmpty && Count() is { Waiting: 0, Working: 0 }) break;
        }
    }
}
