using System.Globalization;
using System.Text;

namespace Quarterhour.Bench;

/// <summary>Visits as clinics record them, made up: 250 dates a year over three years, forty facilities in twenty localities, patients who come every third day,
/// 3.2 interventions a visit, a quarter of them by assistants, a tenth with start and end, and one visit in fifty with something wrong.</summary>
static class SyntheticVisits
{
    const int Facilities = 40, Clinicians = 8, DatesAYear = 250;
    const string Header = "visit,date,facility,patient,clinician,payer,discipline,code,minutes,by,start,end,group,charge,dx,zip,deductible_left,year_to_date,kx_attested\n";

    static readonly string[] Zips = ["43215", "35203", "77002", "10001", "33130", "60601", "98101", "02108", "80202", "85004", "97204", "63101", "55401", "37203", "30303", "19103", "90012", "94103", "59601", "99501"];
    static readonly string[] Payers = ["medicare", "medicare", "medicare", "medicare", "medicare-advantage", "commercial-cms", "commercial-ama", "commercial-ama", "tricare"];

    /// <summary>What is done in a visit: timed codes, then an untimed one after a slash.</summary>
    static readonly string[] Pt = ["97110 97140 97530", "97110 97112 97140", "97112 97116 97530", "97110 97530", "97110 97140 97112 97530", "97110 97112 97116", "97110 97140 97530/G0283", "97110 97112 97035/97016", "97110 97140/97162"];
    static readonly string[] Ot = ["97530 97535 97110", "97530 97110 97140", "97535 97530 97112", "97129 97130 97535", "97530 97110 97535 97112", "97110 97530/97018", "97535 97530/97166"];
    static readonly string[] Slp = ["97129 97130", "/92507", "/92526"];
    static readonly string[] PtDx = ["M54.50 M62.81", "M17.11", "M25.561", "Z96.651 M62.81", "M75.121 M25.511", "M54.16", "R26.89 I69.351"], OtDx = ["I69.351", "S52.501D", "M18.11", "M65.331"], SlpDx = ["I69.320", "R13.12", "R41.841"];

    /// <returns>0, the exit status.</returns>
    public static int Write(string file, int count)
    {
        using var text = new StreamWriter(file, false, new UTF8Encoding(false), 1 << 16);
        text.Write(Header);
        var dates = Dates();
        int made = 0;
        for (int day = 0; day < dates.Count; day++)
        {
            int upTo = (int)((long)count * (day + 1) / dates.Count);
            var seen = new int[Facilities * Clinicians];
            for (int place = 0; made < upTo; made++, place++) Visit(text, made, day, dates[day], place, upTo - made + place, seen);
        }
        return 0;
    }

    static List<DateOnly> Dates()
    {
        var dates = new List<DateOnly>();
        for (int year = 2024; year <= 2026; year++)
        {
            var weekdays = Enumerable.Range(0, 366).Select(new DateOnly(year, 1, 1).AddDays).Where(day => day.Year == year && day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday)).ToList();
            // what is over 250 are holidays, spread over the year
            int closed = weekdays.Count - DatesAYear;
            for (int i = 0; i < closed; i++) weekdays.RemoveAt(weekdays.Count * i / closed);
            dates.AddRange(weekdays);
        }
        return dates;
    }

    static void Visit(StreamWriter text, int number, int day, DateOnly date, int place, int ofDay, int[] seen)
    {
        // for thirty dates three sets of patients take turns; then others come
        int patient = (day / 30 * 3 + day % 3) * ofDay + place;
        var who = new Dice((ulong)patient + 1);
        var dice = new Dice(((ulong)number + 1) << 20);
        int facility = who.Below(Facilities), clinician = facility * Clinicians + who.Below(Clinicians), kind = who.Below(10);
        string payer = who.Of(Payers), discipline = kind < 6 ? "PT" : kind < 9 ? "OT" : "SLP", dx = who.Of(kind < 6 ? PtDx : kind < 9 ? OtDx : SlpDx);
        var codes = dice.Of(kind < 6 ? Pt : kind < 9 ? Ot : Slp).Split('/');
        int wrong = dice.Below(300);
        if (wrong == 0) dx = "M54.5";
        string by = kind < 9 && dice.In(25) && codes.Length == 1 ? "assistant" : "therapist";
        bool timed = dice.In(10) && seen[clinician] < 9;
        int clock = 8 * 60 + 65 * seen[clinician]++;
        string head = string.Create(CultureInfo.InvariantCulture, $"V{number + 1},{date:yyyy-MM-dd},F{facility + 1},P{patient + 1},C{clinician + 1},{payer},{discipline},");
        int soFar = who.Below(2600);
        string tail = $",{dx},{Zips[facility % Zips.Length]},{(payer == "medicare" ? $"{(soFar < 300 ? 300 - soFar : 0)}.00,{soFar}.00,{(soFar >= 2400 && wrong != 1 ? "yes" : "")}" : ",,")}\n";

        void Row(string code, int minutes, bool withSpan, string group = "")
        {
            string span = withSpan ? $"{Clock(clock)},{Clock(clock + (wrong == 2 ? minutes - 3 : minutes))}" : ",";
            clock += minutes;
            text.Write(head);
            text.Write($"{code},{minutes},{by},{span},{group},{Charge(code)}.00");
            text.Write(tail);
        }

        if (wrong == 3)
        {
            Row("97110", 40, false, "3");
            return;
        }
        foreach (string code in codes[0].Split(' ', StringSplitOptions.RemoveEmptyEntries)) Row(wrong == 4 && code == "97140" ? "97124" : code, 8 + dice.Below(19), timed);
        if (codes.Length > 1) Row(wrong == 5 ? "97014" : codes[1], 10 + dice.Below(30), false);
        if (kind < 9 && codes.Length == 1 && dice.In(40)) Row("97110", 8 + dice.Below(8), false);
    }

    static string Clock(int minute) => $"{minute / 60:00}:{minute % 60:00}";

    /// <summary>A charge that is above every fee schedule amount.</summary>
    static int Charge(string code) => code switch { "97162" or "97166" => 260, "92507" or "92526" => 240, "G0283" or "97014" or "97016" or "97018" or "97035" => 45, _ => 95 };
}
