using Quarterhour.Formats.Questions;
using Quarterhour.Tests;
using Xunit;

namespace Quarterhour.Web.Serving;

public sealed class StartOptionsTests
{
    static readonly string Folder = Repository.Path("samples");

    [Fact]
    public void The_usual_port_and_a_browser_unless_told_otherwise()
    {
        var usual = StartOptions.Of(["demo", "--data", Folder]);
        Assert.Equal(("demo", StartOptions.UsualPort, true, Folder, false), (usual.Command, usual.Port, usual.Browser, usual.Data, usual.Help));
        var told = StartOptions.Of(["serve", "--port=8080", "--no-browser", "--address", "127.0.0.1", "--data", Folder]);
        Assert.Equal(("serve", 8080, false), (told.Command, told.Port, told.Browser));
    }

    [Theory]
    [InlineData("serve --port x", "--port: \"x\" is not a port; write a number from 0")]
    [InlineData("serve --port 70000", "is not a port")]
    [InlineData("serve --port", "--port needs a value")]
    [InlineData("serve --prot 1", "\"--prot\" is not an option of serve; see quarterhour serve --help")]
    [InlineData("mcp --port 1", "\"--port\" is not an option of mcp")]
    [InlineData("serve --address 0.0.0.0", "without TLS")]
    [InlineData("serve --address 0.0.0.0", "--certificate FILE")]
    [InlineData("serve --address example.org", "is not an address of this machine")]
    [InlineData("demo --address 0.0.0.0", "asks nobody for a password")]
    [InlineData("serve --certificate-key k.pem", "--certificate: the certificate itself is not named")]
    [InlineData("serve --certificate c.pem --certificate-password-file /nowhere/p", "there is no file /nowhere/p")]
    [InlineData("serve --data /nowhere", "is no folder; make it, or correct the name")]
    [InlineData("rates queue", "--db \"Host=...;Database=...\"")]
    [InlineData("rates queue --db Host=x --knowledge public", "\"--knowledge\" is not an option of rates queue; see quarterhour rates queue --help")]
    [InlineData("rates extract", "is not a command of the web application")]
    [InlineData("", "is not a command of the web application")]
    public void What_cannot_be_used_is_told(string line, string message) =>
        Assert.Contains(message, Assert.Throws<UnusableException>(() => StartOptions.Of(line.Split(' '))).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("serve")]
    [InlineData("demo")]
    [InlineData("mcp")]
    [InlineData("rates queue")]
    public async Task Help_opens_with_examples(string command)
    {
        using var output = new StringWriter();
        Assert.Equal(0, await Application.Run([.. command.Split(' '), "--help"], output, TextWriter.Null));
        Assert.Contains("Examples", output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_port_that_is_taken_is_told()
    {
        using var holder = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        holder.Start();
        using var error = new StringWriter();
        int port = ((System.Net.IPEndPoint)holder.LocalEndpoint).Port;
        var folder = Directory.CreateTempSubdirectory("taken");
        Assert.Equal(2, await Application.Run(["serve", "--no-browser", "--port", $"{port}", "--data", folder.FullName], TextWriter.Null, error));
        folder.Delete(recursive: true);
        Assert.Contains("the port is taken by another program; name another with --port", error.ToString(), StringComparison.Ordinal);
    }
}
