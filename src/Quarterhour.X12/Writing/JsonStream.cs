using System.Text.Json;

namespace Quarterhour.X12;

/// <summary>JSON from a stream, token by token, in a buffer that holds no more than the value that is asked for whole, or what was to be kept to be read again.</summary>
/// <param name="source">The bytes, UTF-8.</param>
/// <param name="names">The names of members that are asked for.</param>
/// <param name="size">Bytes of the buffer at first; it grows when it must.</param>
sealed class JsonStream(Stream source, IReadOnlyList<string> names, int size = 64 * 1024)
{
    const int Deepest = 256;

    static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    /// <summary>A token to which the stream can be set back.</summary>
    public readonly record struct Place(long Offset, JsonReaderState State);

    byte[] buffer = new byte[size];
    /// <summary>Where the token before the current one ends in the buffer, and where that one does: what stands between, blanks and separators too, is read again by the state of the same place. Then where the buffer's bytes end.</summary>
    int before, at, filled;
    /// <summary>The stream's offset of the buffer's first byte, and of the first that is kept.</summary>
    long origin, kept;
    bool begun, ended;
    int keeping, depth;
    JsonReaderState stateBefore, state = new(new() { MaxDepth = Deepest });

    /// <summary>The current token.</summary>
    public JsonTokenType Type { get; private set; }

    /// <summary>The name of the member that comes; blank where the token is none, and for one that nobody asks for.</summary>
    public string Name { get; private set; } = "";

    /// <summary>The current token's place.</summary>
    public Place Here => new(origin + before, stateBefore);

    /// <summary>Goes to the next token; None behind the last.</summary>
    /// <exception cref="JsonException">It is no JSON; the message says where.</exception>
    public JsonTokenType Next()
    {
        if (!begun) Begin();
        while (true)
        {
            var reader = new Utf8JsonReader(buffer.AsSpan(at, filled - at), ended, state);
            if (reader.Read())
            {
                (before, stateBefore) = (at, state);
                (at, state) = (at + (int)reader.BytesConsumed, reader.CurrentState);
                (Type, depth) = (reader.TokenType, reader.CurrentDepth);
                Name = Type == JsonTokenType.PropertyName ? Asked(reader) : "";
                return Type;
            }
            if (ended) return Type = JsonTokenType.None;
            Fill(at);
        }
    }

    string Asked(in Utf8JsonReader reader)
    {
        try
        {
            foreach (string name in names)
                if (reader.ValueTextEquals(name)) return name;
        }
        catch (InvalidOperationException)
        {
            // half a character of UTF-16: no name that anybody asks for
        }
        return "";
    }

    /// <summary>The value that begins with the current token, whole.</summary>
    /// <exception cref="JsonException">It is no JSON.</exception>
    public JsonElement Value()
    {
        while (true)
        {
            var reader = new Utf8JsonReader(buffer.AsSpan(before, filled - before), ended, stateBefore);
            reader.Read();
            if (JsonElement.TryParseValue(ref reader, out var value))
            {
                (at, state) = (before + (int)reader.BytesConsumed, reader.CurrentState);
                return value.Value;
            }
            if (ended) throw new JsonException("no value stands here");
            Fill(before);
        }
    }

    /// <summary>Passes over the value that begins with the current token.</summary>
    /// <exception cref="JsonException">It is no JSON.</exception>
    public void Skip()
    {
        if (Type is not (JsonTokenType.StartObject or JsonTokenType.StartArray)) return;
        for (int outside = depth; Next() is not (JsonTokenType.EndObject or JsonTokenType.EndArray) || depth > outside;) { }
    }

    /// <summary>Keeps what follows, from the current token on, until as many calls of <see cref="Release"/>.</summary>
    public void Keep()
    {
        if (keeping++ == 0) kept = origin + before;
    }

    /// <summary>What was kept may go.</summary>
    public void Release() => keeping--;

    /// <summary>Goes back, or on, to a token in what is kept.</summary>
    public void Go(Place place)
    {
        (at, state) = ((int)(place.Offset - origin), place.State);
        Next();
    }

    void Begin()
    {
        begun = true;
        while (filled < ByteOrderMark.Length && !ended) Fill(0);
        if (buffer.AsSpan(0, filled).StartsWith(ByteOrderMark)) before = at = ByteOrderMark.Length;
    }

    /// <summary>Reads on; what stands before a position, and before what is kept, is given up.</summary>
    void Fill(int from)
    {
        if (keeping > 0) from = (int)Math.Min(from, kept - origin);
        if (from > 0)
        {
            buffer.AsSpan(from, filled - from).CopyTo(buffer);
            (before, at, filled, origin) = (before - from, at - from, filled - from, origin + from);
        }
        else if (filled == buffer.Length)
        {
            if (filled == Array.MaxLength) throw new FormatException(keeping > 0 ? "a list that stands before isa, gs or st is larger than 2 GB; write those before their lists" : "one segment is larger than 2 GB");
            Array.Resize(ref buffer, (int)Math.Min(2L * filled, Array.MaxLength));
        }
        // as much again as there is: what is looked at once more is looked at a few times at most, however little a read gives
        int wanted = Math.Clamp(filled, 1, buffer.Length - filled), read = source.ReadAtLeast(buffer.AsSpan(filled), wanted, throwOnEndOfStream: false);
        filled += read;
        ended = read < wanted;
    }
}
