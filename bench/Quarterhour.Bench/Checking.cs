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
/// <param name="Judged">Seconds to judge them and to write the findings.</param>
sealed record Checking(int Lines, int Findings, double Read, double Grouped, double Judged)
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
        var source = ClaimFile.Open(new MemoryStream(file, writable: false), "made.csv", "medicare");
        var days = ClaimDays.In(source, sorted: true).ToList();
        double read = Stopwatch.GetElapsedTime(began).TotalSeconds;

        began = Stopwatch.GetTimestamp();
        foreach (var day in days) day.Gather();
        double grouped = Stopwatch.GetElapsedTime(began).TotalSeconds;

        began = Stopwatch.GetTimestamp();
        var check = new ClaimCheck(tables, BuiltInPayers.All);
        var (writer, into) = (new BillJson(), new ArrayBufferWriter<byte>(1 << 20));
        int found = 0;
        ClaimLine[] room = [];
        foreach (var day in days)
            for (int group = 0; group < day.Count; group++)
                foreach (var bill in check.Judge(day.Group(group, ref room)))
                    foreach (var finding in bill.Findings)
                    {
                        into.Write(writer.Of(finding, bill));
                        into.ResetWrittenCount();
                        found++;
                    }
        return new(days.Sum(day => day.Lines), found, read, grouped, Stopwatch.GetElapsedTime(began).TotalSeconds);
    }
}
