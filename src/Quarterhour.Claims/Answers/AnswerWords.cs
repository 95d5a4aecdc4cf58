using System.Collections.Frozen;
using Quarterhour.X12;

namespace Quarterhour.Claims.Answers;

/// <summary>What acknowledgments say, in plain words. They come from answers.psv beside this file.</summary>
public static class AnswerWords
{
    static readonly Lazy<FrozenDictionary<(string Kind, string Code), (string Says, string Fix)>> Words = new(Read);

    static FrozenDictionary<(string, string), (string, string)> Read()
    {
        using var reader = new StreamReader(typeof(AnswerWords).Assembly.GetManifestResourceStream("answers.psv")!);
        var words = new Dictionary<(string, string), (string, string)>();
        while (reader.ReadLine() is { } line)
            if (line.Split('|') is [var kind, var code, var says, .. var rest] && !line.StartsWith('#')) words.Add((kind, code), (says, rest is [var fix, ..] ? fix : ""));
        return words.ToFrozenDictionary();
    }

    /// <summary>All of a kind, for tests and pages.</summary>
    internal static IEnumerable<string> Codes(string kind) => Words.Value.Keys.Where(key => key.Kind == kind).Select(static key => key.Code);

    static (string Says, string Fix)? Find(string kind, string code) => Words.Value.TryGetValue((kind, code), out var found) ? found : null;

    /// <summary>A status of a 277CA: <c>A7 562 85</c> is an NPI of the billing provider that is wrong.</summary>
    public static string Of(ClaimStatus status)
    {
        ArgumentNullException.ThrowIfNull(status);
        var parts = status.Codes.Select(static codes => Of(codes.ElementAtOrDefault(0) ?? "", codes.ElementAtOrDefault(1) ?? "", codes.ElementAtOrDefault(2) ?? ""));
        string words = string.Join("; ", parts);
        return status.Message.Length > 0 ? $"{words}. The payer says: {status.Message}" : words;
    }

    static string Of(string category, string code, string entity)
    {
        string numbers = string.Join(' ', new[] { category, code, entity }.Where(static part => part.Length > 0));
        string says = Find("category", category)?.Says ?? $"category {category} is not explained here";
        if (category is "A0" or "A1" or "A2" or "A5") return $"{says} ({numbers})";
        string whose = entity.Length == 0 ? "" : " " + (Find("entity", entity)?.Says ?? $"of entity {entity}");
        return Find("status", code) is { } found ? $"{says}: {found.Says}{whose} ({numbers}). To do: {found.Fix}" : $"{says}: status {code}{whose} is not explained here ({numbers}). Ask the receiver";
    }

    /// <summary>Why a transaction was turned down, by its first errors.</summary>
    public static string Of(TransactionAnswer answer)
    {
        ArgumentNullException.ThrowIfNull(answer);
        if (answer.Errors.Count == 0) return answer.Code is "A" ? "accepted" : $"turned down as a whole ({answer.Code}{string.Concat(answer.Reasons.Select(static one => " " + one))})";
        const int most = 3;
        var errors = answer.Errors.Take(most).Select(static error =>
        {
            string where = $"segment {error.Position}, {error.Tag}{(error.Loop.Length > 0 ? $" in loop {error.Loop}" : "")}";
            return error.Elements.Count == 0 ? $"{where} {Find("segment", error.Code)?.Says ?? $"has error {error.Code}"}"
                : string.Join(", ", error.Elements.Select(one => $"{where}: element {one.Element} {Find("element", one.Code)?.Says ?? $"has error {one.Code}"}{(one.Found.Length > 0 ? $", found \"{one.Found}\"" : "")}"));
        });
        return string.Join("; ", errors) + (answer.Errors.Count > most ? $"; and {answer.Errors.Count - most} more" : "");
    }

    /// <summary>What a TA1 says.</summary>
    public static string Of(InterchangeAnswer answer)
    {
        ArgumentNullException.ThrowIfNull(answer);
        return Find("interchange", answer.Note)?.Says ?? $"note {answer.Note} is not explained here";
    }
}
