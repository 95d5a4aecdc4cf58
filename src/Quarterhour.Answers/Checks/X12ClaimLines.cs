using System.Text;
using Quarterhour.Billing;
using Quarterhour.Billing.Day;
using Quarterhour.Billing.Tables;
using Quarterhour.Formats.Claims;
using Quarterhour.X12;
using ClaimLine = Quarterhour.Billing.Day.ClaimLine;

namespace Quarterhour.Answers.Checks;

/// <summary>The claim lines of an 837P, straight from its segments. A professional claim is judged by the practitioner's tables, wherever it was furnished.</summary>
/// <remarks>Reads what the edits ask and no more: whether the file is right as X12 is <c>x12 check</c>'s to say.</remarks>
/// <param name="reader">The segments.</param>
/// <param name="name">The file as messages name it.</param>
/// <param name="payer">The payer of claims whose filing code names no profile.</param>
public sealed class X12ClaimLines(X12Reader reader, string name, string payer) : ClaimSource(name)
{
    /// <summary>What the subscriber's filing code (SBR09) says of the payer's rules; any other leaves them to <c>--payer</c>.</summary>
    static string? ProfileOf(ReadOnlySpan<byte> filing) => filing switch
    {
        [(byte)'M', (byte)'A' or (byte)'B'] => "medicare",
        [(byte)'1', (byte)'6'] => "medicare-advantage",
        [(byte)'C', (byte)'H'] => "tricare",
        _ => null,
    };

    /// <summary>Institutional and dental claims, of 5010 and 4010.</summary>
    static bool IsOfAnotherKind(ReadOnlySpan<byte> guide) => guide.Length >= 10 && (guide[6..].StartsWith("X223"u8) || guide[6..].StartsWith("X224"u8) || guide[6..].StartsWith("X096"u8) || guide[6..].StartsWith("X097"u8));

    // under which the next claim stands
    string? provider, member, patient;
    string? filed;
    bool professional, inClaim, ofOtherPayer;

    // the claim, and the line whose dates may still come
    string id = "";
    readonly List<string> diagnoses = [];
    Claim? claim;
    ClaimLine pending;
    bool open, usable;

    public override bool InSegments => true;

    public override bool Next(out ClaimLine line)
    {
        while (reader.Read())
        {
            var segment = reader.Segment;
            switch (segment.Code)
            {
                case Tag.ST:
                    professional = segment.Is(1, "837"u8) && !IsOfAnotherKind(segment[3]);
                    // not passed over without a word
                    if (!professional) Reject(new(Name, reader.Position, "ST", null, $"transaction {segment.Text(2)} is a {segment.Text(1)} {segment.Text(3)} and no professional claim: none of it was checked"));
                    (provider, member, patient, filed) = (null, null, null, null);
                    break;
                case Tag.HL:
                    Level(segment);
                    if (Finished(out line)) return true;
                    break;
                case Tag.CLM when professional:
                    bool before = Finished(out line);
                    id = segment.Text(1);
                    diagnoses.Clear();
                    (claim, inClaim, ofOtherPayer) = (null, true, false);
                    if (before) return true;
                    break;
                case Tag.LX or Tag.SE:
                    if (Finished(out line)) return true;
                    break;
                case Tag.SV1 when professional:
                    Begin(segment);
                    break;
                default:
                    if (professional) Note(segment);
                    break;
            }
        }
        return Finished(out line);
    }

    void Level(in Segment segment)
    {
        // a provider's level forgets the subscriber, a subscriber's the patient
        if (segment.Is(3, "20"u8)) (provider, member, patient, filed) = (null, null, null, null);
        else if (segment.Is(3, "22"u8)) (member, patient, filed) = (null, null, null);
        else if (segment.Is(3, "23"u8)) patient = null;
        (inClaim, ofOtherPayer) = (false, false);
    }

    void Note(in Segment segment)
    {
        switch (segment.Code)
        {
            case Tag.SBR:
                // within a claim it is another payer's
                ofOtherPayer = inClaim;
                if (!ofOtherPayer) filed = ProfileOf(segment[9]);
                break;
            case Tag.NM1 when segment.Is(1, "85"u8):
                provider = segment.Text(9);
                break;
            case Tag.NM1 when !ofOtherPayer && segment.Is(1, "IL"u8):
                member = segment.Text(9);
                break;
            case Tag.NM1 when !ofOtherPayer && segment.Is(1, "QC"u8):
                patient = $"{segment.Text(3)} {segment.Text(4)} {segment.Text(5)}";
                break;
            case Tag.HI when claim is null:
                for (int i = 1; i <= segment.Count; i++)
                    if (segment[i, 1] is [(byte)'A', (byte)'B', (byte)'K' or (byte)'F']) diagnoses.Add(segment.Text(i, 2));
                break;
            case Tag.DTP when open && segment.Is(1, "472"u8):
                Date(segment);
                break;
        }
    }

    void Begin(in Segment segment)
    {
        claim ??= new(id, member is null ? null : patient is null ? member : $"{member} {patient}", provider, filed ?? payer, [.. diagnoses]);
        (open, usable) = (true, false);
        int number = pending.Claim == claim ? pending.Number + 1 : 1;
        pending = new(claim, number, default, Setting.Office, default, default, 0, segment.Amount(2), reader.Position);
        if (!segment[1, 1].SequenceEqual("HC"u8)) Wrong("SV101", $"\"{segment.Text(1, 1)}\" is no HC: only HCPCS codes are checked");
        else if (!ProcedureCode.TryParse(segment[1, 2], out var code)) Wrong("SV101", $"\"{segment.Text(1, 2)}\" is not a procedure code; a code is five letters or digits");
        else if (!Modifiers(segment, out var modifiers)) Wrong("SV101", "a modifier is two letters or digits");
        else if (!segment.Is(3, "UN"u8)) Wrong("SV103", $"\"{segment.Text(3)}\" is no UN: limits count units");
        else if (segment.Amount(4) is not { } units || units < 1 || units != decimal.Truncate(units) || units > int.MaxValue) Wrong("SV104", $"\"{segment.Text(4)}\" is not a whole number of units from 1 up");
        else
        {
            pending = pending with { Code = code, Modifiers = modifiers, Units = (int)units };
            usable = true;
        }
    }

    static bool Modifiers(in Segment segment, out ModifierList modifiers)
    {
        modifiers = default;
        Span<char> two = stackalloc char[2];
        for (int i = 3; i <= 6; i++)
        {
            var written = segment[1, i];
            if (written.IsEmpty) continue;
            if (written.Length != 2) return false;
            (two[0], two[1]) = ((char)written[0], (char)written[1]);
            if (!Modifier.TryParse(two, out var modifier)) return false;
            modifiers = modifiers.With(modifier);
        }
        return true;
    }

    /// <summary>The first day of service: a range's first.</summary>
    void Date(in Segment segment)
    {
        var text = segment[3];
        if (text.Length < 8 || !DateOnly.TryParseExact(Encoding.ASCII.GetString(text[..8]), "yyyyMMdd", out var day))
        {
            if (usable) Wrong("DTP03", $"\"{segment.Text(3)}\" is not a day of the calendar");
            usable = false;
        }
        else pending = pending with { Date = day };
    }

    /// <summary>Hands over the line that was open, once all of it was read.</summary>
    bool Finished(out ClaimLine line)
    {
        line = pending;
        bool whole = open && usable;
        open = false;
        if (!whole || pending.Date != default) return whole;
        Wrong("DTP", "the date of service (472) is missing");
        return false;
    }

    void Wrong(string element, string why) => Reject(new(Name, pending.SourceLine, element, id, why));
}
