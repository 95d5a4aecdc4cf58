using System.Globalization;
using System.Text;

namespace Quarterhour.Bench;

/// <summary>Claim lines as a billing company sends them, made up: 250 dates of 2026, 200 providers, 3.3 lines a claim, a patient in fifty with a second claim on the day,
/// and one claim in ten with something that an edit finds.</summary>
static class SyntheticClaims
{
    const int Dates = 250, Providers = 200;
    const string Header = "claim,patient,provider,date,setting,code,modifiers,units,charge,dx\n";

    static readonly string[] Usual = ["97110 97140 97530", "97110 97112 97140", "97112 97116 97530", "97110 97530", "97110 97140 97112 97530", "97110 97112 97116 97140 G0283", "97530 97535 97110", "97110 97162"];
    static readonly string[] Dx = ["M54.50 M62.81", "M17.11", "M25.561", "Z96.651 M62.81", "M75.121 M25.511", "M54.16", "R26.89 I69.351"];

    /// <summary>Writes whole claims until there are at least so many lines, sorted by date.</summary>
    /// <returns>Lines written.</returns>
    public static int Write(string file, int lines)
    {
        using var text = new StreamWriter(file, false, new UTF8Encoding(false), 1 << 16);
        text.Write(Header);
        int made = 0, claim = 0;
        for (int day = 0; day < Dates; day++)
        {
            string date = new DateOnly(2026, 1, 2).AddDays(day).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
            for (int upTo = (int)((long)lines * (day + 1) / Dates); made < upTo;) made += Claim(text, ++claim, date);
        }
        return made;
    }

    static int Claim(StreamWriter text, int claim, string date)
    {
        var dice = new Dice((ulong)claim << 20);
        int patient = dice.In(2) ? claim - 1 : claim, wrong = dice.Below(100), line = 0;
        string modifiers = dice.In(25) ? "CQ GP" : dice.In(20) ? "GP KX" : "GP", dx = wrong == 0 ? "M54.5" : dice.Of(Dx);
        string codes = wrong switch { 1 or 2 => "97150 97110", 3 => "97140 97124", 4 => "97130 97535", 5 => "97010 97110", _ => dice.Of(Usual) };
        foreach (string code in codes.Split(' '))
        {
            line++;
            string own = wrong == 6 && line == 1 ? "" : code is "97162" or "97535" or "97130" ? "GP" : modifiers;
            int units = code is "G0283" or "97162" or "97150" or "97010" ? 1 : wrong == 7 && line == 1 ? 9 : 1 + dice.Below(2);
            text.Write(string.Create(CultureInfo.InvariantCulture, $"C{claim},P{patient},{1_234_560_000 + patient % Providers},{date},office,{code},{own},{units},{units * 45}.00,{dx}\n"));
        }
        return line;
    }
}
