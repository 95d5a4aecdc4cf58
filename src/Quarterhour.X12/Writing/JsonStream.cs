using System.Text.Json;

namespace Quarterhour.X12;

/// <summary>JSON from a stream, token by token, in a buffer that holds no more than the value that is asked for whole, or what was to be kept to be read again.</summary>
sealed class JsonStream(Stream source)
{
    static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    /// <summary>A token to which the stream can be set back.</summary>
    public readonly record struct Place(long Offset, JsonReaderState State);

    byte[] buffer = new byte[64 * 1024];
    /// <summary>Where the current token and the next begin in the buffer, and where it ends.</summary>
    int before, at, filled;
    /// <summary>The stream's offset of the buffer's first byte, and of the first that is kept.</summary>
    long origin, kept;
    bool begun, ended;
    int keeping, depth;
    JsonReaderState stateBefore, state;

    /// <summary>The current token.</summary>
    public JsonTokenType Type { get; private set; }

    /// <summary>The name of the member that comes; blank where the token is none.</summary>
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
                Name = Type == JsonTokenType.PropertyName ? reader.GetString()! : "";
                return Type;
            }
            if (ended) return Type = JsonTokenType.None;
            Fill(at);
        }
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
        else if (filled == buffer.Length) Array.Resize(ref buffer, filled >= Array.MaxLength ? throw new FormatException("a value, or an object whose list stands before what heads it, is larger than 2 GB; write isa, gs and st before their lists") : (int)Math.Min(2L * filled, Array.MaxLength));
        int read = source.Read(buffer, filled, buffer.Length - filled);
        filled += read;
        ended = read == 0;
    }
}
