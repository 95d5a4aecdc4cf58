using System.Diagnostics;
using Quarterhour.Reference;
using Quarterhour.Reference.Search;

namespace Quarterhour.Bench;

/// <summary>The questions of the relevance test, asked again and again in this process.</summary>
static class Searching
{
    const int Rounds = 200, Warm = 20;

    /// <summary>Microseconds of each question, in order of size.</summary>
    public static double[] Microseconds(string questions)
    {
        var index = TherapySearch.Open(BuiltInTables.Open().Codes, new(2026, 5, 4));
        string[] asked = [.. File.ReadLines(questions).Skip(1).Select(line => line.Split(',')[0])];
        var times = new List<double>(Rounds * asked.Length);
        for (int round = -Warm; round < Rounds; round++)
            foreach (string question in asked)
            {
                long start = Stopwatch.GetTimestamp();
                index.Find(question, 10);
                if (round >= 0) times.Add(Stopwatch.GetElapsedTime(start).TotalMicroseconds);
            }
        times.Sort();
        return [.. times];
    }
}
