using System.Text;
using Quarterhour.Billing;
using Xunit;

namespace Quarterhour.Formats;

public class JsonTests
{
    static string Written(Action<System.Text.Json.Utf8JsonWriter> fields)
    {
        using var into = new MemoryStream();
        Json.Answer(into, fields);
        return Encoding.UTF8.GetString(into.ToArray());
    }

    [Fact]
    public void The_contract_stands_first() => Assert.Equal("{\"contract\":1,\"units\":3}\n", Written(json => json.WriteNumber("units", 3)));

    [Fact]
    public void Money_has_two_decimals_and_open_is_null() =>
        Assert.Equal("{\"contract\":1,\"a\":\"12.30\",\"b\":null,\"c\":\"0.05\"}\n", Written(json =>
        {
            json.Money("a", 12.3m);
            json.Money("b", null);
            json.Money("c", 0.05m);
        }));

    /// <summary>Every character, alone and between others, as the framework's own writer has it.</summary>
    [Fact]
    public void Words_are_escaped_as_by_the_general_writer()
    {
        var json = new JsonBytes();
        for (int code = 0; code < 0x10000; code++)
            foreach (string words in (string[])[((char)code).ToString(), $"a{(char)code}", $"§ 5 {(char)code}× \"{(char)code}\" \\{(char)code}"])
            {
                if (char.IsSurrogate((char)code)) continue;
                json.Clear();
                json.Text(words);
                Assert.Equal($"\"{Encoding.UTF8.GetString(JsonBytes.Encoded(words))}\"", Encoding.UTF8.GetString(json.Written));
            }
    }

    [Fact]
    public void Dates_codes_and_modifiers() =>
        Assert.Equal("{\"contract\":1,\"day\":\"2025-06-02\",\"none\":null,\"code\":\"G0283\",\"modifiers\":[\"CQ\",\"GP\"]}\n", Written(json =>
        {
            json.Day("day", new(2025, 6, 2));
            json.Day("none", null);
            json.Code("code", ProcedureCode.Parse("g0283"));
            json.Modifiers("modifiers", [Modifier.CQ, Modifier.GP]);
        }));
}
