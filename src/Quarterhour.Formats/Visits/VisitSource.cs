using Quarterhour.Billing.Visits;

namespace Quarterhour.Formats.Visits;

/// <summary>Visits in the order of the input, with the faults that were met on the way.</summary>
public abstract class VisitSource
{
    readonly List<ReadFault> faults = [];

    /// <summary>What could not be used, so far; ends with the file.</summary>
    public IReadOnlyList<ReadFault> Faults => faults;

    /// <summary>Visits left out because something of them could not be read.</summary>
    public int Rejected { get; private protected set; }

    /// <summary>Lines left out that could not be put to any visit; none of them is in <see cref="Rejected"/>.</summary>
    public int StrayLines { get; private protected set; }

    /// <summary>Where in the input the reader stands, in bytes, for progress.</summary>
    public abstract long Position { get; }

    /// <summary>The visits of each date of service together.</summary>
    /// <param name="sorted">The rows of one date stand together, so that a day can be handed on when the next begins; otherwise all is read first.</param>
    /// <exception cref="UnusableInputException">Nothing of the input can be used, or a date comes back in sorted input.</exception>
    public abstract IEnumerable<IReadOnlyList<Visit>> Days(bool sorted);

    private protected void Add(ReadFault fault) => faults.Add(fault);

    /// <summary>Opens visits in CSV, JSON or NDJSON; which one it is, the content tells.</summary>
    /// <param name="stream">Read from its start to its end.</param>
    /// <param name="name">The file as messages name it.</param>
    /// <param name="nearestCode">The known procedure code nearest to a mistyped one, for messages.</param>
    /// <exception cref="UnusableInputException">The content is none of the three.</exception>
    public static VisitSource Open(Stream stream, string name, Func<string, string?>? nearestCode = null)
    {
        var start = new StartOfFile(stream, name);
        return start.First switch
        {
            null => throw new UnusableInputException(new(name, 0, null, null, "the file is empty; a CSV file with a header, or JSON, is needed")),
            (byte)'{' or (byte)'[' => start.IsOneDocument() ? new JsonVisits(start, name, nearestCode) : new NdjsonVisits(start, name, nearestCode),
            _ => new CsvVisits(start, name, nearestCode),
        };
    }

    /// <summary>Groups visits by date, in the order of dates.</summary>
    private protected static IEnumerable<IReadOnlyList<Visit>> ByDate(IEnumerable<Visit> visits)
    {
        var days = new SortedDictionary<DateOnly, List<Visit>>();
        foreach (var visit in visits)
        {
            if (!days.TryGetValue(visit.Date, out var day)) days[visit.Date] = day = [];
            day.Add(visit);
        }
        return days.Values;
    }
}
