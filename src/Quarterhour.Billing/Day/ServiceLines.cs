using System.Collections.Immutable;
using Quarterhour.Billing.Modifiers;
using Quarterhour.Billing.Payers;
using Quarterhour.Billing.Tables;
using Quarterhour.Billing.Units;
using Quarterhour.Billing.Visits;

namespace Quarterhour.Billing.Day;

/// <summary>Puts a service's units on claim lines: one line a code and set of modifiers, on the bill that has most of its minutes.</summary>
sealed class ServiceLines(Terms terms, Discipline discipline, DateOnly date)
{
    readonly Modifier? assistantModifier = terms.AssistantModifier ? AssistantShare.ModifierFor(discipline, date) : null;

    public void PlacePooled(Service service, ServiceUnits earned)
    {
        foreach (var part in service.Parts) part.Bill.TimedMinutes += part.Intervention.Minutes ?? 0;
        var because = service.More is { } more && earned.Units > 1
            ? [.. earned.Because, PairedClocks.PairReason(service.Code, more, service.Minutes.Total)] : earned.Because;
        if (!Stands(service, earned.Units, because)) return;
        var share = Share(service, earned.Units);
        Lines(service, service.More is null ? earned.Units : 1, share, because, EightMinuteRule.UnitMinutes.At(date), false);
        service.Home().Units += earned.Units;
    }

    public void PlaceUntimed(Service service)
    {
        if (assistantModifier is not null && service is { ByAssistantInPart: true, ByAssistantOnly: false, MinutesUnknown: true })
            service.Home().Findings.Add(AssistantShare.MinutesOfEach(service.Code));
        Lines(service, 1, Share(service, 1), service.Parts.Count == 1 ? [Untimed.OneUnit] : [Untimed.OneUnit, Untimed.OneOf(service.Parts.Count, service.Code)], 0, false);
    }

    public void PlaceOnClock(Service service)
    {
        var (clock, home) = (service.Clock!, service.Home());
        int before = clock.Monthly && home.Visit.EarlierThisMonth is { } month ? month.GetValueOrDefault(clock.First) : 0;
        if (clock.Monthly && home.Visit.Patient is null && !home.NotChecked.Contains(PairedClocks.MonthNotTold)) home.NotChecked.Add(PairedClocks.MonthNotTold);
        bool firstEarlier = clock.UnitsFor(before).First > 0;
        // a further code alone goes on from a first code of the month's earlier days; where there is none it counts from its own first minute
        if (service.Code != clock.First && !firstEarlier) clock = PairedClocks.FurtherOnly(clock);
        var (first, more, because) = PairedClocks.Count(clock, service.Minutes.Total, before);
        if (!Stands(service, first + more, because)) return;
        Lines(service, service.Code == clock.More ? first + more : first, Share(service, first + more), because, clock.FirstMinutes, firstEarlier);
    }

    /// <summary>Says under "not billed" where a part earned nothing, or stands on another visit's line.</summary>
    static bool Stands(Service service, int units, ImmutableArray<Reason> because)
    {
        var home = service.Home();
        foreach (var part in service.Parts)
            if (units == 0) part.Bill.NotBilled.Add(new(part.Code.Code, part.Intervention.Minutes, because));
            else if (part.Bill != home) part.Bill.NotBilled.Add(new(part.Code.Code, part.Intervention.Minutes, [EightMinuteRule.OnOneLine(home.Visit.Id)], home.Visit.Id));
        return units > 0;
    }

    static decimal? Charge(Service service, ProcedureCode code, Bill home)
    {
        decimal? charge = service.ChargeFor(code, out var other);
        if (other is null) return charge;
        home.LeaveOpen($"charge of {code}", $"one charge for a unit: {charge:F2} and {other:F2} are given");
        return null;
    }

    UnitShare Share(Service service, int units)
    {
        if (!service.ByAssistantInPart || assistantModifier is not { } modifier) return new(units, 0, []);
        if (service.ByAssistantOnly) return AssistantShare.All(units, modifier);
        return service.Kind == UnitKind.Pool ? AssistantShare.Timed(service.Minutes, units, modifier, terms.TenPercent, date)
            : AssistantShare.Whole(service.Minutes, units, modifier, terms.TenPercent, date);
    }

    /// <param name="service">What was done.</param>
    /// <param name="firsts">Units that stand under the first code; the rest under the further one.</param>
    /// <param name="share">Units with and without the assistant modifier.</param>
    /// <param name="because">Why so many units.</param>
    /// <param name="firstMinutes">Minutes of the first unit, where lines of first and further code divide the minutes.</param>
    /// <param name="primaryEarlier">The first code was earned earlier in its period.</param>
    void Lines(Service service, int firsts, UnitShare share, ImmutableArray<Reason> because, int firstMinutes, bool primaryEarlier)
    {
        int withoutMinutes = share.With == 0 ? service.Minutes.Total : share.Without == 0 ? 0 : service.Minutes.Therapist;
        // the therapist's units take the first code, unless the record gives it to the assistant
        int first = service.FirstIsAssistants ? Math.Max(0, firsts - share.With) : Math.Min(firsts, share.Without);
        Lines(service, first, share.Without - first, false, withoutMinutes);
        Lines(service, firsts - first, share.With - (firsts - first), true, service.Minutes.Total - withoutMinutes);

        void Lines(Service service, int first, int further, bool assistant, int minutes)
        {
            int onFirst = further == 0 ? minutes : Math.Min(first * firstMinutes, minutes);
            if (first > 0) Add(service.Code, first, assistant, onFirst);
            if (further > 0) Add(service.More ?? service.Code, further, assistant, minutes - onFirst);
        }

        void Add(ProcedureCode code, int units, bool assistant, int minutes)
        {
            var home = service.Home();
            var line = home.NewLine(code, discipline, terms.Pricing is PricingBasis.MedicareFeeSchedule or PricingBasis.PercentOfMedicare ? 11 : 6);
            (line.Units, line.Minutes, line.Charge) = (units, minutes, Charge(service, code, home) * units);
            line.By = assistant || service.ByAssistantOnly ? TreatedBy.Assistant : service.AllTogether ? TreatedBy.Together : TreatedBy.Therapist;
            (line.Evidence, line.PrimaryEarlier) = (service.Evidence, primaryEarlier);
            line.Because.AddRange(because.AsSpan());
            if (service.Visits is { } visits) line.Because.Add(EightMinuteRule.GatheredFrom(code, visits));
            line.Because.AddRange(share.Because.AsSpan());
            if (service.AllTogether) line.Because.Add(AssistantShare.TogetherCounts);
            if (service.ByStudentInPart && terms.FurnisherRules) line.Because.Add(WhoTreated.InRoom);
            if (assistant) line.Modifiers.Add(assistantModifier!.Value);
            if (terms.TherapyModifier)
            {
                var (therapy, why) = DisciplineModifier.For(discipline, date);
                line.Modifiers.Add(therapy);
                line.Because.Add(why);
            }
            Reduced.Add(line, service.Kind != UnitKind.Untimed);
            home.Lines.Add(line);
        }
    }
}
