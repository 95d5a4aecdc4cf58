using Quarterhour.Claims;
using F = Hl7.Fhir.Model;

namespace Quarterhour.Fhir;

/// <summary>A claim as the base resource Claim of FHIR R4, for other systems: no US rule has payers take it.</summary>
static class ClaimResource
{
    public static F.Claim Of(Claim claim, ClaimNames names, ClaimResources resources)
    {
        var made = Bare(claim, names, resources.Created);
        made.Use = F.ClaimUseCode.Claim;
        if (claim.Frequency == ClaimFrequency.Void) made.Status = F.FinancialResourceStatusCodes.Cancelled;
        made.BillablePeriod = new() { Start = FhirTerms.Day(claim.Date), End = FhirTerms.Day(claim.Date) };
        made.Payee = new() { Type = new(FhirTerms.Terminology + "payeetype", claim.BenefitsAssigned ? "provider" : "subscriber") };
        if (claim.PayerControlNumber is { } replaced) made.Related.Add(new() { Relationship = new(FhirTerms.Terminology + "ex-relatedclaimrelationship", "prior"), Reference = new(null, replaced) });
        AddCareTeam(made, names);
        Told("onset", claim.Onset, null);
        Told("info", claim.InitialTreatment, "first treatment (DTP 454)");
        Told("info", claim.LastSeen, "last seen (DTP 304)");
        foreach (var note in claim.Notes) made.SupportingInfo.Add(new() { Sequence = made.SupportingInfo.Count + 1, Category = Information("info"), Value = new F.FhirString(note.Text) });
        foreach (var paper in claim.Paperwork) made.SupportingInfo.Add(new() { Sequence = made.SupportingInfo.Count + 1, Category = Information("attachment"), Code = new() { Text = $"{paper.Type} {paper.Sent}" }, Value = paper.Number is { } number ? new F.FhirString(number) : null });
        for (int i = 0; i < names.OtherCoverages.Count; i++) made.Insurance.Add(new() { Sequence = made.Insurance.Count + 1, Focal = false, Coverage = names.OtherCoverages[i] });
        if (claim.Authorization is { } authorization) made.Insurance[0].PreAuthRefElement.Add(new(authorization));
        for (int i = 0; i < claim.Lines.Length; i++) made.Item.Add(Item(claim, claim.Lines[i], i + 1));
        made.Total = FhirTerms.Dollars(claim.Charge);
        return made;

        void Told(string category, DateOnly? day, string? what)
        {
            if (day is { } date) made.SupportingInfo.Add(new() { Sequence = made.SupportingInfo.Count + 1, Category = Information(category), Code = what is null ? null : new() { Text = what }, Timing = new F.Date(FhirTerms.Day(date)) });
        }
    }

    /// <summary>What claims and requests share.</summary>
    public static F.Claim Bare(Claim claim, ClaimNames names, DateOnly created)
    {
        var made = new F.Claim
        {
            Identifier = { new($"{names.System}:claim", claim.Number) }, Status = F.FinancialResourceStatusCodes.Active, Type = new(FhirTerms.Terminology + "claim-type", "professional"),
            Patient = names.Patient, Created = FhirTerms.Day(created), Insurer = names.Payer, Provider = names.Provider, Priority = new(FhirTerms.Terminology + "processpriority", "normal"),
            Insurance = { new() { Sequence = 1, Focal = true, Coverage = names.Coverage } },
        };
        for (int i = 0; i < claim.Diagnoses.Length; i++) made.Diagnosis.Add(new() { Sequence = i + 1, Diagnosis = new F.CodeableConcept(FhirTerms.Diagnosis, claim.Diagnoses[i]) });
        if (claim.Accident is { Date: { } date } accident)
            made.Accident = new() { Date = FhirTerms.Day(date), Type = new() { Text = accident.Cause }, Location = accident.State is { } state ? new F.Address { State = state, Country = "US" } : null };
        return made;
    }

    public static F.Claim.ItemComponent Item(Claim claim, ServiceLine line, int sequence)
    {
        var item = new F.Claim.ItemComponent
        {
            Sequence = sequence, ProductOrService = FhirTerms.Procedure(line.Code.ToString()), Serviced = new F.Date(FhirTerms.Day(line.Date)), Location = FhirTerms.Coded(FhirTerms.Place, claim.PlaceOfService),
            Quantity = new() { Value = line.Units }, Net = FhirTerms.Dollars(line.Charge),
        };
        foreach (int pointer in line.DiagnosisPointers) item.DiagnosisSequenceElement.Add(new(pointer));
        foreach (var modifier in line.Modifiers) item.Modifier.Add(FhirTerms.Procedure(modifier.ToString()));
        return item;
    }

    static void AddCareTeam(F.Claim made, ClaimNames names)
    {
        Add(names.Rendering ?? names.Provider, FhirTerms.Terminology + "claimcareteamrole", "primary", true);
        Add(names.Referring, FhirTerms.CarinSystem + "C4BBClaimCareTeamRole", "referring", false);
        Add(names.Supervising, FhirTerms.Terminology + "claimcareteamrole", "supervisor", false);

        void Add(F.ResourceReference? who, string system, string role, bool responsible)
        {
            if (who is not null) made.CareTeam.Add(new() { Sequence = made.CareTeam.Count + 1, Provider = who, Role = new(system, role), Responsible = responsible });
        }
    }

    static F.CodeableConcept Information(string category) => new(FhirTerms.Terminology + "claiminformationcategory", category);
}
