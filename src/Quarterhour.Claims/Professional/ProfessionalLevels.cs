using System.Collections.Immutable;
using System.Globalization;
using Quarterhour.X12;

namespace Quarterhour.Claims;

/// <summary>A claim as 837P has it, 005010X222A1. Claims that follow each other share the levels of provider, subscriber and patient where those are the same.</summary>
/// <param name="batch">Their transaction.</param>
/// <param name="submitterPhone">The billing provider's telephone is told only where it is another.</param>
sealed class ProfessionalLevels(ClaimBatch batch, string submitterPhone)
{
    /// <summary>Claims that one patient's level may hold, loop 2300; then the level is begun anew.</summary>
    const int MostClaims = 100;

    int claimsOfLevel;
    (Facility Of, ClaimProvider Level)? provider;
    (Coverage Of, Patient Patient, string? Injury, ClaimSubscriber Level, ClaimPatient? PatientLevel)? subscriber;

    public ProfessionalClaim Of(Claim claim)
    {
        if (provider?.Of != claim.Billing) (provider, subscriber) = ((claim.Billing, Provider(claim.Billing)), null);
        if (subscriber is not { } level || level.Of != claim.Coverage || level.Patient != claim.Patient || level.Injury != claim.InjuryNumber || claimsOfLevel == MostClaims)
            (subscriber, claimsOfLevel) = (level = (claim.Coverage, claim.Patient, claim.InjuryNumber, Subscriber(claim), PatientLevel(claim)), 0);
        claimsOfLevel++;
        var made = new ProfessionalClaim
        {
            Batch = batch, Provider = provider!.Value.Level, Subscriber = level.Level, Patient = level.PatientLevel,
            Id = claim.Number, Charge = claim.Charge, PlaceOfService = claim.PlaceOfService, Frequency = ((int)claim.Frequency).ToString(CultureInfo.InvariantCulture),
            Assignment = claim.AcceptsAssignment ? "A" : "C", BenefitsAssigned = claim.BenefitsAssigned ? "Y" : "N", DelayReason = claim.DelayReason ?? "",
            ReleaseOfInformation = Release(claim.Patient), PatientSignature = Signature(claim.Patient),
        };
        Header(claim, made);
        for (int i = 0; i < claim.Diagnoses.Length; i++) made.Diagnoses.Add(new(i == 0 ? "ABK" : "ABF", claim.Diagnoses[i].Replace(".", "", StringComparison.Ordinal)));
        if (claim.Referring is { } referring) made.Providers.Add(Person("DN", referring));
        if (claim.Rendering is { } rendering) made.Providers.Add(Treating(rendering));
        if (claim.Place is { } place) made.Providers.Add(Addressed(new Party("77") { Kind = "2", Name = Up(place.Name), IdCode = place.Npi is null ? "" : "XX", Id = place.Npi ?? "" }, place.Address));
        if (claim.Supervising is { } supervising) made.Providers.Add(Person("DQ", supervising));
        foreach (var other in claim.OtherCoverages) made.OtherPayers.Add(Other(claim, other));
        for (int i = 0; i < claim.Lines.Length; i++) made.Lines.Add(Line(claim, claim.Lines[i], i + 1));
        return made;
    }

    static void Header(Claim claim, ProfessionalClaim made)
    {
        if (claim.Accident is { } accident) made.RelatedCauses.AddRange(accident.State is { } state ? [accident.Cause, "", "", state] : [accident.Cause]);
        // in the guide's order
        if (claim.Onset is { } onset && onset != claim.Date) made.Dates.Add(DateOf.On("431", onset));
        if (claim.InitialTreatment is { } first) made.Dates.Add(DateOf.On("454", first));
        if (claim.LastSeen is { } seen) made.Dates.Add(DateOf.On("304", seen));
        if (claim.Accident?.Date is { } day) made.Dates.Add(DateOf.On("439", day));
        foreach (var paper in claim.Paperwork) made.Attachments.Add(new(Up(paper.Type), paper.Sent) { Number = Up(paper.Number) });
        if (claim.PatientPaid is { } paid && paid != 0) made.Amounts.Add(new("F5", paid));
        if (claim.ReferralNumber is { } referral) made.References.Add(new("9F", Up(referral)));
        if (claim.Authorization is { } authorization) made.References.Add(new("G1", Up(authorization)));
        if (claim.PayerControlNumber is { } control) made.References.Add(new("F8", Up(control)));
        foreach (var note in claim.Notes) made.Notes.Add(new(note.Kind, Up(note.Text)));
    }

    ClaimProvider Provider(Facility facility)
    {
        var billing = Addressed(facility.Person is { } person ? Named("85", person) : new Party("85") { Kind = "2", Name = Up(facility.Name) }, facility.Address);
        (billing.IdCode, billing.Id) = ("XX", facility.Npi);
        billing.References.Add(new(facility.TaxIdIsSocialSecurity ? "SY" : "EI", facility.TaxId));
        if (facility.Phone is { } phone && phone != submitterPhone) billing.Contacts.Add(new("IC", Up(facility.Name)) { Numbers = [("TE", phone)] });
        return new()
        {
            Taxonomy = facility.Taxonomy, Billing = billing,
            PayTo = facility.PayTo is { } payTo ? Addressed(new Party("87") { Kind = facility.Person is null ? "2" : "1" }, payTo) : null,
        };
    }

    static ClaimSubscriber Subscriber(Claim claim)
    {
        var (coverage, patient) = (claim.Coverage, claim.Patient);
        bool self = coverage.Subscriber is null;
        var party = Member(coverage, patient);
        if (self) (party.Birth, party.Sex) = (Day(patient.Birth), patient.Sex);
        if (self && claim.InjuryNumber is { } injury) party.References.Add(new("Y4", Up(injury)));
        var payer = new Party("PR") { Kind = "2", Name = Up(coverage.Payer.Name), IdCode = "PI", Id = Up(coverage.Payer.PayerNumber) };
        return new() { Coverage = Sbr(coverage, self ? "18" : ""), HasPatients = !self, Subscriber = party, Payer = coverage.Payer.Address is { } address ? Addressed(payer, address) : payer };
    }

    static ClaimPatient? PatientLevel(Claim claim)
    {
        if (claim.Coverage.Subscriber is null) return null;
        var party = Addressed(Named("QC", claim.Patient.Name), claim.Patient.Address);
        (party.Birth, party.Sex) = (Day(claim.Patient.Birth), claim.Patient.Sex);
        if (claim.InjuryNumber is { } injury) party.References.Add(new("Y4", Up(injury)));
        return new() { Relationship = claim.Coverage.Relationship, Patient = party };
    }

    /// <summary>The subscriber with the member's number.</summary>
    static Party Member(Coverage coverage, Patient patient)
    {
        var party = coverage.Subscriber is not { } other ? Addressed(Named("IL", patient.Name), patient.Address)
            : Addressed(other.IsOrganization ? new Party("IL") { Kind = "2", Name = Up(other.Name.Last) } : Named("IL", other.Name), other.Address);
        (party.IdCode, party.Id) = ("MI", Up(coverage.MemberId));
        return party;
    }

    static X12.Coverage Sbr(Coverage coverage, string relationship) => new()
    {
        Order = coverage.Order switch { CoverageOrder.Primary => "P", CoverageOrder.Secondary => "S", _ => "T" }, Relationship = relationship, Group = Up(coverage.Group),
        // the guide takes the group's name only where its number is not told
        GroupName = coverage.Group is null ? Up(coverage.GroupName) : "", SecondaryReason = coverage.SecondaryReason ?? "", FilingCode = coverage.Payer.FilingCode,
    };

    static OtherPayer Other(Claim claim, OtherCoverage other)
    {
        var made = new OtherPayer
        {
            Coverage = Sbr(other.Coverage, other.Coverage.Relationship), BenefitsAssigned = claim.BenefitsAssigned ? "Y" : "N", ReleaseOfInformation = Release(claim.Patient), PatientSignature = Signature(claim.Patient),
            Subscriber = Member(other.Coverage, claim.Patient),
            Payer = new("PR") { Kind = "2", Name = Up(other.Coverage.Payer.Name), IdCode = "PI", Id = Up(other.Coverage.Payer.PayerNumber) },
        };
        foreach (var adjustment in other.Adjustments) made.Adjustments.Add(Adjusted(adjustment));
        if (other.Paid is { } paid) made.Amounts.Add(new("D", paid));
        // day and patient's part stand at the lines where those were decided
        if (claim.Lines.Any(line => line.Decisions.Any(one => one.Payer == other.Coverage.Payer.Id))) return made;
        if (other.Paid is not null) made.Amounts.Add(new("EAF", Patient(other.Adjustments)));
        if (other.Decided is { } decided) made.Dates.Add(DateOf.On("573", decided));
        return made;
    }

    /// <summary>What a payer left to the patient: group PR.</summary>
    static decimal Patient(ImmutableArray<AdjustedAmount> adjustments) => adjustments.Where(static one => one.Group == "PR").Sum(static one => one.Amount);

    static string Release(Patient patient) => patient.ReleaseByLaw ? "I" : "Y";

    static string Signature(Patient patient) => patient.SignedByProvider ? "P" : "";

    static ClaimLine Line(Claim claim, ServiceLine line, int number)
    {
        var made = new ClaimLine
        {
            Number = number.ToString(CultureInfo.InvariantCulture), Procedure = Procedure(line), Charge = line.Charge, Units = line.Units,
            Dates = [DateOf.On("472", line.Date)], References = [new("6R", line.ControlNumber)],
        };
        foreach (int pointer in line.DiagnosisPointers) made.Pointers.Add(pointer.ToString(CultureInfo.InvariantCulture));
        if (line.Note is { } note) made.Notes.Add(new("ADD", Up(note)));
        foreach (var decision in line.Decisions)
        {
            string payer = claim.OtherCoverages.First(other => other.Coverage.Payer.Id == decision.Payer).Coverage.Payer.PayerNumber;
            var adjudication = new LineAdjudication { Payer = Up(payer), Paid = decision.Paid, Procedure = Procedure(line), Units = decision.Units };
            foreach (var adjustment in decision.Adjustments) adjudication.Adjustments.Add(Adjusted(adjustment));
            if (decision.Decided is { } day) adjudication.Dates.Add(DateOf.On("573", day));
            // what is left to the patient must stand at each line that was decided, also where it is nothing
            adjudication.Amounts.Add(new("EAF", Patient(decision.Adjustments)));
            made.Adjudications.Add(adjudication);
        }
        return made;
    }

    static Procedure Procedure(ServiceLine line) => new("HC", line.Code.ToString()) { Modifiers = [.. line.Modifiers.Select(static one => one.ToString())] };

    static Adjustment Adjusted(AdjustedAmount one) => new(one.Group, one.Code, one.Amount) { Quantity = one.Quantity };

    static Party Person(string code, Provider provider)
    {
        var party = Named(code, provider.Name);
        (party.IdCode, party.Id) = ("XX", provider.Npi);
        return party;
    }

    static Party Treating(Provider provider)
    {
        var party = Person("82", provider);
        if (provider.Taxonomy is { } taxonomy) (party.SpecialtyRole, party.SpecialtyCode, party.Specialty) = ("PE", "PXC", taxonomy);
        return party;
    }

    static Party Named(string code, PersonName name) => new(code) { Kind = "1", Name = Up(name.Last), First = Up(name.First), Middle = Up(name.Middle), Suffix = Up(name.Suffix) };

    static Party Addressed(Party party, Address? address)
    {
        if (address is not null) (party.Street, party.Street2, party.City, party.State, party.Zip) = (Up(address.Street), Up(address.Street2), Up(address.City), address.State, address.Zip);
        return party;
    }

    static string Day(DateOnly day) => day.ToString("yyyyMMdd", CultureInfo.InvariantCulture);

    static string Up(string? text) => text?.ToUpperInvariant() ?? "";
}
