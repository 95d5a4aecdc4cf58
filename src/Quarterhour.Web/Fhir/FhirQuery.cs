using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;
using Quarterhour.Web.Desk;

namespace Quarterhour.Web.Fhir;

/// <summary>What a search asks: its parameters, how many, and where the page before ended. What is not understood is refused: an answer to another question would pass for one to this.</summary>
sealed class FhirQuery
{
    const int Usual = 20, Most = 50;

    static readonly string[] Ignored = ["_format", "_pretty"];

    readonly List<(string Name, string Value)> all;

    FhirQuery(List<(string, string)> all, string? after) => (this.all, After) = (all, after);

    /// <summary>The key of the last entry of the page before; null for the first page.</summary>
    public string? After { get; }

    public int Count => this["_count"] is not { } text ? Usual : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int count) && count > 0 ? Math.Min(count, Most) : throw new FhirRefused(StatusCodes.Status400BadRequest, $"_count: \"{text}\" is not a whole number from 1 (at most {Most} are answered)");

    /// <summary>The first value of a parameter; null where it is not asked.</summary>
    public string? this[string name] => all.Where(one => one.Name == name).Select(static one => one.Value).FirstOrDefault();

    /// <summary>The values of a parameter of which one must fit: <c>a,b</c>.</summary>
    public string[]? Any(string name) => this[name]?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <summary>The ranges of a date parameter, all of which must hold.</summary>
    public IEnumerable<DayRange> Ranges(params string[] names) => all.Where(one => names.Contains(one.Name)).Select(static one => DayRange.Of(one.Name, one.Value));

    /// <summary>The id that a reference parameter names: <c>Patient/ID</c>, the id alone, or a whole address.</summary>
    public string? Reference(string type, params string[] names)
    {
        string? text = names.Select(name => this[name]).OfType<string>().FirstOrDefault();
        if (text is null) return null;
        string[] parts = text.Split('/');
        return parts.Length == 1 || parts[^2] == type ? parts[^1] : throw new FhirRefused(StatusCodes.Status400BadRequest, $"{names[0]}: \"{text}\" is no reference to a {type}");
    }

    /// <param name="given">Parameters of the address, or of the form.</param>
    /// <param name="known">Those that the resource understands.</param>
    /// <param name="office">Opens the mark of a page.</param>
    public static FhirQuery Of(IEnumerable<KeyValuePair<string, Microsoft.Extensions.Primitives.StringValues>> given, string[] known, Office office)
    {
        var asked = given.SelectMany(static one => one.Value.OfType<string>().Select(value => (one.Key, value))).Where(static one => one.value.Length > 0 && !Ignored.Contains(one.Key)).ToList();
        string? after = null;
        if (asked.Find(static one => one.Item1 == "_page").Item2 is { } mark)
        {
            // the mark holds what was asked, so that no name and no day stands in the address of the next page
            try
            {
                var kept = JsonSerializer.Deserialize<List<string[]>>(Seal(office).Unprotect(mark))!;
                after = kept[0][0];
                asked = [.. kept.Skip(1).Select(static one => (one[0], one[1]))];
            }
            catch (Exception wrong) when (wrong is System.Security.Cryptography.CryptographicException or FormatException or JsonException)
            {
                throw new FhirRefused(StatusCodes.Status400BadRequest, "_page: this is no mark of a page that was given out here; begin the search anew");
            }
        }
        foreach (var (name, value) in asked)
        {
            if (!known.Contains(name) && name != "_count") throw new FhirRefused(StatusCodes.Status400BadRequest, $"{name}: this search has no such parameter; it has {string.Join(", ", known)}, _count");
            if (value.Length > 200 || value.Any(char.IsControl)) throw new FhirRefused(StatusCodes.Status400BadRequest, $"{name}: the value can't be used");
        }
        return new(asked, after);
    }

    /// <summary>The mark of the page that goes on after a key.</summary>
    public string Next(string last, Office office) => Seal(office).Protect(JsonSerializer.Serialize(all.Select(static one => new[] { one.Name, one.Value }).Prepend([last])));

    static IDataProtector Seal(Office office) => office.Protection.CreateProtector("fhir-pages");
}
