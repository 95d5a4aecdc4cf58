using Quarterhour.Billing.Edits;
using Quarterhour.Billing.Modifiers;
using Quarterhour.Billing.Payers;
using Quarterhour.Billing.Pricing;
using Quarterhour.Billing.Tables;

namespace Quarterhour.Billing.Day;

/// <summary>Prices a patient's day: allowed amounts across all visits, then each bill's split between payer and patient.</summary>
static class DayPrices
{
    public static void Price(List<DayLine> lines, BillingRun run)
    {
        if (lines.Count == 0) return;
        var fees = new UnitFee?[lines.Count];
        for (int i = 0; i < fees.Length; i++)
        {
            var (bill, line) = lines[i];
            if (bill.Terms!.Pricing is not (PricingBasis.MedicareFeeSchedule or PricingBasis.PercentOfMedicare)) continue;
            line.Fee = fees[i] = Fee(bill, line, run);
        }
        Terms? ranked = null;
        int inFull = -1;
        for (int i = 0; i < fees.Length; i++)
        {
            var (bill, line) = lines[i];
            if (bill.Terms != ranked) (ranked, inFull) = (bill.Terms, InFull(lines, fees, bill.Terms!));
            switch (bill.Terms!.Pricing)
            {
                case PricingBasis.None when !run.Tables.OwnFees.Has(bill.Terms.Payer.Id):
                    LeaveOpen(bill, NoContract);
                    break;
                case PricingBasis.None:
                case PricingBasis.PerUnit when !bill.Terms.UnitRates.ContainsKey(line.Code) && run.Tables.OwnFees.Has(bill.Terms.Payer.Id):
                    ByContract(bill, line, ContractRate.OfOwnFees(run.Tables.OwnFees, bill.Terms.Payer.Id, line.Code, line.Modifiers, line.Units, bill.Visit.Date));
                    break;
                case PricingBasis.PerCase:
                    LeaveOpen(bill, ByCase);
                    break;
                case PricingBasis.PerUnit:
                    ByContract(bill, line, ContractRate.OfUnits(bill.Terms, line.Code, line.Units));
                    break;
                case PricingBasis.PerVisit:
                    ByVisit(bill, line);
                    break;
                default:
                    if (fees[i] is { } fee) ByFeeSchedule(bill, line, fee, bill.Terms.MultipleProcedure, i == inFull, inFull < 0 ? default : lines[inFull].Line.Code);
                    break;
            }
        }
    }

    /// <summary>The line whose first unit is paid in full, of those on the same terms: each payer sees only what is billed to it.</summary>
    static int InFull(List<DayLine> lines, UnitFee?[] fees, Terms terms)
    {
        if (!terms.MultipleProcedure) return -1;
        if (AreOnOneTerms(lines)) return MultipleProcedure.InFull(fees);
        var own = new UnitFee?[fees.Length];
        for (int i = 0; i < own.Length; i++) if (lines[i].Bill.Terms == terms) own[i] = fees[i];
        return MultipleProcedure.InFull(own);
    }

    static bool AreOnOneTerms(List<DayLine> lines)
    {
        foreach (var line in lines) if (line.Bill.Terms != lines[0].Bill.Terms) return false;
        return true;
    }

    static UnitFee? Fee(Bill bill, BillLine line, BillingRun run)
    {
        if (run.Fees.Place(bill.Visit) is not { } place)
        {
            LeaveOpen(bill, NoPlace);
            return null;
        }
        if (!place.IsDecided)
        {
            LeaveOpen(bill, new("price", place.Needs!));
            bill.Undecided = true;
            return null;
        }
        if (!run.Tables.Localities.Knows(place.Value))
        {
            LeaveOpen(bill, new("price", $"a locality that exists: {place.Value} is in no loaded GPCI file"));
            bill.Undecided = true;
            return null;
        }
        if (bill.Visit.Locality is null) run.NoteZipTable(bill.Visit.Date);
        var fee = run.Fees.Of(line, place.Value, bill.Visit.Date);
        if (fee.IsDecided)
        {
            if (run.Fees.IsTherapyInFacility(line)) line.Because.Add(FeeSchedule.TherapyInFacility);
            if (line.Number == 1) line.Because.AddRange(place.Because.AsSpan());
            return fee.Value;
        }
        bill.Findings.Add(FeeSchedule.NoPrice(line.Code, fee.Needs!) with { Line = line.Number });
        return null;
    }

    static void ByFeeSchedule(Bill bill, BillLine line, UnitFee fee, bool isRanked, bool isInFull, ProcedureCode fullCode)
    {
        var terms = bill.Terms!;
        var (full, reduced) = isRanked ? MultipleProcedure.Split(fee, line.Units, isInFull) : (line.Units, 0);
        (line.FullUnits, line.ReducedUnits) = (full, reduced);
        decimal amount = full * fee.Full + reduced * (fee.Reduced ?? 0m);
        // the tables are named once a bill, under its first price
        line.Because.Add(NamesTables(bill, line) ? fee.Formula : fee.Because);
        if (isRanked && fullCode != default) line.Because.Add(MultipleProcedure.Why(line.Code, fee, line.Units, isInFull, fullCode));
        if (line.Units > 1) line.Because.Add(FeeSchedule.Line(full, reduced, fee, amount));
        if (!bill.Visit.Participating && terms.Pricing == PricingBasis.MedicareFeeSchedule)
        {
            (amount, var why) = NonParticipating.Of(amount, bill.Visit.Date);
            line.Because.Add(why);
        }
        if (terms.Pricing == PricingBasis.PercentOfMedicare)
        {
            ByContract(bill, line, ContractRate.OfMedicare(terms, amount));
            return;
        }
        Allow(line, amount);
    }

    /// <summary>A line before this one has a price, and under it the tables' names.</summary>
    static bool NamesTables(Bill bill, BillLine line)
    {
        foreach (var other in bill.Lines) if (other.Number < line.Number && other.Allowed is not null) return true;
        return false;
    }

    static void ByContract(Bill bill, BillLine line, Answer<decimal> rate)
    {
        if (!rate.IsDecided)
        {
            bill.Findings.Add(FeeSchedule.NoPrice(line.Code, rate.Needs!) with { Line = line.Number });
            return;
        }
        if (line.FullUnits is null) (line.FullUnits, line.ReducedUnits) = (line.Units, 0);
        line.Because.AddRange(rate.Because.AsSpan());
        Allow(line, rate.Value);
    }

    /// <summary>The rate stands on the first line; it is held against the charges of the whole visit.</summary>
    static void ByVisit(Bill bill, BillLine line)
    {
        (line.FullUnits, line.ReducedUnits) = (line.Units, 0);
        var rate = ContractRate.OfVisit(bill.Terms!, line.Number == 1, Sum(bill.Lines, one => one.Charge));
        if (!rate.IsDecided)
        {
            if (line.Number == 1) bill.Findings.Add(FeeSchedule.NoPrice(line.Code, rate.Needs!) with { Line = line.Number });
            return;
        }
        line.Because.AddRange(rate.Because.AsSpan());
        line.Allowed = rate.Value;
    }

    /// <summary>The lower of fee and charge.</summary>
    static void Allow(BillLine line, decimal fee)
    {
        bool charged = line.Charge < fee;
        if (charged) line.Because.Add(FeeSchedule.LowerCharge(line.Charge!.Value, fee));
        line.Allowed = charged ? line.Charge : fee;
    }

    /// <summary>Deductible in the order of the lines, coinsurance, assistant reduction, sequestration; then the totals.</summary>
    /// <param name="bill">A bill whose lines are priced.</param>
    /// <param name="leftToday">What earlier visits of the day, on the same terms, left of the deductible; null for the first.</param>
    /// <returns>What this visit leaves of it; null where that is not known.</returns>
    public static decimal? Split(Bill bill, decimal? leftToday = null)
    {
        var (visit, terms) = (bill.Visit, bill.Terms!);
        // a visit states what was left before it, or what was left that morning: never more than the day's earlier visits left
        decimal? left = visit.DeductibleLeft is { } stated && leftToday is { } rest ? Math.Min(stated, rest) : visit.DeductibleLeft;
        bool denied = terms.Notices && visit.ExpectedDenial == true;
        if (terms.MedicarePatientShare && left is null && bill.Lines.Count > 0 && !denied) LeaveOpen(bill, NoDeductible);
        else if (!terms.MedicarePatientShare && bill.Lines.Exists(static line => line.Allowed is not null)) LeaveOpen(bill, NoPlanShare);
        foreach (var line in bill.Lines)
        {
            if (line.Excluded) line.Share = Notices.LiableFor(line);
            else if (denied && Notices.Settle(line))
            {
                if (line.Share is null) LeaveOpen(bill, NoCharge);
            }
            else if (line.Allowed is not { } allowed || left is not { } deductibleLeft || !terms.MedicarePatientShare) continue;
            else
            {
                line.Share = LineShare(line, allowed, deductibleLeft, terms, visit.Date, visit.Qmb);
                left = deductibleLeft - line.Share.Value.Deductible;
            }
        }
        bill.Totals = new(Sum(bill.Lines, line => line.Charge), Sum(bill.Lines, line => line.Allowed), SumShares(bill.Lines));
        return bill.Totals.Share is null ? leftToday : left;
    }

    static Share LineShare(BillLine line, decimal allowed, decimal deductibleLeft, Terms terms, DateOnly date, bool qmb)
    {
        var (deductible, coinsurance) = PatientShare.Split(allowed, deductibleLeft, date, line.Because);
        decimal medicare = allowed - deductible - coinsurance;
        decimal assistant = terms.AssistantReduction ? AssistantReduction.Of(medicare, line.Modifiers, date, line.Because) : 0m;
        decimal sequestration = terms.Sequestration ? Sequestration.Of(medicare - assistant, date, line.Because) : 0m;
        if (qmb) line.Because.Add(PatientShare.Qmb);
        return new(deductible, coinsurance, assistant, sequestration, medicare - assistant - sequestration, qmb ? 0m : deductible + coinsurance);
    }

    /// <summary>The sum of what every line has; null where one has none.</summary>
    public static decimal? Sum(List<BillLine> lines, Func<BillLine, decimal?> amount)
    {
        decimal sum = 0;
        foreach (var line in lines)
        {
            if (amount(line) is not { } one) return null;
            sum += one;
        }
        return sum;
    }

    static Share? SumShares(List<BillLine> lines)
    {
        var sum = default(Share);
        foreach (var line in lines)
        {
            if (line.Share is not { } one) return null;
            sum = new(sum.Deductible + one.Deductible, sum.Coinsurance + one.Coinsurance, sum.AssistantReduction + one.AssistantReduction,
                sum.Sequestration + one.Sequestration, sum.PayerPays + one.PayerPays, sum.PatientOwes + one.PatientOwes);
        }
        return sum;
    }

    /// <summary>Said once a bill, not once a line.</summary>
    static void LeaveOpen(Bill bill, NotChecked open)
    {
        foreach (var known in bill.NotChecked) if (known.Check == open.Check) return;
        bill.NotChecked.Add(open);
    }

    static readonly NotChecked NoContract = new("price", "a contract: \"pricing\" in a profile of your own for the payer"),
        ByCase = new("price", "the case: the contract pays by case, not by visit"), NoPlace = new("price", "zip or locality"),
        NoDeductible = new("patient-share", "deductible_left"), NoCharge = new("patient-share", "charge"), NoPlanShare = new("patient-share", "what the plan leaves to the patient");
}
