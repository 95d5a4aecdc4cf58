namespace Quarterhour.Rates.Parsing;

/// <summary>Reads the NPIs of a provider group: ten digits each, nearly always, and millions of them. Bound, reckoned: 3 ns each.</summary>
sealed unsafe class NpiReader(Deviations deviations)
{
    const int Usual = 10;

    /// <summary>The value of <c>npi</c>, whatever the payer made of it.</summary>
    public void Read(ref TokenReader reader, ProviderGroup group)
    {
        if (reader.Peek() != '[')
        {
            if (reader.Peek() == 'n')
            {
                reader.Word();
                return;
            }
            deviations.Normalise("single-for-list");
            One(ref reader, group);
            return;
        }
        reader.At++;
        for (bool first = true; reader.Element(ref first);)
        {
            // ten digits and a comma, nearly always
            byte* at = reader.At, last = reader.End - Usual;
            while (at < last && at[Usual] == ',' && *at != '0' && Digits.Ten(at, out long npi) && (uint)(at[Usual + 1] - '0') <= 9)
            {
                group.NpiCount++;
                group.Add(npi);
                at += Usual + 1;
            }
            reader.At = at;
            One(ref reader, group);
        }
    }

    void One(ref TokenReader reader, ProviderGroup group)
    {
        group.NpiCount++;
        byte next = reader.Peek();
        byte* at = reader.At, end = reader.End;
        if (at < end - Usual && at[Usual] is (byte)',' or (byte)']' && next != '0' && Digits.Ten(at, out long npi))
        {
            reader.At = at + Usual;
            group.Add(npi);
            return;
        }
        string text;
        if (next == '"')
        {
            text = reader.String().ToString().Trim();
            deviations.Normalise("npi-as-text");
        }
        else if (next == '-' || char.IsAsciiDigit((char)next))
        {
            var number = reader.Number().Raw;
            // a lone zero is common
            if (System.Buffers.Text.Utf8Parser.TryParse(number, out npi, out int used) && used == number.Length)
            {
                group.Add(npi);
                return;
            }
            text = ReferenceNumbers.Canonical(number);
        }
        else
        {
            reader.Skip();
            text = "";
        }
        if (long.TryParse(text, System.Globalization.NumberStyles.AllowLeadingSign, null, out npi)) group.Add(npi);
        else deviations.Drop("npi");
    }
}
