using System.Runtime.CompilerServices;
using Quarterhour.Rates.Parquet;

namespace Quarterhour.Rates.Parsing;

/// <summary>
/// Reads one rate whose text lies whole in memory, with 64 bytes behind it that may be looked at. References are digits and commas, tens of millions of them: eight digits are told apart and
/// added up in one word. Members are known by what stood in their place before, values by how they are written, so that most of a price is compared and not read.
/// Bound, reckoned: 3 ns a reference, 5 to 8 ns a member, 10 ns an amount; what whole runs reach stands in docs/benchmarks-rates.md.
/// </summary>
sealed unsafe class RateReader(ReferenceNumbers numbers, ProviderReader providers, Deviations deviations)
{
    readonly Meanings meanings = new(deviations);
    readonly MemberOrder rateOrder = new("provider_references", "negotiated_prices", "provider_groups");
    readonly MemberOrder priceOrder = new("negotiated_rate", "negotiated_type", "expiration_date", "service_code", "billing_class", "setting", "billing_code_modifier", "additional_information");
    readonly KnownValues types = new(deviations), dates = new(deviations), places = new(deviations), classes = new(deviations), settings = new(deviations), modifiers = new(deviations), informations = new(deviations);
    readonly TokenCache texts = new();

    /// <summary>Is given the groups that stand within a rate, as <see cref="ProviderReader.Groups"/>.</summary>
    public Action? Inline { get; set; }

    /// <returns>False when it is no object; nothing was added then.</returns>
    public bool Read(ref TokenReader reader, RateBatch rates)
    {
        if (reader.Peek() != '{')
        {
            reader.Skip();
            deviations.Drop("negotiated_rate_detail");
            return false;
        }
        reader.At++;
        for (int member = MemberOrder.Edge; (member = rateOrder.Next(ref reader, member, out var name)) != MemberOrder.Edge;)
        {
            if (member == 1) ReadReferences(ref reader, rates);
            else if (member == 2) ReadPrices(ref reader, rates);
            else if (member == 3) ReadInline(ref reader, rates);
            else
            {
                deviations.PassOver(name);
                reader.Skip();
            }
        }
        rates.EndRate();
        return true;
    }

    void ReadInline(ref TokenReader reader, RateBatch rates)
    {
        if (reader.Peek() == 'n')
        {
            reader.Word();
            return;
        }
        providers.Inline(ref reader);
        rates.AddReference(providers.Number);
        Inline?.Invoke();
    }

    void ReadReferences(ref TokenReader reader, RateBatch rates)
    {
        byte next = reader.Peek();
        if (next == 'n')
        {
            reader.Word();
            return;
        }
        if (next != '[')
        {
            deviations.Normalise("single-for-list");
            ReadReference(ref reader, rates);
            return;
        }
        reader.At++;
        for (bool first = true; reader.Element(ref first);)
        {
            // whole numbers of up to seven digits with nothing but commas between them
            byte* at = reader.At, end = reader.End;
            bool read = false;
            while (Digits.Leading(at, out uint id) is > 0 and < 8 and var length && at + length < end && at[length] is (byte)',' or (byte)']' && (*at != '0' || length == 1))
            {
                rates.AddReference(numbers.Of(id));
                at += length;
                read = *at != ',' || (uint)(at[1] - '0') > 9;
                if (read) break;
                at++;
            }
            reader.At = at;
            if (!read) ReadReference(ref reader, rates);
        }
    }

    void ReadReference(ref TokenReader reader, RateBatch rates)
    {
        byte next = reader.Peek();
        if (next == '"')
        {
            deviations.Normalise("group-id-as-text");
            rates.AddReference(numbers.OfText(reader.String()));
        }
        else if (next == '-' || char.IsAsciiDigit((char)next)) rates.AddReference(numbers.Of(reader.Number()));
        else
        {
            reader.Skip();
            deviations.Drop("provider_reference");
        }
    }

    void ReadPrices(ref TokenReader reader, RateBatch rates)
    {
        byte next = reader.Peek();
        if (next == '{')
        {
            deviations.Normalise("single-for-list");
            ReadPrice(ref reader, rates);
        }
        else if (next != '[') reader.Skip();
        else
        {
            reader.At++;
            for (bool first = true; reader.Element(ref first);)
            {
                if (reader.Peek() == '{') ReadPrice(ref reader, rates);
                else
                {
                    reader.Skip();
                    deviations.Drop("negotiated_price");
                }
            }
        }
    }

    void ReadPrice(ref TokenReader reader, RateBatch batch)
    {
        ref var price = ref batch.AddPrice();
        bool told = false;
        reader.At++;
        for (int member = MemberOrder.Edge; (member = priceOrder.Next(ref reader, member, out var name)) != MemberOrder.Edge;)
        {
            byte* from = reader.At;
            Known? word = null;
            switch (member)
            {
                case 1:
                    told = true;
                    ReadAmount(ref reader, ref price, batch);
                    break;
                case 2:
                    price.Type = batch.NumberOf(types.Find(ref reader, ref word) ? word : types.Keep(from, ref reader, meanings.Word(ref reader)));
                    break;
                case 3:
                    price.Expires = batch.NumberOf(dates.Find(ref reader, ref word) ? word : dates.Keep(from, ref reader, meanings.Date(ref reader)));
                    break;
                case 4:
                    price.Places = batch.NumberOf(places.Find(ref reader, ref word) ? word : places.Keep(from, ref reader, meanings.Places(ref reader)));
                    break;
                case 5:
                    price.Class = batch.NumberOf(classes.Find(ref reader, ref word) ? word : classes.Keep(from, ref reader, meanings.Word(ref reader)));
                    break;
                case 6:
                    price.Setting = batch.NumberOf(settings.Find(ref reader, ref word) ? word : settings.Keep(from, ref reader, meanings.Word(ref reader)));
                    break;
                case 7:
                    price.Modifiers = batch.NumberOf(modifiers.Find(ref reader, ref word) ? word : modifiers.Keep(from, ref reader, meanings.Modifiers(ref reader)));
                    break;
                case 8:
                    price.Information = batch.NumberOf(informations.Find(ref reader, ref word) ? word : informations.Keep(from, ref reader, Information(ref reader)));
                    break;
                default:
                    deviations.PassOver(name);
                    reader.Skip();
                    break;
            }
        }
        if (!told) deviations.Drop("negotiated_rate");
    }

    Known? Information(ref TokenReader reader)
    {
        if (reader.Peek() != '"')
        {
            if (reader.Peek() != 'n') deviations.Drop("additional_information");
            reader.Skip();
            return null;
        }
        var text = reader.String();
        if (text.Length == 0) return null;
        return texts.Find(text.Raw, out _) ?? texts.Keep(new(new(text.Bytes.ToArray()), [], []));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    void ReadAmount(ref TokenReader reader, ref Price price, RateBatch batch)
    {
        byte* behindIt = Digits.Plain(reader.At, reader.End, out ulong digits, out int behind);
        if (behindIt != null)
        {
            reader.At = behindIt;
            price.Rate = ExactNumber.Scaled(digits, behind);
            return;
        }
        ReadAnyAmount(ref reader, ref price, batch);
    }

    void ReadAnyAmount(ref TokenReader reader, ref Price price, RateBatch batch)
    {
        byte next = reader.Peek();
        Slice number;
        if (next == '-' || (uint)(next - '0') <= 9) number = reader.Number();
        else if (next == '"')
        {
            number = reader.String();
            string inside = number.ToString().Trim();
            if (!decimal.TryParse(inside, System.Globalization.NumberStyles.AllowLeadingSign | System.Globalization.NumberStyles.AllowDecimalPoint | System.Globalization.NumberStyles.AllowExponent, null, out _)
                || !ExactNumber.TryScale(System.Text.Encoding.UTF8.GetBytes(inside), out var scaled))
            {
                price.RateText = AsText(batch, number);
                deviations.Drop("negotiated_rate");
                return;
            }
            price.Rate = scaled;
            deviations.Normalise("rate-as-text");
            return;
        }
        else
        {
            reader.Skip();
            deviations.Drop("negotiated_rate");
            return;
        }
        if (ExactNumber.TryScale(number.Raw, out var rate))
        {
            price.Rate = rate;
            return;
        }
        price.RateText = AsText(batch, number);
        deviations.Normalise("rate-beyond-38-digits");
    }

    static int AsText(RateBatch batch, Slice number) => batch.NumberOf(new(new(number.Bytes.ToArray()), [], []));
}
