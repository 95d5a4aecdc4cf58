using Quarterhour.Rates.Parquet;
using Quarterhour.Rates.Parsing;

namespace Quarterhour.Rates.Validation;

/// <summary>Sums a value up so that equal values of JSON have equal sums: members in any order, numbers as numbers, escapes taken out.</summary>
static class ContentHash
{
    /// <summary>What lies deeper is compared as it is written; no schema goes there.</summary>
    const int Deepest = 64;

    const ulong Odd = 0x9E3779B97F4A7C15;

    public static unsafe ulong Of(ref TokenReader reader, int depth = 0)
    {
        byte next = reader.Peek();
        if (depth > Deepest)
        {
            byte* start = reader.At;
            reader.Skip();
            return ValueSet.Hash(new(start, (int)(reader.At - start)));
        }
        switch (next)
        {
            case (byte)'{':
            {
                reader.At++;
                ulong sum = 0;
                for (bool first = true; reader.Member(ref first, out var name);) sum += Mixed(ValueSet.Hash(name.Bytes) * Odd + Of(ref reader, depth + 1));
                return Mixed(sum + 1);
            }
            case (byte)'[':
            {
                reader.At++;
                ulong sum = 2;
                for (bool first = true; reader.Element(ref first);) sum = Mixed(sum * Odd + Of(ref reader, depth + 1));
                return sum;
            }
            case (byte)'"':
                return ValueSet.Hash(reader.String().Bytes) + 3;
            case (byte)'-' or >= (byte)'0' and <= (byte)'9':
            {
                var number = reader.Number();
                return ExactNumber.TryScale(number.Raw, out var scaled) ? Mixed((ulong)scaled + Odd * (ulong)(scaled >> 64) + 4) : ValueSet.Hash(number.Raw);
            }
            default:
                reader.Word();
                return next;
        }
    }

    static ulong Mixed(ulong value)
    {
        value = (value ^ value >> 30) * 0xBF58476D1CE4E5B9;
        value = (value ^ value >> 27) * 0x94D049BB133111EB;
        return value ^ value >> 31;
    }
}
