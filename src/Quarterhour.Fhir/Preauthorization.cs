using Quarterhour.Billing.Visits;
using Quarterhour.Claims;
using F = Hl7.Fhir.Model;

namespace Quarterhour.Fhir;

/// <summary>A request for authorization as Da Vinci PAS has it: a Claim whose use is preauthorization.</summary>
static class Preauthorization
{
    const string X12 = "https://codesystem.x12.org/005010/";

    public static F.Claim Of(Claim claim, ClaimNames names, ClaimResources resources)
    {
        var made = ClaimResource.Bare(claim, names, resources.Created);
        made.Meta = new() { Profile = [FhirTerms.PasProfile + "profile-claim"] };
        made.Use = F.ClaimUseCode.Preauthorization;
        foreach (var diagnosis in made.Diagnosis.Take(1)) diagnosis.Type.Add(new("http://hl7.org/fhir/us/davinci-pas/CodeSystem/PASTempCodes", "principal"));
        if (made.Accident is { } accident) accident.Type = new(X12 + "1362", claim.Accident!.Cause);
        if (claim.Paperwork.IsEmpty && claim.Notes is [var note, ..])
            made.SupportingInfo.Add(new() { Sequence = 1, Category = new("http://hl7.org/fhir/us/davinci-pas/CodeSystem/PASTempCodes", "freeFormMessage"), Value = new F.FhirString(note.Text) });
        if ((names.Rendering ?? names.Referring) is not null) AddCareTeam(made, names);
        for (int i = 0; i < claim.Lines.Length; i++) made.Item.Add(Item(claim, claim.Lines[i], i + 1));
        return made;
    }

    static F.Claim.ItemComponent Item(Claim claim, ServiceLine line, int sequence)
    {
        var item = ClaimResource.Item(claim, line, sequence);
        // a health services review, initial; the discipline is X12's service type
        item.Extension.Add(new(FhirTerms.PasProfile + "extension-serviceItemRequestType", FhirTerms.Coded(X12 + "1525", "HS")));
        item.Extension.Add(new(FhirTerms.PasProfile + "extension-certificationType", FhirTerms.Coded(X12 + "1322", "I")));
        item.Category = FhirTerms.Coded(X12 + "1365", line.Discipline switch { Discipline.PT => "PT", Discipline.OT => "AD", _ => "AF" });
        return item;
    }

    static void AddCareTeam(F.Claim made, ClaimNames names)
    {
        foreach (var (who, role) in ((F.ResourceReference?, string)[])[(names.Rendering, "SJ"), (names.Referring, "DK")])
        {
            if (who is null) continue;
            var member = new F.Claim.CareTeamComponent { Sequence = made.CareTeam.Count + 1, Provider = who, Role = new(X12 + "98", role) };
            member.Extension.Add(new(FhirTerms.PasProfile + "extension-careTeamClaimScope", new F.FhirBoolean(true)));
            made.CareTeam.Add(member);
        }
    }
}
