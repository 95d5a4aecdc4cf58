using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;
using Quarterhour.Web.Serving;

namespace Quarterhour.Web.Tools;

/// <summary>The tool server for assistants, by the Model Context Protocol: on standard input and output, and at <c>/mcp</c>.</summary>
static class ToolServer
{
    public static void Describe(McpServerOptions options)
    {
        options.ServerInfo = new Implementation { Name = "quarterhour", Title = "Quarterhour", Version = typeof(ToolServer).Assembly.GetName().Version!.ToString(3) };
        options.ServerInstructions = "Answers about outpatient therapy billing in the United States, each figure with its reason and citation: units of a day's minutes, bills of visits, Medicare's prices, guides to codes, NCCI pairs, unit limits. null and \"needs\" mean undecided: say so, and do not fill in. It has no access to patient records and keeps nothing. Information, not legal or coding advice.";
    }

    /// <summary>Serves until standard input ends.</summary>
    public static async Task OnStandardInput(Knowledge knowledge)
    {
        // standard output carries the protocol and nothing else
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddSingleton(knowledge);
        builder.Services.AddMcpServer(Describe).WithStdioServerTransport().WithTools<KnowledgeTools>();
        using var host = builder.Build();
        await host.RunAsync();
    }
}
