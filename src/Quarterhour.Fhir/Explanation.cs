using System.Globalization;
using Quarterhour.Claims;
using Quarterhour.X12;
using F = Hl7.Fhir.Model;

namespace Quarterhour.Fhir;

/// <summary>A payer's decision as CARIN Blue Button's ExplanationOfBenefit. The remittance has the amounts; diagnoses, place and people come from the claim as it was sent. Amounts are told as they came, nothing is spread or mended.</summary>
static class Explanation
{
    const string Discriminator = FhirTerms.CarinSystem + "C4BBAdjudicationDiscriminator", Status = FhirTerms.CarinSystem + "C4BBPayerAdjudicationStatus", Amounts = FhirTerms.CarinSystem + "C4BBAdjudication", Base = FhirTerms.Terminology + "adjudication";

    public static F.ExplanationOfBenefit Of(Claims.Claim claim, ClaimPayment decided, ClaimNames names, ClaimResources resources)
    {
        var day = decided.Payment.Date ?? resources.Created;
        var made = new F.ExplanationOfBenefit
        {
            Meta = new() { Profile = [FhirTerms.CarinProfile + "C4BB-ExplanationOfBenefit-Professional-NonClinician|2.0.0"] },
            Identifier = { FhirTerms.Identified(FhirTerms.CarinSystem + "C4BBIdentifierType", "uc", $"urn:quarterhour:payer:{Uri.EscapeDataString(claim.Coverage.Payer.PayerNumber)}:claim", decided.PayerNumber.Length > 0 ? decided.PayerNumber : claim.Number) },
            Status = decided.IsReversal ? F.ExplanationOfBenefit.ExplanationOfBenefitStatus.Cancelled : F.ExplanationOfBenefit.ExplanationOfBenefitStatus.Active,
            Type = new(FhirTerms.Terminology + "claim-type", "professional"), Use = F.ClaimUseCode.Claim, Patient = names.Patient, Created = FhirTerms.Day(day),
            BillablePeriod = new() { Start = FhirTerms.Day(claim.Date), End = FhirTerms.Day(claim.Date) }, Insurer = names.Payer, Provider = names.Provider,
            Outcome = F.ClaimProcessingCodes.Complete, Insurance = { new() { Focal = true, Coverage = names.Coverage } },
            SupportingInfo = { new() { Sequence = 1, Category = new(FhirTerms.CarinSystem + "C4BBSupportingInfoType", "patientaccountnumber"), Value = new F.FhirString(decided.Id) } },
            Payment = new()
            {
                Type = new(Status, decided.Paid == 0 ? "denied" : decided.Paid < decided.Charge ? "partiallypaid" : "paid"), Amount = FhirTerms.Dollars(decided.Paid), Date = FhirTerms.Day(day),
                Identifier = decided.Payment.Trace.Length > 0 ? new(null, decided.Payment.Trace) : null,
            },
        };
        Add(names.Rendering, FhirTerms.CarinSystem + "C4BBClaimCareTeamRole", "rendering");
        Add(names.Referring, FhirTerms.CarinSystem + "C4BBClaimCareTeamRole", "referring");
        Add(names.Supervising, FhirTerms.Terminology + "claimcareteamrole", "supervisor");
        for (int i = 0; i < claim.Diagnoses.Length; i++)
            made.Diagnosis.Add(new()
            {
                Sequence = i + 1, Diagnosis = new F.CodeableConcept(FhirTerms.Diagnosis, claim.Diagnoses[i]),
                Type = { i == 0 ? new(FhirTerms.Terminology + "ex-diagnosistype", "principal") : new(FhirTerms.CarinSystem + "C4BBClaimDiagnosisType", "secondary") },
            });
        for (int i = 0; i < decided.Lines.Count; i++) made.Item.Add(Item(claim, decided.Lines[i], i + 1));
        if (decided.Adjustments.Count > 0) made.Adjudication.Add(Adjusted(decided.Adjustments, []));
        Total(Base, "submitted", decided.Charge);
        Total(Amounts, "paidtoprovider", decided.Paid);
        if (decided.PatientOwes is { } owes) Total(Amounts, "memberliability", owes);
        return made;

        void Add(F.ResourceReference? who, string system, string role)
        {
            if (who is not null) made.CareTeam.Add(new() { Sequence = made.CareTeam.Count + 1, Provider = who, Role = new(system, role) });
        }

        void Total(string system, string category, decimal amount) => made.Total.Add(new() { Category = new(system, category), Amount = FhirTerms.Dollars(amount) });
    }

    static F.ExplanationOfBenefit.ItemComponent Item(Claims.Claim claim, ServicePayment line, int sequence)
    {
        var sent = claim.Lines.FirstOrDefault(one => one.ControlNumber == line.ControlNumber);
        var procedure = line.Procedure ?? line.Submitted;
        var item = new F.ExplanationOfBenefit.ItemComponent
        {
            Sequence = sequence, ProductOrService = procedure is null ? new(FhirTerms.Terminology + "data-absent-reason", "not-applicable") : FhirTerms.Procedure(procedure.Code, FhirTerms.HcpcsOfCarin),
            Serviced = new F.Date(FhirTerms.Day(line.ServiceDate ?? sent?.Date ?? claim.Date)), Location = FhirTerms.Coded(FhirTerms.Place, claim.PlaceOfService),
            Quantity = new() { Value = line.SubmittedUnits ?? sent?.Units ?? line.Units ?? 1 }, Net = FhirTerms.Dollars(line.Charge),
        };
        foreach (string modifier in procedure?.Modifiers ?? []) item.Modifier.Add(FhirTerms.Procedure(modifier, FhirTerms.HcpcsOfCarin));
        foreach (int pointer in sent?.DiagnosisPointers ?? []) item.DiagnosisSequenceElement.Add(new(pointer));
        Amount(Base, "submitted", line.Charge);
        // an 835 does not say whether the provider is in the network
        item.Adjudication.Add(new() { Category = new(Discriminator, "benefitpaymentstatus"), Reason = new(Status, "other") });
        item.Adjudication.Add(new() { Category = new(Discriminator, "allowedunits"), Value = line.Units ?? 1 });
        if (line.Amounts.Find(static one => one.Code == "B6") is { } allowed) Amount(Base, "eligible", allowed.Amount);
        foreach (var (reason, system, category) in ((string, string, string)[])[("1", Base, "deductible"), ("2", Amounts, "coinsurance"), ("3", Base, "copay")])
            if (line.Adjustments.Where(one => one.Group == "PR" && one.Reason == reason).ToList() is { Count: > 0 } owed) Amount(system, category, owed.Sum(static one => one.Amount));
        if (line.Adjustments.Count > 0) item.Adjudication.Add(Adjusted(line.Adjustments, line.Remarks));
        Amount(Amounts, "paidtoprovider", line.Paid);
        return item;

        void Amount(string system, string category, decimal amount) => item.Adjudication.Add(new() { Category = new(system, category), Amount = FhirTerms.Dollars(amount) });
    }

    /// <summary>The profile has room for one reason a line: all codes stand in it, and the text says which took how much.</summary>
    static F.ExplanationOfBenefit.AdjudicationComponent Adjusted(Items<Adjustment> adjustments, Items<(string List, string Code)> remarks)
    {
        var reason = new F.CodeableConcept { Text = string.Join(", ", adjustments.Select(static one => string.Create(CultureInfo.InvariantCulture, $"{one.Group}-{one.Reason} {one.Amount:F2}"))) };
        foreach (string code in adjustments.Select(static one => one.Reason).Distinct(StringComparer.Ordinal)) reason.Coding.Add(new(FhirTerms.AdjustmentReason, code));
        foreach (var (_, code) in remarks.Where(static one => one.List == "HE")) reason.Coding.Add(new(FhirTerms.RemarkCode, code));
        return new() { Category = new(Discriminator, "adjustmentreason"), Reason = reason, Amount = FhirTerms.Dollars(adjustments.Sum(static one => one.Amount)) };
    }
}
