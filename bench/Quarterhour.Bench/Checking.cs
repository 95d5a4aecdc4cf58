using System.Buffers;
using System.Diagnostics;
using Quarterhour.Billing.Day;
using Quarterhour.Billing.Payers;
using Quarterhour.Billing.Tables;
using Quarterhour.Formats;
using Quarterhour.Formats.Claims;

namespace Quarterhour.Bench;

/// <summary>The parts of checking claims, in this process and on one thread.</summary>
/// <param name="Lines">Claim lines.</param>
/// <param name="Findings">What was found.</param>
/// <param name="Read">Seconds to read them from memory.</param>
/// <param name="Grouped">Seconds to put them together by patient's day.</param>
/// <param name="Judged">Seconds to judge them.</param>
/// <param name="Written">Seconds to write the findings.</param>
sealed record Checking(int Lines, int Findings, double Read, double Grouped, double Judged, double Written)
{
    public static Checking Measure(string csv, ReferenceTables tables)
    {
        byte[] file = File.ReadAllBytes(csv);
        Checking last = null!;
        for (int round = 0; round < 3; round++) last = Once(file, tables);
        return last;
    }

    static Checking Once(byte[] file, ReferenceTables tables)
    {
        long began = Stopwatch.GetTimestamp();
        List<ClaimLine> lines = [];
        var source = ClaimFile.Open(new MemoryStream(file, writable: false), "made.csv", "medicare");
        while (source.Next(out var line)) lines.Add(line);
        double read = Stopwatch.GetElapsedTime(began).TotalSeconds;

        began = Stopwatch.GetTimestamp();
        var days = ClaimDays.Of(lines);
        double grouped = Stopwatch.GetElapsedTime(began).TotalSeconds;

        began = Stopwatch.GetTimestamp();
        var check = new ClaimCheck(tables, BuiltInPayers.All);
        var found = new List<(Billing.Finding Finding, Billing.Bill Bill)>();
        for (int group = 0; group < days.Ends.Length; group++)
            foreach (var bill in check.Judge(days.Group(group)))
                foreach (var finding in bill.Findings) found.Add((finding, bill));
        double judged = Stopwatch.GetElapsedTime(began).TotalSeconds;

        began = Stopwatch.GetTimestamp();
        var (writer, into) = (new BillJson(), new ArrayBufferWriter<byte>(1 << 20));
        foreach (var (finding, bill) in found)
        {
            into.Write(writer.Of(finding, bill));
            into.ResetWrittenCount();
        }
        return new(lines.Count, found.Count, read, grouped, judged, Stopwatch.GetElapsedTime(began).TotalSeconds);
    }
}
