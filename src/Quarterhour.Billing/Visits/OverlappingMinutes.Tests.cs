using CsCheck;
using Quarterhour.Formats;
using Quarterhour.Tests;
using Xunit;

namespace Quarterhour.Billing.Visits;

public sealed class OverlappingMinutesTests
{
    static readonly Cases Cases = Cases.Beside();

    public static TheoryData<string> All => Cases.Names;

    [Theory, MemberData(nameof(All))]
    public void Case(string name)
    {
        var one = Cases[name];
        var spans = OverlappingMinutes.Find([.. one.Given.Items.Select(Stretch)]);
        var found = spans.Count == 0 ? null : spans[0];
        one.Expect.Holds(("spans", spans.Select(span => $"{span.Start:HH:mm}-{span.End:HH:mm} {span.Minutes} {string.Join(' ', span.Visits)}").ToList()), ("start", found?.Start.ToString("HH:mm")), ("end", found?.End.ToString("HH:mm")), ("minutes", found?.Minutes), ("visits", found?.Visits));
    }

    static Stretch Stretch(Node given)
    {
        given.Only("visit", "start", "end", "minutes", "group");
        return new(given["visit"].Text, Minute(given["start"]), Minute(given["end"]), given["minutes"].Whole, given["group"].IsThere ? given["group"].Code : null);
    }

    static int Minute(Node time) => (int)time.TimeOrNull!.Value.ToTimeSpan().TotalMinutes;

    static readonly Gen<Stretch[]> Any = Gen.Select(Gen.Int[0, 12], Gen.Int[1, 6], Gen.Int[0, 30], Gen.Bool).Array[1, 7].Select(parts => parts
        .Select((part, i) => new Stretch($"V{i}", 480 + 10 * part.Item1, 480 + 10 * (part.Item1 + part.Item2), Math.Min(part.Item3, 10 * part.Item2), null)).ToArray());

    [Fact]
    public void What_is_found_is_overfull_and_the_sum_of_its_visits() => Any.Sample(stretches =>
    {
        foreach (var found in OverlappingMinutes.Find(stretches))
        {
            var within = stretches.Where(one => At(one.Start) >= found.Start && At(one.End) <= found.End).ToList();
            Assert.Equal(within.Sum(one => one.Minutes), found.Minutes);
            Assert.Equal(within.Select(one => one.Visit), found.Visits);
            Assert.True(found.Minutes > (found.End - found.Start).TotalMinutes);
        }
    });

    [Fact]
    public void Finds_every_overfull_span_that_holds_no_other() => Any.Sample(stretches =>
    {
        var overfull = stretches.SelectMany(a => stretches.Select(b => (a.Start, b.End))).Distinct()
            .Where(span => stretches.Where(one => one.Start >= span.Start && one.End <= span.End).Sum(one => one.Minutes) > Math.Max(0, span.End - span.Start)).ToList();
        Assert.Equal(overfull.Where(span => !overfull.Exists(other => other != span && other.Start >= span.Start && other.End <= span.End)).Order().Select(span => (At(span.Start), At(span.End))),
            OverlappingMinutes.Find(stretches).Select(span => (span.Start, span.End)));
    });

    [Fact]
    public void Order_does_not_matter() => Any.SelectMany(stretches => Gen.Shuffle(stretches).Select(shuffled => (stretches, shuffled))).Sample((stretches, shuffled) =>
    {
        Assert.Equal(Told(stretches), Told(shuffled));
        static IEnumerable<string> Told(Stretch[] stretches) => OverlappingMinutes.Find(stretches)
            .Select(span => $"{span.Start} {span.End} {span.Minutes} {string.Join(' ', span.Visits.Order(StringComparer.Ordinal))}");
    });

    [Fact]
    public void Findings()
    {
        var span = new Overfull(new(9, 0), new(9, 30), 60, ["A", "B"]);
        var clinician = OverlappingMinutes.OfClinician("C7", span).ToList();
        Assert.Equal([("A", "B"), ("B", "A")], clinician.Select(one => (one.Visit, one.Finding.OtherVisit!)));
        Assert.All(clinician, one => Assert.Equal(("overlapping-minutes", Severity.Error), (one.Finding.Id, one.Finding.Severity)));
        Assert.Equal("C7 has 60 one-on-one minutes between 09:00 and 09:30, which is 30 minutes: visits A, B.", Words.Message(clinician[0].Finding));
        Assert.Equal("Check whose minutes they are. Two patients treated at the same time are a group; one clinician's one-on-one minutes can't be counted twice.", Words.Fix(clinician[0].Finding));
        var patient = OverlappingMinutes.OfPatient("P1", span).First().Finding;
        Assert.Equal(("overlapping-minutes", Severity.Error, "B"), (patient.Id, patient.Severity, patient.OtherVisit));
        Assert.Equal("P1 has 60 minutes of treatment between 09:00 and 09:30, which is 30 minutes: visits A, B.", Words.Message(patient));
        Assert.Equal("When two clinicians treat one patient together, the time is counted once; the disciplines divide it between them.", Words.Fix(patient));
        var visit = Assert.Single(OverlappingMinutes.OfPatient(null, span with { Visits = ["A"] })).Finding;
        Assert.Equal(("overlapping-minutes", Severity.Error, null), (visit.Id, visit.Severity, visit.OtherVisit));
        Assert.Equal("The visit has 60 minutes of treatment between 09:00 and 09:30, which is 30 minutes.", Words.Message(visit));
        Assert.Equal("Check start, end and minutes of each code; what was done one after the other has spans one after the other.", Words.Fix(visit));
    }

    static TimeOnly At(int minute) => new(minute / 60, minute % 60);
}
