using System.Globalization;

namespace Quarterhour.Claims;

/// <summary>A claim on the CMS-1500: six lines a page, the totals on the last. Capitals, no punctuation but the commas between the parts of a name, no dots in diagnoses, no point in amounts.</summary>
public sealed class PaperClaim
{
    const string OnFile = "SIGNATURE ON FILE";

    readonly List<PaperPage> pages = [];
    readonly List<string> unfit = [];
    readonly Claim claim;

    /// <param name="claim">The claim.</param>
    /// <param name="signed">The day beside the provider's signature.</param>
    public PaperClaim(Claim claim, DateOnly signed)
    {
        this.claim = claim;
        foreach (var lines in claim.Lines.Chunk(PaperBoxes.LinesOnPage))
        {
            var page = new PaperPage();
            pages.Add(page);
            Payer(page);
            People(page);
            OtherInsured(page);
            Condition(page);
            for (int i = 0; i < lines.Length; i++) Line(page, lines[i], i);
            Provider(page, signed);
        }
        Totals(pages[^1]);
        foreach (var page in pages)
            foreach (var (box, line, text) in page.Texts)
            {
                int holds = PaperBoxes.At(box, line).Holds;
                string message = $"box {box} holds {holds} characters; \"{text}\" has {text.Length}";
                if (text.Length > holds && !unfit.Contains(message)) unfit.Add(message);
            }
    }

    public Claim Claim => claim;

    public IReadOnlyList<PaperPage> Pages => pages;

    /// <summary>What does not fit its box; such a claim is not printed, as nothing is cut.</summary>
    public IReadOnlyList<string> Unfit => unfit;

    bool Medicare => claim.Coverage.Payer.FilingCode == "MB";

    bool MedicareFirst => Medicare && claim.Coverage.Order == CoverageOrder.Primary;

    /// <summary>The policy that items 4, 6, 7 and 11 tell of: the one that is asked; where Medicare is asked second, the one before it (Pub. 100-04 chapter 26, section 10.2).</summary>
    Coverage? Insured => !Medicare ? claim.Coverage : MedicareFirst ? null : claim.OtherCoverages.Select(static other => other.Coverage).Where(one => one.Order < claim.Coverage.Order).MinBy(static one => one.Order);

    void Payer(PaperPage page)
    {
        var payer = claim.Coverage.Payer;
        page.Put("payer name", Plain(payer.Name));
        if (payer.Address is { } address)
        {
            page.Put("payer address 1", Plain(address.Street));
            page.Put("payer address 2", Plain(address.Street2));
            page.Put("payer city/state/zip", Place(address));
        }
        page.Put(payer.FilingCode switch { "MB" => "1 Medicare", "MC" => "1 Medicaid", "CH" => "1 Tricare", "VA" => "1 CHAMPVA", _ => claim.Coverage.Group is null ? "1 other" : "1 group health plan" }, "X");
        page.Put("1a", Plain(claim.Coverage.MemberId));
    }

    void People(PaperPage page)
    {
        var patient = claim.Patient;
        page.Put("2", Name(patient.Name));
        Date(page, "3", patient.Birth, fourDigits: true);
        if (patient.Sex != "U") page.Put($"3 {patient.Sex}", "X");
        Addressed(page, "5", patient.Address, patient.Phone);
        // where Medicare is first, nobody else is told of
        page.Put("11", MedicareFirst ? "NONE" : Plain(Insured?.Group ?? (Medicare ? Insured?.MemberId : null)));
        if (Insured is not { } policy) return;
        page.Put(policy.Relationship switch { "18" => "6 self", "01" => "6 spouse", "19" => "6 child", _ => "6 other" }, "X");
        var subscriber = policy.Subscriber;
        page.Put("4", subscriber is null ? Medicare ? Same : Name(patient.Name) : subscriber.IsOrganization ? Plain(subscriber.Name.Last) : Name(subscriber.Name));
        if (subscriber is null && Medicare) page.Put("7 street", Same);
        else if ((subscriber is null ? patient.Address : subscriber.Address) is { } address) Addressed(page, "7", address, subscriber is null ? patient.Phone : null);
        (DateOnly? birth, string? sex) = subscriber is null ? (patient.Birth, patient.Sex) : (subscriber.Birth, subscriber.Sex);
        // to Medicare only where they are not the patient's
        if (Medicare && subscriber is null) (birth, sex) = (null, null);
        if (birth is { } day) Date(page, "11a", day, fourDigits: true);
        if (sex is "F" or "M") page.Put($"11a {sex}", "X");
        page.Put("11c", Plain(Medicare ? policy.Payer.Name : policy.GroupName ?? policy.Payer.Name));
    }

    const string Same = "SAME";

    void OtherInsured(PaperPage page)
    {
        if (claim.InjuryNumber is { } injury)
        {
            page.Put("11b qualifier", "Y4");
            page.Put("11b", Plain(injury));
        }
        // Medicare does not ask
        if (!Medicare) page.Put(claim.OtherCoverages.IsEmpty ? "11d no" : "11d yes", "X");
        // Medicare wants a Medigap policy there and no other
        List<Coverage> others = [.. claim.OtherCoverages.Select(static other => other.Coverage).Where(one => !Medicare || one.Medigap)];
        if (others.Count > 1) Drops($"box 9 names one policy, and {others[1].Payer.Name} is another");
        if (others.Count == 0) return;
        var other = others[0];
        page.Put("9", other.Subscriber is { } subscriber ? Name(subscriber.Name) : Medicare ? Same : Name(claim.Patient.Name));
        page.Put("9a", Medicare ? $"MEDIGAP {Plain(other.Group ?? other.MemberId)}" : Plain(other.Group ?? other.MemberId));
        page.Put("9d", Plain(Medicare ? other.Payer.PayerNumber : other.Payer.Name));
    }

    /// <summary>Something that the claim tells and the form has no room for.</summary>
    void Drops(string what)
    {
        if (!unfit.Contains(what)) unfit.Add(what);
    }

    void Condition(PaperPage page)
    {
        string? cause = claim.Accident?.Cause;
        page.Put(cause == "EM" ? "10a yes" : "10a no", "X");
        page.Put(cause == "AA" ? "10b yes" : "10b no", "X");
        page.Put(cause == "OA" ? "10c yes" : "10c no", "X");
        page.Put("10b state", claim.Accident?.State);
        page.Put("12 signature", OnFile);
        if (claim.BenefitsAssigned) page.Put("13", OnFile);
        if (claim.Onset is { } onset)
        {
            Date(page, "14", onset);
            page.Put("14 qualifier", "431");
        }
        (string Qualifier, DateOnly? Day, string What)[] days = [("454", claim.InitialTreatment, "initial treatment"), ("304", claim.LastSeen, "last seen"), ("439", claim.Accident?.Date, "accident")];
        bool taken = false;
        foreach (var (qualifier, day, what) in days)
        {
            if (day is not { } other) continue;
            if (taken) Drops($"box 15 holds one day, and that of {what}, {other:yyyy-MM-dd}, is another");
            else
            {
                page.Put("15 qualifier", qualifier);
                Date(page, "15", other);
            }
            taken = true;
        }
        if ((claim.Referring ?? claim.Supervising) is { } named)
        {
            page.Put("17 qualifier", claim.Referring is null ? "DQ" : "DN");
            page.Put("17 name", Plain($"{named.Name.First} {named.Name.Middle} {named.Name.Last} {named.Name.Suffix}"));
            page.Put("17b", named.Npi);
        }
        if (claim is { Referring: not null, Supervising: { } supervisor } && supervisor.Npi != claim.Referring.Npi) Drops($"box 17 names one provider, and {supervisor.Name.Last}, who supervised, is another");
        foreach (var paper in claim.Paperwork) Drops($"no box names the document {paper.Number ?? paper.Type} that goes with the claim");
        if (claim.DelayReason is not null) Drops("no box tells why the claim is late (delay_reason)");
        page.Put("19", Plain(string.Join(' ', claim.Notes.Select(static note => note.Text))));
        page.Put("20 no", "X");
        page.Put("21 ICD indicator", "0");
        for (int i = 0; i < claim.Diagnoses.Length; i++) page.Put($"21{(char)('A' + i)}", Plain(claim.Diagnoses[i]));
        if (claim.Frequency != ClaimFrequency.Original)
        {
            page.Put("22 code", ((int)claim.Frequency).ToString(CultureInfo.InvariantCulture));
            page.Put("22 reference", claim.PayerControlNumber);
        }
        if (claim is { Authorization: not null, ReferralNumber: { } referral }) Drops($"box 23 holds one number, and the referral {referral} is another");
        page.Put("23", Plain(claim.Authorization ?? claim.ReferralNumber));
    }

    void Line(PaperPage page, ServiceLine line, int at)
    {
        foreach (string end in (ReadOnlySpan<string>)["from", "to"]) Date(page, $"24A {end}", line.Date, line: at);
        page.Put("24B", claim.PlaceOfService, at);
        page.Put("24D code", line.Code.ToString(), at);
        for (int i = 0; i < line.Modifiers.Length; i++) page.Put($"24D modifier {i + 1}", line.Modifiers[i].ToString(), at);
        page.Put("24E", string.Concat(line.DiagnosisPointers.Select(static pointer => (char)('A' + pointer - 1))), at);
        page.Put("24F", Dollars(line.Charge), at);
        page.Put("24G", line.Units.ToString(CultureInfo.InvariantCulture), at);
        if (line.Note is not null) Drops($"no box holds the note of line {line.ControlNumber}");
        page.Put("24J NPI", claim.Rendering?.Npi ?? claim.Billing.Npi, at);
    }

    void Provider(PaperPage page, DateOnly signed)
    {
        var billing = claim.Billing;
        page.Put("25", billing.TaxId);
        page.Put(billing.TaxIdIsSocialSecurity ? "25 SSN" : "25 EIN", "X");
        page.Put("26", claim.Number);
        page.Put(claim.AcceptsAssignment ? "27 yes" : "27 no", "X");
        page.Put("31 signature", claim.Rendering is { } rendering ? Plain($"{rendering.Name.First} {rendering.Name.Last}") : billing.Person is { } person ? Plain($"{person.First} {person.Last}") : OnFile);
        page.Put("31 date", signed.ToString("MM dd yy", CultureInfo.InvariantCulture));
        var (name, address, npi) = claim.Place is { } place ? (place.Name, place.Address, place.Npi) : (billing.Name, billing.Address, billing.Npi);
        page.Put("32 name", Plain(name));
        page.Put("32 street", Plain($"{address.Street} {address.Street2}"));
        page.Put("32 city", Place(address));
        page.Put("32a", npi);
        Phone(page, "33", billing.Phone);
        page.Put("33 name", Plain(billing.Name));
        page.Put("33 street", Plain($"{billing.Address.Street} {billing.Address.Street2}"));
        page.Put("33 city", Place(billing.Address));
        page.Put("33a", billing.Npi);
    }

    void Totals(PaperPage page)
    {
        page.Put("28", Dollars(claim.Charge));
        // to Medicare, only what the patient paid
        decimal paid = (claim.PatientPaid ?? 0) + (Medicare ? 0 : claim.OtherCoverages.Sum(static other => other.Paid ?? 0));
        if (paid != 0) page.Put("29", Dollars(paid));
    }

    static void Addressed(PaperPage page, string box, Address address, string? phone)
    {
        page.Put($"{box} street", Plain($"{address.Street} {address.Street2}"));
        page.Put($"{box} city", Plain(address.City));
        page.Put($"{box} state", address.State);
        page.Put($"{box} zip", Zip(address.Zip));
        Phone(page, box, phone);
    }

    static void Phone(PaperPage page, string box, string? phone)
    {
        if (phone is null) return;
        page.Put($"{box} phone area", phone[..3]);
        page.Put($"{box} phone", $"{phone[3..6]} {phone[6..]}");
    }

    static void Date(PaperPage page, string box, DateOnly day, bool fourDigits = false, int line = 0)
    {
        page.Put($"{box} month", day.ToString("MM", CultureInfo.InvariantCulture), line);
        page.Put($"{box} day", day.ToString("dd", CultureInfo.InvariantCulture), line);
        page.Put($"{box} year", day.ToString(fourDigits ? "yyyy" : "yy", CultureInfo.InvariantCulture), line);
    }

    static string Name(PersonName name) => string.Join(", ", new[] { name.Last + (name.Suffix is null ? "" : " " + name.Suffix), name.First, name.Middle }.Where(static part => !string.IsNullOrEmpty(part)).Select(Plain));

    static string Place(Address address) => $"{Plain(address.City)} {address.State} {Zip(address.Zip)}";

    static string Zip(string zip) => zip.Length == 9 ? $"{zip[..5]}-{zip[5..]}" : zip;

    /// <summary>Dollars and cents without a point.</summary>
    static string Dollars(decimal amount) => ((long)(amount * 100)).ToString("D3", CultureInfo.InvariantCulture);

    /// <summary>Capitals; letters, digits, dashes and single blanks alone.</summary>
    static string Plain(string? text) => string.Join(' ', string.Concat((text ?? "").Select(static one => char.IsAsciiLetterOrDigit(one) || one == '-' ? char.ToUpperInvariant(one) : one is '\'' or '.' ? '\0' : ' ').Where(static one => one != '\0'))
        .Split(' ', StringSplitOptions.RemoveEmptyEntries));
}
