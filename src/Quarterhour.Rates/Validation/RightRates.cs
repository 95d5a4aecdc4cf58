using Quarterhour.Rates.Parsing;

namespace Quarterhour.Rates.Validation;

/// <summary>
/// Tells rates that are certainly right from those that have to be looked at. It knows nothing by itself: of every rate that the checker found right it keeps how members and values were written, and a
/// rate made of nothing else, with plain numbers, references that are defined and no two prices alike, is right as well. Anything it has not seen, and anything wrong, goes to the checker,
/// so that a rule stands in one place and faults are told there. Where it often fails it rests. Bound, reckoned: 3 ns a reference, 5 ns a member; docs/benchmarks-rates.md tells what whole runs reach.
/// </summary>
sealed unsafe class RightRates
{
    const int Rest = 1000, Trial = 64, MostMembers = 16;

    readonly Node price;
    readonly References references;
    readonly int namedReferences, prices, leastReferences, leastPrices;
    readonly ulong needed;
    readonly MemberOrder order, priceOrder;
    readonly Member?[] members;
    readonly StampSet numbers = new();
    readonly HashSet<ulong> contents = [];
    int rest, misses, hits;

    /// <summary>How the values of one member of a price are written that were found right.</summary>
    sealed class Member
    {
        public readonly Recurring Values = new();
        public readonly ulong[] Content = new ulong[Recurring.Count];
        public readonly int[] Word = new int[Recurring.Count];
        public bool Number, AboveZero;
    }

    /// <param name="rate">The rules of a rate.</param>
    /// <param name="references">Provider groups that are defined.</param>
    public RightRates(Node rate, References references)
    {
        this.references = references;
        namedReferences = Array.FindIndex(rate.Members, one => one.Node.Element?.Special == Special.Reference);
        prices = Array.FindIndex(rate.Members, one => one.Node.Element?.Shape == Shape.Object && one.Name == "negotiated_prices");
        price = rate.Members[prices].Node.Element!;
        (leastReferences, leastPrices, needed) = (rate.Members[namedReferences].Node.Least, rate.Members[prices].Node.Least, rate.Needed | 1ul << namedReferences);
        order = new([.. rate.Members.Select(one => one.Name)]);
        priceOrder = new([.. price.Members.Select(one => one.Name)]);
        members = [.. price.Members.Select(one => Of(one.Node))];
    }

    /// <summary>A number is known by its rule, which must be one that is looked at here; anything else by what was right before.</summary>
    static Member? Of(Node node) => node.Shape != Shape.Number ? new()
        : node.Whole || node.To is not null || node.Special != Special.None ? null
        : node is { Above: { } above, From: null } && above == 0 ? new() { Number = true, AboveZero = true } : node is { Above: null, From: { } from } && from == 0 ? new() { Number = true } : null;

    /// <summary>Passes over a rate that is certainly right.</summary>
    /// <param name="reader">At the rate; the text at hand may end within it.</param>
    /// <returns>False where the checker has to look; the reader stands anywhere then.</returns>
    public bool Pass(ref TokenReader reader)
    {
        if (rest > 0)
        {
            rest--;
            return false;
        }
        if (Whole(ref reader))
        {
            hits++;
            return true;
        }
        if (++misses > Trial && misses > hits / 4) (rest, misses, hits) = (Rest, 0, 0);
        return false;
    }

    bool Whole(ref TokenReader reader)
    {
        if (reader.Peek() != '{') return false;
        reader.At++;
        ulong there = 0;
        for (int member = MemberOrder.Edge; (member = order.Seen(ref reader, member)) != MemberOrder.Edge;)
        {
            if (member < 0 || (there & 1ul << member - 1) != 0) return false;
            there |= 1ul << member - 1;
            if (member - 1 == namedReferences ? !Named(ref reader) : member - 1 != prices || !Prices(ref reader)) return false;
        }
        return there == needed;
    }

    /// <summary>Plain numbers of defined groups. A list that only rises holds nothing twice.</summary>
    bool Named(ref TokenReader reader)
    {
        if (reader.Peek() != '[') return false;
        byte* at = reader.At + 1, end = reader.End;
        long last = -1;
        bool rises = true;
        int count = 0;
        for (; ; count++)
        {
            if (count == 0 && at < end && *at == ']' && leastReferences == 0) break;
            int length = Digits.Leading(at, out uint id);
            if (length is 0 or 8 || at + length >= end || *at == '0' && length > 1 || references.Known(id) < 0) return false;
            rises &= id > last;
            last = id;
            at += length;
            if (*at == ']') break;
            if (*at++ != ',') return false;
        }
        byte* from = reader.At + 1;
        reader.At = at + 1;
        return rises || Distinct(from);
    }

    bool Distinct(byte* at)
    {
        numbers.Clear();
        for (; ; at++)
        {
            int length = Digits.Leading(at, out uint id);
            if (!numbers.Add(id)) return false;
            at += length;
            if (*at == ']') return true;
        }
    }

    bool Prices(ref TokenReader reader)
    {
        if (reader.Peek() != '[') return false;
        reader.At++;
        ulong first = 0;
        int count = 0;
        for (; ; count++)
        {
            byte next = reader.Peek();
            if (next == ']' && count == 0 && leastPrices == 0) break;
            if (next != '{') return false;
            reader.At++;
            if (!Price(ref reader, out ulong content)) return false;
            if (count == 0) first = content;
            else if (count == 1)
            {
                if (first == content) return false;
                contents.Clear();
                contents.Add(first);
                contents.Add(content);
            }
            else if (!contents.Add(content)) return false;
            next = reader.Peek();
            if (next == ']') break;
            if (next != ',') return false;
            reader.At++;
        }
        reader.At++;
        return true;
    }

    bool Price(ref TokenReader reader, out ulong content)
    {
        content = 0;
        ulong there = 0;
        Span<int> words = stackalloc int[MostMembers];
        for (int member = MemberOrder.Edge; (member = priceOrder.Seen(ref reader, member)) != MemberOrder.Edge;)
        {
            if (member < 0 || (there & 1ul << member - 1) != 0 || members[member - 1] is not { } known) return false;
            there |= 1ul << member - 1;
            if (known.Number)
            {
                if (!Amount(ref reader, known.AboveZero, out ulong amount)) return false;
                content += Mixed(amount + (ulong)member);
                continue;
            }
            int place = known.Values.Find(ref reader);
            if (place < 0) return false;
            content += known.Content[place];
            words[member - 1] = known.Word[place];
        }
        return (there & price.Needed) == price.Needed && (price.Conditions.Length == 0 || price.Holds(there, words));
    }

    static bool Amount(ref TokenReader reader, bool aboveZero, out ulong hash)
    {
        hash = 0;
        byte* behindIt = Digits.Plain(reader.At, reader.End, out ulong digits, out int behind);
        if (behindIt == null || aboveZero && digits == 0) return false;
        var scaled = ExactNumber.Scaled(digits, behind);
        hash = Mixed((ulong)scaled ^ (ulong)(scaled >> 64) * 0xD6E8FEB86659FD93);
        reader.At = behindIt;
        return true;
    }

    static ulong Mixed(ulong value)
    {
        value = (value ^ value >> 32) * 0x9E3779B97F4A7C15;
        return value ^ value >> 29;
    }

    /// <summary>Keeps how a rate is written that the checker found right.</summary>
    /// <param name="reader">At the rate, which lies whole in memory.</param>
    public void Learn(TokenReader reader)
    {
        if (rest > 0 || reader.Peek() != '{') return;
        reader.At++;
        for (int member = MemberOrder.Edge; (member = order.Next(ref reader, member, out _)) != MemberOrder.Edge;)
        {
            if (member - 1 != prices)
            {
                reader.Skip();
                continue;
            }
            reader.Open((byte)'[');
            for (bool first = true; reader.Element(ref first);)
            {
                reader.Open((byte)'{');
                LearnPrice(ref reader);
            }
        }
    }

    void LearnPrice(ref TokenReader reader)
    {
        for (int member = MemberOrder.Edge; (member = priceOrder.Next(ref reader, member, out _)) != MemberOrder.Edge;)
        {
            byte* from = reader.At;
            reader.Skip();
            if (member == priceOrder.Other || members[member - 1] is not { Number: false } known || *from is not ((byte)'"' or (byte)'[' or (byte)'{')) continue;
            if (known.Values.Keep(from, (int)(reader.At - from)) is not (>= 0 and var place)) continue;
            var again = reader;
            again.At = from;
            known.Content[place] = Mixed(ContentHash.Of(ref again) + (ulong)member);
            again.At = from;
            known.Word[place] = *from == '"' ? Array.IndexOf(price.Members[member - 1].Node.OneOf, again.String().ToString()) : -1;
        }
    }
}
