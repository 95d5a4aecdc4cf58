using System.Text.Json;
using Quarterhour.Billing;
using Quarterhour.Billing.Guide;

namespace Quarterhour.Reference.BuiltIn;

/// <summary>guide.json: the pages of <c>data/guide</c>, compiled at build time.</summary>
static class GuidePages
{
    public static GuideBook Read()
    {
        using var document = JsonDocument.Parse(Embedded.Bytes("guide.json"));
        var root = document.RootElement;
        return new(root.GetProperty("pages").EnumerateObject().ToDictionary(page => ProcedureCode.Parse(page.Name), page => Page(page.Value)),
            root.GetProperty("families").EnumerateObject().ToDictionary(page => page.Name, page => Page(page.Value), StringComparer.Ordinal));
    }

    static GuidePage Page(JsonElement page) => new()
    {
        Summary = Text(page, "summary"), OneOnOne = Text(page, "one_on_one"), Who = Text(page, "who"),
        Examples = Texts(page, "examples"), Fits = Texts(page, "fits"), Instead = Codes(page, "instead"), Pairs = Codes(page, "pairs"),
        Note = [.. page.GetProperty("note").EnumerateObject().Select(part => new NotePart(part.Name, part.Value.GetString()!))],
        Modifiers = [.. page.GetProperty("modifiers").EnumerateObject().Select(about => new AboutModifier(Modifier.Parse(about.Name), about.Value.GetString()!))],
        Denials = [.. page.GetProperty("denials").EnumerateArray().Select(denial => new UsualDenial(Text(denial, "carc")!, Text(denial, "rarc"), Text(denial, "cause")!, Text(denial, "prevent")!))],
        Questions = [.. page.GetProperty("questions").EnumerateArray().Select(question => new Question(Text(question, "ask")!, Text(question, "answer")!, Text(question, "cite")!,
            Enum.Parse<Confidence>(Text(question, "confidence")!, ignoreCase: true), Text(question, "show")))],
    };

    static string? Text(JsonElement page, string name) => page.TryGetProperty(name, out var text) ? text.GetString() : null;

    static string[] Texts(JsonElement page, string name) => page.TryGetProperty(name, out var list) ? [.. list.EnumerateArray().Select(item => item.GetString()!)] : [];

    static AboutCode[] Codes(JsonElement page, string name) => [.. page.GetProperty(name).EnumerateObject().Select(about => new AboutCode(ProcedureCode.Parse(about.Name), about.Value.GetString()!))];
}
