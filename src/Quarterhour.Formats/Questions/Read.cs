using System.Globalization;
using Quarterhour.Billing;
using Quarterhour.Billing.Payers;
using Quarterhour.Billing.Pricing;
using Quarterhour.Billing.Tables;

namespace Quarterhour.Formats.Questions;

/// <summary>What people write in a question: dates, codes, places, settings; each refused with what to write instead.</summary>
/// <remarks><c>where</c> is the option or field that it stands in, for messages.</remarks>
public static class Read
{
    /// <summary>A day as YYYY-MM-DD, from 2000 on.</summary>
    /// <exception cref="UnusableException">It is none.</exception>
    public static DateOnly Date(string text, string where) => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
        ? date.Year >= 2000 ? date : throw new UnusableException($"{where}: {text} is before 2000-01-01, from which on the rules are known; check the year")
        : throw new UnusableException($"{where}: \"{text}\" is not a date; write it as 2025-06-02");

    /// <summary><c>office</c> or <c>hospital</c>.</summary>
    public static Setting Setting(string text, string where) => text switch
    {
        "office" => Billing.Tables.Setting.Office,
        "hospital" => Billing.Tables.Setting.Hospital,
        _ => throw new UnusableException($"{where}: \"{text}\" is neither office nor hospital"),
    };

    /// <summary><c>cms</c> or <c>ama</c>.</summary>
    public static UnitRule Rule(string text, string where) => text switch
    {
        "cms" => UnitRule.CmsEightMinute,
        "ama" => UnitRule.AmaMidpoint,
        _ => throw new UnusableException($"{where}: \"{text}\" is neither cms (the 8-minute rule) nor ama (the midpoint rule)"),
    };

    /// <summary>Five letters or digits.</summary>
    public static ProcedureCode Code(string text, string where) => ProcedureCode.TryParse(text, out var code) ? code
        : throw new UnusableException($"{where}: \"{text}\" is not a procedure code; a code is five letters or digits, for example 97110; quarterhour codes finds one by words");

    /// <summary>A code that the catalogue has.</summary>
    public static ProcedureCode TherapyCode(string text, string where, CodeCatalogue codes)
    {
        var code = Code(text, where);
        return codes.Find(code) is null ? throw Unknown(code, where, codes) : code;
    }

    /// <summary>Carrier and locality.</summary>
    public static LocalityId Locality(string text, string where, LocalityTable table)
    {
        if (!LocalityId.TryParse(text, out var id)) throw new UnusableException($"{where}: \"{text}\" is not a locality; write carrier and locality, for example 10112-00");
        if (table.Knows(id)) return id;
        string nearest = Spelling.Nearest(text, table.All.Select(row => row.Locality.ToString())) is { } near ? $"the nearest is {near}" : "check the number, or give --zip";
        throw new UnusableException($"{where}: {text} is in no loaded GPCI file; {nearest}. quarterhour data tells which years are loaded");
    }

    /// <summary>A ZIP as its digits.</summary>
    public static string Zip(string text, string where)
    {
        string digits = text.Replace("-", "", StringComparison.Ordinal);
        return digits.Length is 5 or 9 && digits.All(char.IsAsciiDigit) ? digits : throw new UnusableException($"{where}: \"{text}\" is not a ZIP code; it has five or nine digits");
    }

    /// <summary>The locality that a ZIP lies in.</summary>
    /// <exception cref="UnusableException">It is no ZIP, or lies in none or in several.</exception>
    public static LocalityId LocalityOfZip(string text, string where, DateOnly date, ZipTable zips)
    {
        string zip = Zip(text, where);
        var place = PaymentLocality.OfZip(zip, date, zips);
        return place.IsDecided ? place.Value : throw new UnusableException($"{where}: {zip} is open: needs {place.Needs}; or give --locality");
    }

    /// <summary>A code that is no therapy code.</summary>
    public static UnusableException Unknown(ProcedureCode code, string where, CodeCatalogue codes) => new($"{where}: {code} is no therapy code that this program knows; {NearestTo(code, codes)}");

    /// <summary>For what is asked of any code: no table that is loaded has it.</summary>
    public static UnusableException InNoTable(ProcedureCode code, string where, CodeCatalogue codes) => new($"{where}: {code} is in no loaded table; {NearestTo(code, codes)}");

    static string NearestTo(ProcedureCode code, CodeCatalogue codes) =>
        Spelling.Nearest(code.ToString(), codes.All.Select(known => known.Code.ToString())) is { } nearest ? $"the nearest therapy code is {nearest}" : "check the number";
}
