using Quarterhour.Rates.Parquet;

namespace Quarterhour.Rates.Parsing;

/// <summary>
/// Reads one rate whose text lies whole in memory. References are digits and commas, tens of millions of them; prices repeat a few texts, which are
/// looked up by their bytes. Bound: some 10 ns a reference and 25 ns a member; what is reached stands in docs/benchmarks-rates.md.
/// </summary>
sealed unsafe class RateReader(ReferenceNumbers numbers, ProviderReader providers, Deviations deviations)
{
    readonly Meanings meanings = new(deviations);

    /// <summary>Is given the groups that stand within a rate, as <see cref="ProviderReader.Groups"/>.</summary>
    public Action? Inline { get; set; }

    /// <returns>False when it is no object.</returns>
    public bool Read(ref TokenReader reader, Rate rate)
    {
        rate.Clear();
        if (reader.Peek() != '{')
        {
            reader.Skip();
            deviations.Drop("negotiated_rate_detail");
            return false;
        }
        reader.At++;
        for (bool first = true; reader.Member(ref first, out var name);)
        {
            if (name.Is("provider_references"u8)) ReadReferences(ref reader, rate);
            else if (name.Is("negotiated_prices"u8)) ReadPrices(ref reader, rate);
            else if (name.Is("provider_groups"u8))
            {
                if (reader.Peek() == 'n')
                {
                    reader.Word();
                    continue;
                }
                providers.Inline(ref reader);
                rate.References.Add(providers.Number);
                Inline?.Invoke();
            }
            else
            {
                deviations.PassOver(name);
                reader.Skip();
            }
        }
        return true;
    }

    void ReadReferences(ref TokenReader reader, Rate rate)
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
            ReadReference(ref reader, rate);
            return;
        }
        reader.At++;
        for (bool first = true; reader.Element(ref first);)
        {
            byte* at = reader.At, end = reader.End;
            long id = 0;
            while (at < end && (uint)(*at - '0') <= 9) id = id * 10 + (*at++ - '0');
            int digits = (int)(at - reader.At);
            if (digits is > 0 and <= 18 && at < end && *at is (byte)',' or (byte)']' && (*reader.At != '0' || digits == 1))
            {
                reader.At = at;
                rate.References.Add(numbers.Of(id));
            }
            else ReadReference(ref reader, rate);
        }
    }

    void ReadReference(ref TokenReader reader, Rate rate)
    {
        byte next = reader.Peek();
        if (next == '"')
        {
            deviations.Normalise("group-id-as-text");
            rate.References.Add(numbers.OfText(reader.String()));
        }
        else if (next == '-' || char.IsAsciiDigit((char)next)) rate.References.Add(numbers.Of(reader.Number(), out _));
        else
        {
            reader.Skip();
            deviations.Drop("provider_reference");
        }
    }

    void ReadPrices(ref TokenReader reader, Rate rate)
    {
        byte next = reader.Peek();
        if (next == '{')
        {
            deviations.Normalise("single-for-list");
            ReadPrice(ref reader, rate);
        }
        else if (next != '[') reader.Skip();
        else
        {
            reader.At++;
            for (bool first = true; reader.Element(ref first);)
            {
                if (reader.Peek() == '{') ReadPrice(ref reader, rate);
                else
                {
                    reader.Skip();
                    deviations.Drop("negotiated_price");
                }
            }
        }
    }

    void ReadPrice(ref TokenReader reader, Rate rate)
    {
        Price price = default;
        bool told = false;
        reader.At++;
        for (bool first = true; reader.Member(ref first, out var name);)
        {
            // most names differ in length; those that do not differ later
            if (name.Is("negotiated_rate"u8))
            {
                told = true;
                ReadAmount(ref reader, ref price);
            }
            else if (name.Is("negotiated_type"u8)) price.Type = meanings.Word(ref reader);
            else if (name.Is("expiration_date"u8)) price.Expires = meanings.Date(ref reader);
            else if (name.Is("service_code"u8)) price.Places = meanings.Places(ref reader);
            else if (name.Is("billing_class"u8)) price.Class = meanings.Word(ref reader);
            else if (name.Is("setting"u8)) price.Setting = meanings.Word(ref reader);
            else if (name.Is("billing_code_modifier"u8)) price.Modifiers = meanings.Modifiers(ref reader);
            else if (name.Is("additional_information"u8)) ReadInformation(ref reader, ref price);
            else
            {
                deviations.PassOver(name);
                reader.Skip();
            }
        }
        if (!told) deviations.Drop("negotiated_rate");
        rate.Prices.Add(price);
    }

    void ReadInformation(ref TokenReader reader, ref Price price)
    {
        if (reader.Peek() != '"')
        {
            if (reader.Peek() != 'n') deviations.Drop("additional_information");
            reader.Skip();
            return;
        }
        var text = reader.String();
        if (text.Length == 0) return;
        price.Information = (informations.Find(text.Raw, out _) ?? informations.Keep(new(new(text.Bytes.ToArray()), [], []))).Meaning;
    }

    readonly TokenCache informations = new();

    void ReadAmount(ref TokenReader reader, ref Price price)
    {
        byte next = reader.Peek();
        Slice number;
        if (next == '-' || (uint)(next - '0') <= 9) number = reader.Number();
        else if (next == '"')
        {
            number = reader.String();
            string inside = number.ToString().Trim();
            if (!decimal.TryParse(inside, System.Globalization.NumberStyles.AllowLeadingSign | System.Globalization.NumberStyles.AllowDecimalPoint | System.Globalization.NumberStyles.AllowExponent, null, out _)
                || !ExactNumber.TryScale(System.Text.Encoding.UTF8.GetBytes(inside), out price.Rate))
            {
                price.RateText = new(number.Bytes.ToArray());
                deviations.Drop("negotiated_rate");
                return;
            }
            price.HasRate = true;
            deviations.Normalise("rate-as-text");
            return;
        }
        else
        {
            reader.Skip();
            deviations.Drop("negotiated_rate");
            return;
        }
        price.HasRate = ExactNumber.TryScale(number.Raw, out price.Rate);
        if (price.HasRate) return;
        price.RateText = new(number.Raw.ToArray());
        deviations.Normalise("rate-beyond-38-digits");
    }
}
