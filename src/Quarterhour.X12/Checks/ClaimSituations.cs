namespace Quarterhour.X12;

/// <summary>What a professional claim must hold because of something else that it holds (SNIP type 4).</summary>
sealed class ClaimSituations(X12Reader reader, LoopWalker walker)
{
    readonly EarlierPayers earlier = new(reader, walker);

    // of the transaction and the patient
    DateOnly? made, born;

    // of the subscriber
    string payerOrder = "", filing = "";
    bool subscriberIsPatient, subscriberBirth, medicareReason, dependent, casualty, casualtyNumber;
    SegmentPlace subscriberAt;

    // of the claim
    bool inClaim, replaces, accident, autoAccident, atWork, accidentDate, accidentState, payerNumber, referral, referring, otherPayer, multiple, inpatient, admitted;
    decimal? charge;
    int diagnoses, lines;
    string frequency = "";
    SegmentPlace claimAt;
    /// <summary>Line numbers of the claim, hashed to 64 bits.</summary>
    readonly HashSet<ulong> lineNumbers = [];

    /// <summary>Diagnoses of the claim, hashed likewise.</summary>
    readonly HashSet<ulong> diagnosed = [];

    public void Begin() => (inClaim, dependent, made, born) = (false, false, null, null);

    public void Take(in Segment segment)
    {
        switch (segment.Code)
        {
            case Tag.HL:
                Close();
                (dependent, born) = (segment.Is(3, "23"u8), null);
                if (!dependent) casualtyNumber = false;
                break;
            case Tag.BHT:
                made = Day(segment[4]);
                break;
            case Tag.SBR when walker.Loop == "2000B":
                (payerOrder, filing, subscriberAt) = (segment.Text(1), segment.Text(9), reader.Here);
                (subscriberIsPatient, subscriberBirth, medicareReason) = (segment.Is(2, "18"u8), false, !segment[5].IsEmpty);
                casualty = filing is "WC" or "AM";
                if (filing == "MB" && payerOrder is ("S" or "T") && !medicareReason)
                    reader.Report("situation-medicare-secondary", "SBR05 is missing: where Medicare pays after another, it says why", 5);
                break;
            case Tag.DMG when walker.Loop == "2010BA":
                subscriberBirth = true;
                born = Day(segment[2]);
                break;
            case Tag.DMG when walker.Loop == "2010CA":
                born = Day(segment[2]);
                break;
            case Tag.REF when segment.Is(1, "Y4"u8):
                casualtyNumber = true;
                break;
            case Tag.N3 when walker.Loop == "2010AA" && IsBox(segment[1]):
                reader.Report("situation-billing-address", "N301 of the billing provider is a post office box; write the street here, the box goes to loop 2010AB", 1, segment.Text(1), severity: Severity.Warning);
                break;
            case Tag.N4 when walker.Loop is "2010AA" or "2310C" && segment[4].IsEmpty && segment[3].Length == 5:
                reader.Report("situation-zip", $"N403 {segment.Text(3)} has five digits; payers want nine here", 3, segment.Text(3), "nine digits", Severity.Warning);
                break;
            case Tag.CLM:
                Close();
                Open(segment);
                break;
            default:
                if (inClaim) InClaim(segment);
                break;
        }
    }

    void Open(in Segment clm)
    {
        (inClaim, claimAt, diagnoses, lines) = (true, reader.Here, 0, 0);
        (accidentDate, payerNumber, referral, referring, otherPayer, multiple) = (false, false, false, false, false, false);
        (inpatient, admitted, charge) = (clm[5, 1].SequenceEqual("21"u8), false, clm.Amount(2));
        lineNumbers.Clear();
        diagnosed.Clear();
        earlier.Open(clm);
        NotNegative(clm, "CLM02");
        frequency = clm.Text(5, 3);
        replaces = frequency is "7" or "8";
        (accident, autoAccident, atWork) = (false, false, false);
        for (int part = 1; part <= 3; part++)
        {
            var cause = clm[11, part];
            autoAccident |= cause.SequenceEqual("AA"u8);
            accident |= cause.SequenceEqual("AA"u8) || cause.SequenceEqual("OA"u8);
            atWork |= cause.SequenceEqual("EM"u8);
        }
        accidentState = !clm[11, 4].IsEmpty || !clm[11, 5].IsEmpty;
        if (autoAccident && !accidentState) reader.Report("situation-accident-state", "CLM11-4 is missing: an auto accident needs the state", 11, component: 4);
        if (!dependent && !subscriberIsPatient) reader.Report("situation-patient", "the claim stands under the subscriber, yet SBR02 is not 18 (self); write 18, or put the claim under the patient's own level", severity: Severity.Error, at: subscriberAt, tag: "SBR", element: 2, loop: "2000B");
        if (dependent && subscriberIsPatient) reader.Report("situation-patient", "SBR02 is 18 (self), yet the claim stands under a patient's own level", at: subscriberAt, tag: "SBR", element: 2, loop: "2000B");
        if (!dependent && subscriberIsPatient && !subscriberBirth) reader.Report("situation-birth", "the subscriber is the patient, and DMG (birth and sex) is missing in loop 2010BA", tag: "DMG", loop: "2010BA");
    }

    void InClaim(in Segment segment)
    {
        switch (segment.Code)
        {
            case Tag.DTP when segment.Is(1, "472"u8): Treated(segment); break;
            case Tag.DTP when segment.Is(1, "439"u8): accidentDate = true; break;
            case Tag.DTP when segment.Is(1, "435"u8): admitted = true; break;
            case Tag.AMT when segment.Is(1, "F5"u8) && segment.Amount(2) > charge:
                reader.Report("situation-patient-paid", $"AMT*F5 says that the patient paid {segment.Text(2)}, more than the claim charges", 2, segment.Text(2), $"{Reading.Amount(charge.Value)} at most", Severity.Warning);
                break;
            case Tag.REF when walker.Loop == "2300" && segment.Is(1, "F8"u8): payerNumber = true; break;
            case Tag.REF when walker.Loop == "2300" && segment.Is(1, "9F"u8): referral = true; break;
            case Tag.REF when walker.Loop == "2400" && segment.Is(1, "6R"u8):
                if (lineNumbers.Count < MostLines && !lineNumbers.Add(Hash(segment[2]))) reader.Report("situation-line-number", $"line control number {segment.Text(2)} occurs twice in the claim; the payer returns it, so each line needs its own", 2, segment.Text(2));
                break;
            case Tag.HI when walker.Loop == "2300" && (segment[1, 1].SequenceEqual("ABK"u8) || segment[1, 1].SequenceEqual("BK"u8)):
                diagnoses = segment.Count;
                for (int element = 1; element <= segment.Count; element++)
                    if (segment[element, 2] is { IsEmpty: false } code && !diagnosed.Add(Hash(code)))
                        reader.Report("situation-diagnosis-twice", $"diagnosis {segment.Text(element, 2)} stands twice; name it once and point to it", element, segment.Text(element, 2), severity: Severity.Warning, component: 2);
                break;
            case Tag.NM1 when walker.Loop == "2310A": referring = true; break;
            case Tag.PWK when !segment.Is(1, "CT"u8) && !segment.Is(2, "AA"u8) && segment[6].IsEmpty:
                reader.Report("situation-attachment", $"PWK06 is missing: an attachment that is sent ({segment.Text(2)}) needs a control number", 6);
                break;
            case Tag.SBR when walker.Loop == "2320":
                otherPayer = true;
                if (segment.Text(1) == payerOrder && payerOrder is ("P" or "S" or "T")) multiple = true;
                break;
            case Tag.LX:
                if (!Reading.TryCount(segment[1], out long number) || number != ++lines) reader.Report("situation-line-sequence", $"LX01 is {segment.Text(1)}; lines are numbered from 1 by 1, this is line {lines}", 1, segment.Text(1), $"{lines}", Severity.Warning);
                break;
            case Tag.SV1:
                NotNegative(segment, "SV102");
                if (segment.Amount(4) is <= 0) reader.Report("situation-units", $"SV104 is {segment.Text(4)}; a line that is billed has units", 4, segment.Text(4), "more than 0", Severity.Warning);
                for (int part = 1; part <= 4; part++)
                    if (segment[7, part] is { IsEmpty: false } pointer && (!Reading.TryCount(pointer, out long points) || points < 1 || points > diagnoses))
                        reader.Report("situation-pointer", $"SV107-{part} points to diagnosis {segment.Text(7, part)}; the claim has {diagnoses}", 7, segment.Text(7, part), $"1 to {diagnoses}", component: part);
                break;
        }
        earlier.Take(segment);
    }

    void NotNegative(in Segment segment, string name)
    {
        if (segment.Amount(2) is < 0) reader.Report("situation-charge", $"{name} is {segment.Text(2)}; a charge is never negative: a claim is taken back by a void (frequency 8)", 2, segment.Text(2), "0 or more");
    }

    /// <summary>A line's day, or the first and last of its days.</summary>
    void Treated(in Segment dtp)
    {
        var text = dtp[3];
        if (Day(text[..Math.Min(8, text.Length)]) is not { } first) return;
        var last = first;
        if (text.Length > 8 && !Reading.TryDate(text[^8..], out last)) return;
        if (made is { } day && last > day) reader.Report("situation-date-future", $"the service of {last:yyyy-MM-dd} had not been furnished when the file was made ({day:yyyy-MM-dd}, BHT04)", 3, dtp.Text(3), $"up to {day:yyyyMMdd}");
        if (born is { } birth && first < birth) reader.Report("situation-date-birth", $"the service of {first:yyyy-MM-dd} is before the patient's birth ({birth:yyyy-MM-dd})", 3, dtp.Text(3), $"from {birth:yyyyMMdd}");
    }

    static DateOnly? Day(ReadOnlySpan<byte> text) => Reading.TryDate(text, out var day) ? day : null;

    public void Close()
    {
        if (!inClaim) return;
        inClaim = false;
        earlier.Close(payerOrder);
        if (replaces && !payerNumber) Claim("situation-payer-number", $"frequency {frequency} replaces or voids a claim, and REF*F8 with the payer's number of that claim is missing", "REF");
        if (frequency == "1" && payerNumber) Claim("situation-payer-number-original", "an original claim (frequency 1) carries REF*F8; leave it out, or say 7 (replacement) or 8 (void)", "REF", Severity.Warning);
        if (accident && !accidentDate) Claim("situation-accident-date", "CLM11 says accident, and DTP*439 with its date is missing", "DTP");
        if (accidentDate && !accident && !atWork) Claim("situation-accident-cause", "DTP*439 dates an accident, and CLM11 does not say of which kind (AA auto, OA other; EM at work)", "CLM", Severity.Warning);
        if (casualty && !casualtyNumber) Claim("situation-casualty-number", $"SBR09 is {filing} (workers' compensation, auto), and the number of the insurer's case is missing (REF*Y4 in loop 2010BA or 2010CA)", "REF", Severity.Warning);
        if (inpatient && !admitted) Claim("situation-admission", "the place of service is 21 (inpatient), and DTP*435 with the day of admission is missing", "DTP", Severity.Warning);
        if (referral && !referring) Claim("situation-referring", "REF*9F names a referral, and the referring provider (NM1*DN) is missing", "NM1", Severity.Warning);
        if (payerOrder is "S" or "T" && !otherPayer) Claim("situation-other-payer", $"SBR01 is {payerOrder}, and no loop 2320 names the payer that comes before", "SBR", Severity.Warning);
        if (multiple) Claim("situation-payer-order", $"two payers have the same place ({payerOrder}) in SBR01", "SBR");
    }

    void Claim(string id, string message, string tag, Severity severity = Severity.Error) => reader.Report(id, $"claim {reader.Claim}: {message}", severity: severity, tag: tag, loop: "2300", at: claimAt);

    const int MostLines = 10_000;

    static ulong Hash(ReadOnlySpan<byte> text)
    {
        ulong hash = (ulong)text.Length;
        for (; text.Length > 8; text = text[8..]) hash = ulong.RotateLeft((hash ^ CodeList.Pack(text[..8])) * 0x9E3779B97F4A7C15UL, 29);
        return (hash ^ CodeList.Pack(text)) * 0x9E3779B97F4A7C15UL;
    }

    static bool IsBox(ReadOnlySpan<byte> street)
    {
        string text = Reading.Text(street).ToUpperInvariant().Replace(".", "", StringComparison.Ordinal);
        return text.StartsWith("PO BOX", StringComparison.Ordinal) || text.StartsWith("P O BOX", StringComparison.Ordinal) || text.StartsWith("POST OFFICE BOX", StringComparison.Ordinal);
    }
}
