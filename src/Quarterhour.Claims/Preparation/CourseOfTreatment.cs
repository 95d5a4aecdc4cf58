using Quarterhour.Billing.Visits;

namespace Quarterhour.Claims;

/// <summary>What a claim tells of the course of treatment behind the visit: who certified or referred, since when, an accident, an authorization.</summary>
sealed class CourseOfTreatment
{
    readonly PracticeRecords practice;
    readonly Visit visit;
    readonly HoldList holds;

    public CourseOfTreatment(PracticeRecords practice, Visit visit, PracticeEntry payer, PracticeEntry patient, string filing, HoldList holds)
    {
        (this.practice, this.visit, this.holds) = (practice, visit, holds);
        var course = MostFitting("cases", payer.Id);
        bool wantsReferring = payer.YesNo("referring", filing == "MB", holds);
        ReferralNumber = course?.Read("referral_number", holds);
        Referring = ReferringOf(course, wantsReferring);
        if (Referring is null && wantsReferring && course?.Text("certified_by") is null && course?.Text("referred_by") is null)
            holds.Of(course ?? patient, HoldKind.Referring, course is null ? null : "certified_by", $"{payer.Id} wants who certified the plan of care, and {(course is null ? "cases have none of this patient on the date" : "certified_by and referred_by are blank")}");
        else if (Referring is null && ReferralNumber is not null) holds.Of(course!, HoldKind.Referring, "referral_number", $"referral {ReferralNumber} stands without who referred");
        if (practice.Find("providers", course?.Text("supervised_by")) is { } supervisor) Supervising = PartyReading.Provider(supervisor, holds, treats: false);
        Authorization = MostFitting("authorizations", payer.Id)?.Read("number", holds);
        if (Authorization is null && payer.Text("authorization") != "no" && Lapsed(payer.Id) is { } lapsed)
            holds.Of(lapsed, HoldKind.Authorization, lapsed.Text("to") is null ? "from" : "to", $"authorization {lapsed.Text("number")} of {payer.Id} is for {lapsed.Text("from") ?? "any day"} to {lapsed.Text("to") ?? "any day"}, and none is in force on {visit.Date:yyyy-MM-dd}");
        else if (Authorization is null && payer.YesNo("authorization", false, holds)) holds.Of(patient, HoldKind.Authorization, null, $"{payer.Id} wants an authorization, and none is in force on {visit.Date:yyyy-MM-dd}");
        InjuryNumber = course?.Read("claim_number", holds);
        Accident = AccidentOf(course);
        Onset = Before(course, "onset");
        InitialTreatment = Wanted(payer, course, patient, "initial_treatment");
        LastSeen = Wanted(payer, course, patient, "last_seen");
    }

    public Provider? Referring { get; }

    public Provider? Supervising { get; }

    public string? ReferralNumber { get; }

    public string? Authorization { get; }

    public string? InjuryNumber { get; }

    public Accident? Accident { get; }

    public DateOnly? Onset { get; }

    public DateOnly? InitialTreatment { get; }

    public DateOnly? LastSeen { get; }

    /// <summary>The patient's entry for the date that says most about discipline and payer, then the one that began last; two that are alike are told.</summary>
    PracticeEntry? MostFitting(string section, string payer)
    {
        var fitting = practice.Of(section, "patient", visit.Patient!).Where(entry => entry.InForce(visit.Date) && Fits(entry, "discipline", visit.Discipline.ToString()) && Fits(entry, "payer", payer))
            .OrderByDescending(static entry => (entry.Text("discipline") is null ? 0 : 1) + (entry.Text("payer") is null ? 0 : 1)).ThenByDescending(static entry => entry.Bound("from") ?? DateOnly.MinValue).ToList();
        if (fitting is [var first, var second, ..] && Like(first, second)) holds.Of(second, HoldKind.Case, null, $"fits visit {visit.Id} as well as that of line {first.Line}");
        foreach (string day in (ReadOnlySpan<string>)["from", "to"])
            if (fitting.Count > 0) fitting[0].Read(day, holds);
        return fitting.Count > 0 ? fitting[0] : null;

        static bool Fits(PracticeEntry entry, string field, string value) => entry.Text(field) is not { } told || string.Equals(told, value, StringComparison.OrdinalIgnoreCase);

        static bool Like(PracticeEntry one, PracticeEntry another) => one.Bound("from") == another.Bound("from") && one.Text("discipline") is null == another.Text("discipline") is null && one.Text("payer") is null == another.Text("payer") is null;
    }

    /// <summary>Where none is in force, the patient's authorization by the payer that ended last: treatment that needed one before needs another.</summary>
    PracticeEntry? Lapsed(string payer) => practice.Of("authorizations", "patient", visit.Patient!)
        .Where(entry => !entry.InForce(visit.Date) && entry.Text("payer") == payer && (entry.Text("discipline") is not { } told || string.Equals(told, visit.Discipline.ToString(), StringComparison.OrdinalIgnoreCase)))
        .MaxBy(static entry => entry.Bound("to") ?? DateOnly.MaxValue);

    /// <summary>Medicare's referring provider is who certifies the plan of care; a referral's is who referred.</summary>
    Provider? ReferringOf(PracticeEntry? course, bool certifier)
    {
        string? id = certifier ? course?.Text("certified_by") ?? course?.Text("referred_by") : course?.Text("referred_by") ?? (ReferralNumber is null ? null : course?.Text("certified_by"));
        return practice.Find("providers", id) is { } entry ? PartyReading.Provider(entry, holds, treats: false) : null;
    }

    Accident? AccidentOf(PracticeEntry? course)
    {
        if (course?.Read("accident", holds) is not { } cause) return null;
        var date = Before(course, "accident_date");
        string? state = course.Read("accident_state", holds);
        if (course.Text("accident_date") is null) holds.Of(course, HoldKind.Accident, "accident_date", "accident_date is missing, while accident is filled");
        if (cause == "AA" && course.Text("accident_state") is null) holds.Of(course, HoldKind.Accident, "accident_state", "accident_state is missing, which an automobile accident needs");
        return new(cause, date, state);
    }

    /// <summary>A day that can't be after the service.</summary>
    DateOnly? Before(PracticeEntry? course, string field)
    {
        var day = course?.Day(field, holds);
        if (day > visit.Date) holds.Of(course!, HoldKind.Dates, field, $"{field} {day:yyyy-MM-dd} is after the visit of {visit.Date:yyyy-MM-dd}");
        return day;
    }

    /// <summary>A day that is sent only where the payer's entry says so, and then must be there.</summary>
    DateOnly? Wanted(PracticeEntry payer, PracticeEntry? course, PracticeEntry patient, string field)
    {
        if (!payer.YesNo(field, false, holds)) return null;
        var day = Before(course, field);
        if (day is null && course?.Text(field) is null) holds.Of(course ?? patient, HoldKind.Missing, course is null ? null : field, $"{payer.Id} wants {field}, and {(course is null ? "cases have none of this patient on the date" : "it is blank")}");
        return day;
    }
}
