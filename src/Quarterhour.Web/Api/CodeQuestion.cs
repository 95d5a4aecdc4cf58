using System.Text.Json;
using Quarterhour.Billing.Guide;
using Quarterhour.Billing.Tables;
using Quarterhour.Formats.Documents;
using Quarterhour.Formats.Guide;
using Quarterhour.Web.Serving;

namespace Quarterhour.Web.Api;

/// <summary>What is known of a code: the guide to a therapy code, or what the tables have of another.</summary>
sealed class CodeQuestion
{
    /// <exception cref="UnusableException">It is no code, no table has it, or date, place or setting can't be read.</exception>
    public CodeQuestion(Knowledge knowledge, string code, string? date, string? zip, string? locality, string? setting)
    {
        var tables = knowledge.Now.Tables;
        var asked = Read.Code(code, "code");
        var day = date is null ? knowledge.Today : Read.Date(date, "date");
        var where = Read.Setting(setting ?? "office", "setting");
        if (zip is not null && locality is not null) throw new UnusableException("zip: zip and locality are both given; keep one");
        LocalityId? place = locality is not null ? Read.Locality(locality, "locality", tables.Localities) : zip is not null ? Read.LocalityOfZip(zip, "zip", day, tables.Zips) : null;
        if (tables.Codes.Find(asked) is { } therapy) Guide = new(therapy, day, where, place, tables);
        else if (tables.Know(asked)) Other = new(asked, day, where, tables, CodesQuestion.TitleOf(asked, day, knowledge.Folder, tables.Codes));
        else throw Read.InNoTable(asked, "code", tables.Codes);
    }

    /// <summary>The guide; null for a code outside therapy.</summary>
    public CodeGuide? Guide { get; }

    OtherCode? Other { get; }

    public Document Document => Guide is null ? Other!.Document : GuideDocument.Of(Guide);

    public void Write(Utf8JsonWriter json)
    {
        if (Guide is null) Other!.Write(json);
        else GuideJson.Write(json, Guide);
    }
}
