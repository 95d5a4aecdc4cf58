using System.Collections.Immutable;
using Quarterhour.Billing.Payers;
using Quarterhour.Billing.Pricing;
using Quarterhour.Billing.Tables;
using Quarterhour.Billing.Units;
using Quarterhour.Billing.Visits;

namespace Quarterhour.Billing;

/// <summary>What a person has to do with a bill.</summary>
public enum BillStatus : byte { Clean, NeedsAttention, CannotBill }

/// <summary>The answer to one visit: lines with units, modifiers and amounts, what is not billed, what was found, and why.</summary>
public sealed class Bill(Visit visit, Terms? terms)
{
    public Visit Visit { get; private set; } = visit;

    /// <summary>The payer's terms; null when the payer is not known.</summary>
    public Terms? Terms { get; private set; } = terms;

    /// <summary>Minutes of this visit in the 15-minute pool.</summary>
    public int TimedMinutes { get; internal set; }

    /// <summary>Units of the pool that stand on this bill.</summary>
    public int Units { get; internal set; }

    /// <summary>The day's pool that the units come from, with those of the same day's other visits; null where nothing is in it.</summary>
    public PoolUnits? Pool { get; internal set; }

    /// <summary>Units of all lines.</summary>
    public int BilledUnits
    {
        get
        {
            int units = 0;
            foreach (var line in Lines) units += line.Units;
            return units;
        }
    }

    public List<BillLine> Lines { get; } = [];

    public List<NotBilled> NotBilled { get; } = [];

    public List<UnitChoice> Choices { get; } = [];

    public List<Finding> Findings { get; } = [];

    public List<NotChecked> NotChecked { get; } = [];

    /// <summary>The rules about the record that were held against what the visit tells, and hold, each with the facts that show it.</summary>
    public List<Reason> Holds { get; } = [];

    /// <summary>The earlier visit of the day that this one repeats.</summary>
    internal Visit? Repeats { get; set; }

    /// <summary>A fact that the visit gave in part leaves a rule undecided.</summary>
    public bool Undecided { get; internal set; }

    /// <summary>Pairs of codes, column 1 and column 2, that were found here.</summary>
    internal HashSet<(ProcedureCode, ProcedureCode)> Paired => paired ??= [];

    HashSet<(ProcedureCode, ProcedureCode)>? paired;

    /// <summary>Lines of earlier visits, which serve again.</summary>
    Stack<BillLine>? spare;

    /// <summary>Takes another visit in its place, as if it were new; for bills of which nothing is kept.</summary>
    internal void Restart(Visit another, Terms? onTerms)
    {
        (Visit, Terms, Repeats) = (another, onTerms, null);
        paired?.Clear();
        (TimedMinutes, Units, Pool, Undecided, Totals) = (0, 0, null, false, default);
        spare ??= new();
        foreach (var line in Lines) spare.Push(line);
        Lines.Clear();
        NotBilled.Clear();
        Choices.Clear();
        Findings.Clear();
        NotChecked.Clear();
        Holds.Clear();
    }

    /// <summary>A line that is not on the bill yet.</summary>
    /// <param name="code">The procedure code.</param>
    /// <param name="discipline">Under whose plan of care.</param>
    /// <param name="reasons">Room for so many reasons from the start.</param>
    internal BillLine NewLine(ProcedureCode code, Discipline discipline, int reasons)
    {
        if (spare is null || !spare.TryPop(out var line)) return new(code, discipline, reasons);
        line.Restart(code, discipline);
        return line;
    }

    internal void LeaveOpen(string what, string needs)
    {
        NotChecked.Add(new(what, needs));
        Undecided = true;
    }

    public BillStatus Status
    {
        get
        {
            var status = Undecided ? BillStatus.NeedsAttention : BillStatus.Clean;
            foreach (var finding in Findings)
            {
                if (finding.Severity == Severity.Error) return BillStatus.CannotBill;
                if (finding.Severity == Severity.Warning) status = BillStatus.NeedsAttention;
            }
            return status;
        }
    }

    public Totals Totals { get; internal set; }
}

/// <summary>One claim line. Amounts are dollars; null is undecided or not applicable, and a reason says which.</summary>
/// <param name="code">The procedure code.</param>
/// <param name="discipline">Under whose plan of care.</param>
/// <param name="reasons">Room for so many reasons from the start.</param>
public sealed class BillLine(ProcedureCode code, Discipline discipline, int reasons = 6)
{
    /// <summary>From 1, in the bill.</summary>
    public int Number { get; internal set; }

    public ProcedureCode Code { get; private set; } = code;

    public Discipline Discipline { get; private set; } = discipline;

    public List<Modifier> Modifiers { get; } = new(4);

    public int Units { get; internal set; }

    public int Minutes { get; internal set; }

    public TreatedBy By { get; internal set; }

    /// <summary>Takes another code in its place, as if it were new; for lines of which nothing is kept.</summary>
    internal void Restart(ProcedureCode another, Discipline under)
    {
        (Code, Discipline) = (another, under);
        amounts?.Clear();
        (Number, Units, Minutes, By, FullUnits, ReducedUnits, Charge, Evidence, SourceLine, Excluded, PrimaryEarlier) = (0, 0, 0, default, null, null, null, null, 0, false, false);
        DiagnosisPointers = [];
        Modifiers.Clear();
        Because.Clear();
    }

    /// <summary>Units paid in full and units with half of the practice expense, under the therapy reduction; null where the line has no price.</summary>
    public int? FullUnits { get; internal set; }

    public int? ReducedUnits { get; internal set; }

    /// <summary>The facility's charge for the line.</summary>
    public decimal? Charge { get; internal set; }

    /// <summary>The fee schedule's amounts for one unit; null where another basis sets the price, or none can.</summary>
    public UnitFee? Fee
    {
        get => amounts?.Fee;
        internal set
        {
            if (amounts is not null || value is not null) (amounts ??= new()).Fee = value;
        }
    }

    public decimal? Allowed
    {
        get => amounts?.Allowed;
        internal set
        {
            if (amounts is not null || value is not null) (amounts ??= new()).Allowed = value;
        }
    }

    public Share? Share
    {
        get => amounts?.Share;
        internal set
        {
            if (amounts is not null || value is not null) (amounts ??= new()).Share = value;
        }
    }

    // kept apart: claim lines that are only checked have none, and a line's amounts are half of its size
    Amounts? amounts;

    sealed class Amounts
    {
        public UnitFee? Fee;
        public decimal? Allowed;
        public Share? Share;

        public void Clear() => (Fee, Allowed, Share) = (null, null, null);
    }

    /// <summary>Positions, from 1, of the visit's diagnoses; four at most.</summary>
    public IReadOnlyList<int> DiagnosisPointers { get; internal set; } = [];

    public List<Reason> Because { get; } = new(reasons);

    /// <summary>What the record shows of every part of the line.</summary>
    internal Evidence? Evidence { get; set; }

    /// <summary>The line of the input that it stands on, for messages; 0 where it was made here.</summary>
    public int SourceLine { get; internal set; }

    /// <summary>No benefit of the payer: on the claim for a denial only, apart from edits and prices.</summary>
    internal bool Excluded { get; set; }

    /// <summary>An add-on whose primary was earned earlier in its period.</summary>
    internal bool PrimaryEarlier { get; set; }
}

/// <summary>How an allowed amount is split. Dollars; allowed = deductible + coinsurance + assistant reduction + sequestration + payer pays.</summary>
/// <param name="PatientOwes">Deductible and coinsurance, or nothing where the patient may not be billed.</param>
public readonly record struct Share(decimal Deductible, decimal Coinsurance, decimal AssistantReduction, decimal Sequestration, decimal PayerPays, decimal PatientOwes);

/// <summary>The sums of a bill's lines; null where a line's amount is undecided.</summary>
public readonly record struct Totals(decimal? Charge, decimal? Allowed, Share? Share);

/// <summary>An intervention that earns no unit of its own on this bill.</summary>
/// <param name="BilledIn">The visit of the same day whose line holds it; null where it is not billed at all.</param>
public sealed record NotBilled(ProcedureCode Code, int? Minutes, ImmutableArray<Reason> Because, string? BilledIn = null);

/// <summary>A unit that may go to any of several codes; the therapist may choose. Never decided or shown by price.</summary>
public sealed record UnitChoice(IReadOnlyList<ProcedureCode> Acceptable, ProcedureCode Picked, Reason Because);
