using Quarterhour.Billing.Payers;

namespace Quarterhour.Billing.Modifiers;

public static partial class Telehealth
{
    /// <summary>Adds 95 or 93 to the lines of a visit by telehealth, and says what speaks against it.</summary>
    public static void Judge(Bill bill)
    {
        var visit = bill.Visit;
        if (visit.PlaceOfService is not { } place)
        {
            if (visit.AudioOnly == true) bill.LeaveOpen("telehealth", "pos");
            return;
        }
        var terms = bill.Terms!;
        string[] places = Places.At(visit.Date);
        if (!places.Contains(place))
        {
            // one that began later
            if (Places.At(DateOnly.MaxValue).Contains(place)) bill.Findings.Add(Finds.PlaceNotYet(place, visit.Date));
            else if (visit.AudioOnly == true && !(bill.Terms!.MedicareCoverage && InPersonPlace.TryOn(visit.Date, out _))) bill.Findings.Add(Finds.SoundInPerson(place, string.Join(" or ", places)));
            return;
        }
        if (terms.Telehealth == TelehealthRule.Unknown && !terms.MedicareCoverage)
        {
            bill.NotChecked.Add(PayersOwn);
            return;
        }
        if (terms.Telehealth == TelehealthRule.Unknown || !DistantSite.TryOn(visit.Date, out _))
        {
            bill.Findings.Add(Finds.TelehealthEnded(place, terms.Payer.Name, visit.Date));
            return;
        }
        bool sound = visit.AudioOnly == true;
        if (sound && !Sound.TryOn(visit.Date, out _))
        {
            bill.LeaveOpen("telehealth", $"the payer's word on sound alone on {visit.Date:yyyy-MM-dd}: its modifier, 93, begins later");
            return;
        }
        if (terms.MedicareCoverage && InPersonPlace.TryOn(visit.Date, out _)) bill.LeaveOpen("telehealth", $"the place of service that the visit in person would have had: on that day Medicare wanted that one, with 95, and not {place}");
        if (sound && terms.MedicareCoverage) bill.NotChecked.Add(WhyNoVideo);
        foreach (var line in bill.Lines)
        {
            if (line.Excluded) continue;
            if (!Listed.At(visit.Date).Contains(line.Code))
            {
                // no modifier says that it was furnished as it can't be
                bill.Findings.Add(Finds.TelehealthNotListed(line.Code, terms.Payer.Name) with { Line = line.Number, Code = line.Code });
                continue;
            }
            foreach (string word in sound ? Sound.At(visit.Date) : Video.At(visit.Date))
            {
                line.Modifiers.Add(Modifier.Parse(word));
                line.Because.Add(sound ? Because.Sound(word, place) : Because.Video(word, place));
            }
        }
    }

    static readonly NotChecked PayersOwn = new("telehealth", "the payer's own telehealth terms: \"telehealth\" in a profile of your own"),
        WhyNoVideo = new("telehealth", "the record's word that the patient was at home and could not use video, or did not want it (42 CFR 410.78(a)(3))");
}
