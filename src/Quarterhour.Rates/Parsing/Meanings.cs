using System.Text;
using Quarterhour.Rates.Parquet;
using Quarterhour.Rates.Reading;

namespace Quarterhour.Rates.Parsing;

/// <summary>What the recurring values of a price mean, whatever the payer made of them.</summary>
sealed unsafe class Meanings(Deviations deviations)
{
    readonly TokenCache words = new(), dates = new(), places = new(), lists = new();

    /// <summary>A word of an enumeration: lower case.</summary>
    public Known? Word(ref TokenReader reader) => Value(ref reader, words, static text =>
    {
        string word = text.ToString(), lower = word.Trim().ToLowerInvariant();
        return new(lower.Length == 0 ? null : new(Encoding.UTF8.GetBytes(lower)), lower == word ? [] : [("text-case", 1)], []);
    });

    /// <summary>A date: days since 1970.</summary>
    public Known? Date(ref TokenReader reader) => Value(ref reader, dates, static text =>
    {
        string written = text.ToString();
        if (written.Trim().Length == 0) return new(null, [], []);
        return Days.Of(written, out bool asMeant) is { } day ? new(new(BitConverter.GetBytes(day)), asMeant ? [] : [("date-form", 1)], []) : new(null, [], [("expiration_date", 1)]);
    });

    /// <summary>Places of service: two digits, blank-separated.</summary>
    public Known? Places(ref TokenReader reader) => List(ref reader, places, static text =>
    {
        string place = text.Trim();
        return place.Length == 1 && char.IsAsciiDigit(place[0]) ? ("0" + place, "service-code-unpadded") : (place.ToUpperInvariant(), place.ToUpperInvariant() == text ? null : "text-case");
    }, "service_code");

    /// <summary>Modifiers, blank-separated.</summary>
    public Known? Modifiers(ref TokenReader reader) => List(ref reader, lists, static text => (text.Trim().ToUpperInvariant(), text.Trim().ToUpperInvariant() == text ? null : "text-case"), "billing_code_modifier");

    delegate Known Understand(Slice text);

    Known? Value(ref TokenReader reader, TokenCache cache, Understand understand)
    {
        if (reader.Peek() == '"')
        {
            var text = reader.String();
            return Counted(cache.Find(text.Raw, out _) ?? cache.Keep(understand(text)));
        }
        if (IsNull(ref reader)) return null;
        byte* start = reader.At;
        reader.Skip();
        deviations.Normalise("value-for-text");
        var inside = new Slice(start, (int)(reader.At - start), false);
        return Counted(cache.Find(inside.Raw, out _) ?? cache.Keep(understand(inside)));
    }

    Known Counted(Known known)
    {
        if (known.Deviates) deviations.Count(known);
        return known;
    }

    Known? List(ref TokenReader reader, TokenCache cache, Func<string, (string Value, string? Deviation)> understand, string name)
    {
        byte first = reader.Peek();
        if (IsNull(ref reader)) return null;
        byte* start = reader.At;
        // the same list as before is recognized by its text up to the first bracket; one within a string makes it longer
        int close = first == '[' ? new ReadOnlySpan<byte>(start, (int)(reader.End - start)).IndexOf((byte)']') : -1;
        bool keep = false;
        if (close >= 0)
        {
            var known = cache.Find(new(start, close + 1), out _);
            if (known is null) keep = true;
            else if (!ReferenceEquals(known, Unknowable))
            {
                reader.At = start + close + 1;
                return Counted(known);
            }
        }
        bool single = first != '[';
        var (elements, normalised, dropped) = (new List<string>(), new Dictionary<string, int>(StringComparer.Ordinal), 0);
        if (single)
        {
            normalised["single-for-list"] = 1;
            One(ref reader);
        }
        else
        {
            reader.Open((byte)'[');
            for (bool begin = true; reader.Element(ref begin);) One(ref reader);
        }
        var meaning = new Known(elements.Count == 0 ? null : new(Encoding.UTF8.GetBytes(string.Join(' ', elements))), [.. normalised.Select(one => (one.Key, one.Value))], dropped > 0 ? [(name, dropped)] : []) { Elements = [.. elements] };
        // only what ends at its first bracket is known by it
        if (keep) cache.Keep(reader.At == start + close + 1 ? meaning : Unknowable);
        return Counted(meaning);

        void One(ref TokenReader reader)
        {
            string text;
            byte next = reader.Peek();
            if (next == '"') text = reader.String().ToString();
            else if (next == '-' || char.IsAsciiDigit((char)next))
            {
                text = reader.Number().ToString();
                normalised["number-for-text"] = normalised.GetValueOrDefault("number-for-text") + 1;
            }
            else
            {
                reader.Skip();
                dropped++;
                return;
            }
            var (value, deviation) = understand(text);
            if (value.Length == 0)
            {
                dropped++;
                return;
            }
            elements.Add(value);
            if (deviation is not null) normalised[deviation] = normalised.GetValueOrDefault(deviation) + 1;
        }
    }

    static readonly Known Unknowable = new(null, [], []);

    static bool IsNull(ref TokenReader reader)
    {
        if (reader.Peek() != 'n') return false;
        reader.Word();
        return true;
    }
}
