using System.Text.Json;

namespace Quarterhour.X12;

/// <summary>JSON from a stream, token by token, in a buffer that holds no more than the value that is asked for whole, or what stands behind a mark.</summary>
sealed class JsonStream(Stream source)
{
    static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    byte[] buffer = new byte[64 * 1024];
    int before, at, filled, mark = -1;
    bool begun, ended;
    JsonReaderState stateBefore, state, stateAtMark;

    /// <summary>The current token.</summary>
    public JsonTokenType Type { get; private set; }

    /// <summary>The name of the member that comes; blank where the token is none.</summary>
    public string Name { get; private set; } = "";

    int depth;

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
    public void Skip()
    {
        if (Type is not (JsonTokenType.StartObject or JsonTokenType.StartArray)) return;
        for (int outside = depth; Next() is not (JsonTokenType.EndObject or JsonTokenType.EndArray) || depth > outside;) { }
    }

    /// <summary>Keeps what follows, from the current token on, until <see cref="Release"/>.</summary>
    public void Mark() => (mark, stateAtMark) = (before, stateBefore);

    /// <summary>What stands behind the mark need not be kept.</summary>
    public void Release() => mark = -1;

    /// <summary>The value that begins at the mark, whole; the mark is gone then.</summary>
    public JsonElement Marked()
    {
        (before, stateBefore, mark) = (mark, stateAtMark, -1);
        return Value();
    }

    void Begin()
    {
        begun = true;
        while (filled < ByteOrderMark.Length && !ended) Fill(0);
        if (buffer.AsSpan(0, filled).StartsWith(ByteOrderMark)) before = at = ByteOrderMark.Length;
    }

    /// <summary>Reads on; what stands before a position, and before the mark, is given up.</summary>
    void Fill(int keep)
    {
        if (mark >= 0) keep = Math.Min(keep, mark);
        if (filled == buffer.Length && keep == 0) Array.Resize(ref buffer, checked(buffer.Length * 2));
        else if (keep > 0)
        {
            buffer.AsSpan(keep, filled - keep).CopyTo(buffer);
            (before, at, filled) = (before - keep, at - keep, filled - keep);
            if (mark >= 0) mark -= keep;
        }
        int read = source.Read(buffer, filled, buffer.Length - filled);
        filled += read;
        ended = read == 0;
    }
}
