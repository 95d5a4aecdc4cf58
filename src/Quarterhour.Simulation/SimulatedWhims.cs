using Quarterhour.X12;

namespace Quarterhour.Simulation;

/// <summary>What payers do with claims, from the usual to what people write to forums about.</summary>
static class SimulatedWhims
{
    /// <returns>The lines as they stand at the end; none where nothing was posted to the claim.</returns>
    public static List<ServicePayment> Apply(SimulatedPayer payer, PayersWhim whim, ProfessionalClaim claim, List<ServicePayment> lines, SimulatedOutcome outcome, Random random)
    {
        var line = lines[random.Next(lines.Count)];
        string number = line.ControlNumber!;
        if (whim is PayersWhim.DeniesLine or PayersWhim.BundlesLine)
        {
            // what is refused takes no part in the ranking: another line may be paid in full
            int refused = lines.IndexOf(line);
            lines = payer.Price(claim, 0, refused);
            line = lines[refused];
        }
        switch (whim)
        {
            case PayersWhim.HidesReduction:
                foreach (var one in lines) Merge(one, "59");
                break;
            case PayersWhim.DropsModifiers:
                foreach (var one in lines)
                {
                    one.Procedure = new("HC", one.Procedure!.Code);
                    one.References.Clear();
                }
                break;
            case PayersWhim.SplitsLines:
                lines = [.. lines.SelectMany(Split)];
                break;
            case PayersWhim.DeniesLine:
                var (group, code, remark) = SimulatedPayer.LineDenial(random);
                Deny(line, group, code, remark, outcome);
                break;
            case PayersWhim.DeniesUnits:
                // what would have been paid for is refused in part
                decimal refused = Math.Min(line.Paid, random.Next(1, 1000) / 100m);
                line.Paid -= refused;
                line.Adjustments.Add(new("CO", "151", refused));
                line.Remarks.Add(("HE", "N362"));
                if (refused > 0) outcome.Denials.Add((number, "CO", "151", SimulatedPayer.Cents(refused)));
                break;
            case PayersWhim.BundlesLine:
                line.Submitted = line.Procedure;
                line.SubmittedUnits = line.Units;
                line.Procedure = new("HC", "97113");
                line.References.Clear();
                Deny(line, "CO", "97", "M15", outcome);
                break;
            case PayersWhim.DeniesClaim:
                var (group2, code2) = SimulatedPayer.ClaimDenial(random);
                foreach (var one in lines) Deny(one, group2, code2, "", outcome);
                payer.Answer(false, claim, lines, "4");
                return lines;
            case PayersWhim.Underpays:
                outcome.Underpaid = Shift(line, Math.Min(line.Paid, random.Next(2, 900) / 100m));
                break;
            case PayersWhim.Overpays:
                outcome.Overpaid = -Shift(line, -Math.Min(Discount(line), random.Next(2, 900) / 100m));
                break;
            case PayersWhim.Forces:
                // a refusal that is told as a discount: what was expected is missing, and nobody may write it off
                outcome.Underpaid = SimulatedPayer.Cents(Expected(line));
                line.Paid = 0;
                line.Adjustments.Clear();
                line.Adjustments.Add(new("CO", "45", line.Charge));
                break;
            case PayersWhim.LosesNumber:
                foreach (var one in lines) one.References.Clear();
                payer.Answer(false, claim, lines, number: "X" + random.Next(1_000_000));
                return lines;
            case PayersWhim.ReversesAndCorrects:
                var wrong = lines.ConvertAll(Copy);
                Shift(wrong[0], Math.Min(wrong[0].Paid, random.Next(2, 500) / 100m));
                payer.Answer(false, claim, wrong);
                payer.Answer(true, claim, wrong.ConvertAll(Opposite), "22");
                payer.Answer(true, claim, lines);
                return lines;
            case PayersWhim.DeniesThenPays:
                var denied = lines.ConvertAll(Copy);
                var none = new SimulatedOutcome("", whim);
                foreach (var one in denied) Deny(one, "CO", "252", "N706", none);
                payer.Answer(false, claim, denied, "4");
                payer.Answer(true, claim, lines);
                return lines;
        }
        payer.Answer(false, claim, lines);
        return lines;
    }

    /// <summary>What is paid of a line that takes no deductible: four fifths, less the assistant's reduction, less 2 percent.</summary>
    static decimal Expected(ServicePayment line)
    {
        decimal allowed = line.Amounts.Find(static one => one.Code == "B6")!.Amount;
        bool assistant = line.Remarks.Exists(static one => one.Code == "N851");
        decimal share = allowed - Billing.Money.Round(allowed * 0.2m);
        if (assistant) share = Billing.Money.Round(share * 0.85m);
        return share - Billing.Money.Round(share * 0.02m);
    }

    static decimal Discount(ServicePayment line) => line.Adjustments.Where(static one => one.Reason == "45").Sum(static one => one.Amount);

    /// <summary>Takes more off, or less, under the discount.</summary>
    static long Shift(ServicePayment line, decimal amount)
    {
        if (amount == 0) return 0;
        int at = line.Adjustments.FindIndex(static one => one.Reason == "45");
        if (at < 0) line.Adjustments.Add(new("CO", "45", amount));
        else line.Adjustments[at] = line.Adjustments[at] with { Amount = line.Adjustments[at].Amount + amount };
        line.Paid -= amount;
        return SimulatedPayer.Cents(amount);
    }

    static void Merge(ServicePayment line, string code)
    {
        decimal amount = line.Adjustments.Where(one => one.Reason == code).Sum(static one => one.Amount);
        if (amount == 0) return;
        line.Adjustments.RemoveAll(one => one.Reason == code);
        Shift(line, amount);
        line.Paid += amount;
    }

    static void Deny(ServicePayment line, string group, string code, string remark, SimulatedOutcome outcome)
    {
        line.Paid = 0;
        line.Adjustments.Clear();
        line.Adjustments.Add(new(group, code, line.Charge));
        line.Remarks.Clear();
        if (remark.Length > 0) line.Remarks.Add(("HE", remark));
        outcome.Denials.Add((line.ControlNumber ?? "", group, code, SimulatedPayer.Cents(line.Charge)));
    }

    /// <summary>A line of several units as two; every amount of the first is its share in whole cents, the second has the rest.</summary>
    static IEnumerable<ServicePayment> Split(ServicePayment line)
    {
        if (line.Units is not { } units || units < 2) return [line];
        var (one, rest) = (Copy(line), Copy(line));
        (one.Units, rest.Units) = (1, units - 1);
        one.Charge = Billing.Money.Round(line.Charge / units);
        rest.Charge = line.Charge - one.Charge;
        one.Adjustments.Clear();
        rest.Adjustments.Clear();
        foreach (var adjustment in line.Adjustments)
        {
            decimal part = Billing.Money.Round(adjustment.Amount / units);
            one.Adjustments.Add(adjustment with { Amount = part });
            rest.Adjustments.Add(adjustment with { Amount = adjustment.Amount - part });
        }
        one.Paid = one.Charge - one.Adjustments.Sum(static adjustment => adjustment.Amount);
        rest.Paid = line.Paid - one.Paid;
        return [one, rest];
    }

    static ServicePayment Copy(ServicePayment line) => new()
    {
        Procedure = line.Procedure, Charge = line.Charge, Paid = line.Paid, Units = line.Units, Adjustments = [.. line.Adjustments], References = [.. line.References], Dates = [.. line.Dates], Amounts = [.. line.Amounts], Remarks = [.. line.Remarks],
    };

    static ServicePayment Opposite(ServicePayment line)
    {
        var copy = Copy(line);
        (copy.Charge, copy.Paid) = (-line.Charge, -line.Paid);
        copy.Adjustments.Clear();
        foreach (var one in line.Adjustments) copy.Adjustments.Add(one with { Amount = -one.Amount });
        return copy;
    }
}
