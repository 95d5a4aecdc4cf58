using System.Text.Json;
using Quarterhour.Billing;
using Quarterhour.Billing.Tables;
using Quarterhour.Formats;
using Quarterhour.Reference.Search;

namespace Quarterhour.Answers;

/// <summary>Search by number and by words.</summary>
public static class CodesQuestion
{
    /// <summary>Hits that may be asked for at most.</summary>
    public const int Most = 200;

    /// <exception cref="UnusableException">No such set is searched.</exception>
    public static void CheckSet(string set, string where)
    {
        if (!CodeSearch.Sets.Contains(set)) throw new UnusableException($"{where}: \"{set}\" is neither therapy nor all nor one of {string.Join(", ", CodeSearch.Sets.Where(name => name is not (CodeSearch.Therapy or CodeSearch.All)))}");
    }

    /// <summary>What is said when nothing is found.</summary>
    public static string NotFound(string question, CodeSearch index)
    {
        string nearest = question.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(index.NearestWord).FirstOrDefault(word => word is not null) is { } word ? $"; the nearest known word is \"{word}\"" : "";
        return $"no code is known by \"{question}\"{nearest}. Try what was done, or the first digits of the number";
    }

    /// <summary>The title that an imported list gives a code outside therapy.</summary>
    public static string? TitleOf(ProcedureCode code, DateOnly date, string folder, CodeCatalogue codes) =>
        CodeSearch.Open(folder, codes, date, CodeSearch.All).Find($"{code}", 1) is [var hit] && hit.Code == $"{code}" && hit.Set is CodeSearch.Hcpcs or CodeSearch.OwnCpt && hit.Label != CodeSearch.NoTitle ? hit.Label : null;

    /// <summary>Writes the fields behind <c>contract</c>.</summary>
    public static void Write(Utf8JsonWriter json, IReadOnlyList<CodeHit> hits)
    {
        json.WriteStartArray("hits");
        foreach (var hit in hits)
        {
            json.WriteStartObject();
            json.WriteString("code", hit.Code);
            json.WriteString("set", hit.Set);
            json.WriteString("label", hit.Label);
            json.WriteNumber("score", hit.Score);
            json.WriteString("matched", hit.Phrase);
            json.WriteBoolean("billable", hit.Billable);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }
}
