using Quarterhour.Billing.Day;
using Quarterhour.Formats.Visits;

namespace Quarterhour.Formats.Claims;

/// <summary>Where claim lines come from, one after the other, with the faults that were met on the way.</summary>
/// <param name="name">The file as messages name it.</param>
public abstract class ClaimSource(string name)
{
    /// <summary>Faults kept; all are counted.</summary>
    const int KeptFaults = 1000;

    readonly List<ReadFault> faults = [];

    /// <summary>The file as messages name it.</summary>
    protected string Name => name;

    /// <summary>Lines that could not be used, the first thousand.</summary>
    public IReadOnlyList<ReadFault> Faults => faults;

    /// <summary>How many lines could not be used.</summary>
    public int Rejected { get; private set; }

    /// <summary>True where <see cref="ClaimLine.SourceLine"/> is a segment of its transaction, counted from ST, and not a line of text.</summary>
    public virtual bool InSegments => false;

    /// <summary>Reads the next line that can be used.</summary>
    /// <returns>False at the end.</returns>
    public abstract bool Next(out ClaimLine line);

    /// <summary>Tells of a line that can't be used.</summary>
    protected void Reject(ReadFault fault)
    {
        Rejected++;
        if (faults.Count < KeptFaults) faults.Add(fault);
    }

    internal UnusableInputException ComesBack(ClaimLine line) =>
        new(new(name, line.SourceLine, "date", null, $"{line.Date:yyyy-MM-dd} comes back; with --sorted the rows of one date stand together. Sort the file by date, or leave --sorted away"), restNotRead: true);
}
