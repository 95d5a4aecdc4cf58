using System.Text;
using Quarterhour.Reference.BuiltIn;

namespace Quarterhour.Reference.Import;

/// <summary>Our own label and words for the devices and supplies that therapists order: what people say (<c>rollator</c>, <c>AFO</c>) stands in no description,
/// and some copies of HCPCS have no descriptions at all.</summary>
static class HcpcsWords
{
    static readonly Lazy<Dictionary<string, (string Label, string Words)>> Read = new(() => Encoding.UTF8.GetString(Embedded.Bytes("hcpcs-words.csv"))
        .Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(line => line.Split(',')).ToDictionary(fields => fields[0], fields => (fields[1], fields[2]), StringComparer.Ordinal));

    /// <summary>The title of a code: the list's own, else our label, else nothing.</summary>
    public static string Title(string code, string given) => given.Length > 0 ? given : Read.Value.GetValueOrDefault(code).Label ?? "";

    /// <summary>What a code is found by: its title, our label and our words.</summary>
    public static string Found(string code, string title) => Read.Value.TryGetValue(code, out var own) ? $"{title} {own.Label} {own.Words}" : title;
}
