using System.Diagnostics;
using System.Net;
using System.Text;
using System.Text.Json;
using Xunit;

namespace Quarterhour.Tests.Web;

/// <summary>The tool server, spoken to as an assistant speaks.</summary>
public sealed class ToolServerTests
{
    const string Hello = """{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-06-18","capabilities":{},"clientInfo":{"name":"test","version":"1"}}}""";

    static string Call(int id, string tool, string arguments) => $$$"""{"jsonrpc":"2.0","id":{{{id}}},"method":"tools/call","params":{"name":"{{{tool}}}","arguments":{{{arguments}}}}}""";

    /// <summary>Every tool with a call, and the command that says the same.</summary>
    static readonly (string Tool, string Arguments, string Command)[] Calls =
    [
        ("units", """{"lines":["97112:24","97110:23"],"date":"2025-06-02"}""", "units --date 2025-06-02 97112:24 97110:23 --json"),
        ("price", """{"lines":["97530","97110x2","97140-CQ"],"date":"2025-06-02","zip":"36104"}""", "price --date 2025-06-02 --zip 36104 97530 97110x2 97140-CQ --json"),
        ("code", """{"code":"97110","date":"2026-05-04"}""", "code 97110 --date 2026-05-04 --json"),
        ("codes", """{"words":"ear crystals"}""", "codes ear crystals --json"),
        ("pair", """{"first":"97530","second":"97116","date":"2024-07-15"}""", "pair 97530 97116 --date 2024-07-15 --json"),
        ("limit", """{"code":"97110","date":"2026-05-04"}""", "limit 97110 --date 2026-05-04 --json"),
    ];

    [Fact]
    public async Task Answers_on_standard_input_and_output()
    {
        using var server = Process.Start(new ProcessStartInfo(Repository.Path("artifacts", "bin", "Quarterhour.Web", "debug", "quarterhour-web"), "mcp")
        {
            UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, StandardOutputEncoding = Encoding.UTF8,
        })!;
        List<string> sent = [Hello, """{"jsonrpc":"2.0","method":"notifications/initialized"}""", """{"jsonrpc":"2.0","id":2,"method":"tools/list"}"""];
        for (int i = 0; i < Calls.Length; i++) sent.Add(Call(10 + i, Calls[i].Tool, Calls[i].Arguments));
        sent.Add(Call(90, "bill", JsonSerializer.Serialize(new { visits = File.ReadAllText(Repository.Path("samples", "one-visit.csv")) })));
        sent.Add(Call(91, "units", """{"lines":["97110:7.5"]}"""));
        Dictionary<int, JsonElement> answers = [];
        foreach (string line in sent)
        {
            await server.StandardInput.WriteLineAsync(line.AsMemory(), TestContext.Current.CancellationToken);
            await server.StandardInput.FlushAsync(TestContext.Current.CancellationToken);
            if (!line.Contains("\"id\":", StringComparison.Ordinal)) continue;
            string answer = await server.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken) ?? throw new InvalidOperationException(await server.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken));
            var said = JsonDocument.Parse(answer).RootElement;
            answers[said.GetProperty("id").GetInt32()] = said.GetProperty("result");
        }
        server.StandardInput.Close();
        Assert.True(server.WaitForExit(30_000));
        Assert.Equal(0, server.ExitCode);

        Assert.Equal("quarterhour", answers[1].GetProperty("serverInfo").GetProperty("name").GetString());
        var tools = answers[2].GetProperty("tools").EnumerateArray().ToList();
        Assert.Equal(["bill", "code", "codes", "limit", "pair", "price", "units"], tools.Select(tool => tool.GetProperty("name").GetString()).Order(StringComparer.Ordinal));
        Assert.All(tools, tool =>
        {
            Assert.Contains("Example", tool.GetProperty("description").GetString(), StringComparison.Ordinal);
            Assert.All(tool.GetProperty("inputSchema").GetProperty("properties").EnumerateObject(), property => Assert.True(property.Value.GetProperty("description").GetString()!.Length > 5));
        });
        for (int i = 0; i < Calls.Length; i++) Assert.Equal(CommandLine.Run(Calls[i].Command.Split(' ')).Out, Text(answers[10 + i]));
        Assert.Contains("\"modifiers\":[\"CQ\",\"GP\"]", Text(answers[90]), StringComparison.Ordinal);
        Assert.True(answers[91].GetProperty("isError").GetBoolean());
        Assert.Contains("\"7.5\" is not a whole number of minutes", Text(answers[91]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Answers_over_HTTP()
    {
        using var content = TestSite.Text(Call(1, "units", """{"lines":["97112:24","97110:23"]}"""), "application/json");
        using var answer = await TestSite.Send(HttpMethod.Post, "/mcp", content, "application/json, text/event-stream");
        string text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        string data = text.Split('\n').First(line => line.StartsWith("data:", StringComparison.Ordinal) || line.StartsWith('{'));
        var result = TestSite.Json(data.StartsWith("data:", StringComparison.Ordinal) ? data[5..] : data).GetProperty("result");
        Assert.Equal(3, TestSite.Json(Text(result)).GetProperty("units").GetInt32());
    }

    static string Text(JsonElement result) => result.GetProperty("content")[0].GetProperty("text").GetString()!;
}
