namespace Quarterhour.X12;

/// <summary>Writes any X12 anew, segment by segment: counts and control numbers are made right, trailing empties fall away, separators may change.</summary>
public static class X12Copy
{
    /// <summary>Copies all that a reader reads.</summary>
    /// <param name="reader">What is copied.</param>
    /// <param name="writer">Receives it.</param>
    /// <param name="delimiters">Other separators; null keeps those of each interchange.</param>
    /// <exception cref="X12DataException">Data holds one of the separators, or a character that the set does not have.</exception>
    public static void All(X12Reader reader, X12Writer writer, Delimiters? delimiters = null)
    {
        ArgumentNullException.ThrowIfNull(reader);
        ArgumentNullException.ThrowIfNull(writer);
        while (reader.Read())
        {
            var segment = reader.Segment;
            switch (segment.Code)
            {
                case Tag.ISA: writer.Begin(reader.Interchange! with { Delimiters = delimiters ?? segment.Delimiters }); break;
                case Tag.GS: writer.Begin(reader.Group!); break;
                case Tag.ST when reader.Group is null: throw new X12DataException("ST stands in no group, so it can't be written in one; mend GS first", "ST", 0);
                case Tag.ST: writer.BeginAsWritten(new(segment.Text(1), segment.Text(2), segment.Text(3))); break;
                case Tag.SE: writer.EndTransaction(); break;
                case Tag.GE or Tag.IEA: break;
                default: Copy(segment, writer); break;
            }
        }
        writer.EndAll();
    }

    static void Copy(in Segment segment, X12Writer writer)
    {
        writer.Start(segment.Tag);
        for (int i = 1; i <= segment.Count; i++)
        {
            var value = segment[i];
            byte repetition = segment.Delimiters.Repetition;
            // the length before it says where it ends, whatever it holds
            if (i == segment.Count && (segment.Code is Tag.BIN or Tag.BDS))
            {
                writer.Bytes(value);
                continue;
            }
            if (repetition == 0 || !value.Contains(repetition))
            {
                writer.Composite(Parts(value, segment.Delimiters.Component));
                continue;
            }
            var repeats = new List<IReadOnlyList<string>>();
            foreach (var range in value.Split(repetition)) repeats.Add(Parts(value[range], segment.Delimiters.Component));
            writer.RepeatedComposites(repeats);
        }
        writer.End();
    }

    static string[] Parts(ReadOnlySpan<byte> value, byte separator)
    {
        if (!value.Contains(separator)) return [Reading.Text(value)];
        var parts = new List<string>();
        foreach (var range in value.Split(separator)) parts.Add(Reading.Text(value[range]));
        return [.. parts];
    }
}
