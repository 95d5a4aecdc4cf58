using System.Text;
using System.Text.Json;
using Quarterhour.Cli;

namespace Quarterhour.Tests;

/// <summary>A command line run in this process: its status and what it wrote.</summary>
sealed record CommandLine(int Status, string Out, string Error)
{
    public static CommandLine Run(params string[] args) => Run(80, args);

    public static CommandLine Run(int width, params string[] args) => Run("", width, args);

    public static CommandLine Run(string input, int width, params string[] args)
    {
        using var output = new MemoryStream();
        using var error = new StringWriter { NewLine = "\n" };
        using var given = new MemoryStream(Encoding.UTF8.GetBytes(input));
        int status;
        using (var terminal = new Terminal(output, error, given, new Noon(), width)) status = Root.Run(args, terminal);
        return new(status, Encoding.UTF8.GetString(output.ToArray()), error.ToString());
    }

    public JsonElement Json => JsonDocument.Parse(Out).RootElement;

    public IEnumerable<string> Lines => Out.Split('\n');

    /// <summary>A day that does not move.</summary>
    internal sealed class Noon : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => new(2026, 5, 4, 12, 0, 0, TimeSpan.Zero);

        public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;
    }
}
