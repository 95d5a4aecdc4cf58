using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace Quarterhour.Tests;

/// <summary>A PostgreSQL of one's own from Debian's package, gone with the tests; ./test installs the package. Each test gets a database of its own.</summary>
public sealed class Postgres : IDisposable
{
    readonly string folder = Directory.CreateTempSubdirectory("postgres").FullName;
    readonly Lazy<string> server;
    string? data;
    int databases;

    public Postgres() => server = new(Start);

    /// <summary>A fresh database.</summary>
    public string Database()
    {
        string name = $"t{Interlocked.Increment(ref databases)}";
        using var connection = new NpgsqlConnection(server.Value + "Database=postgres");
        connection.Open();
        using var command = new NpgsqlCommand($"create database {name}", connection);
        command.ExecuteNonQuery();
        return $"{server.Value}Database={name};Pooling=false";
    }

    public void Dispose()
    {
        if (data is not null) Run("pg_ctl", "-D", data, "-m", "immediate", "stop");
        Directory.Delete(folder, recursive: true);
    }

    string Start()
    {
        using var free = new TcpListener(IPAddress.Loopback, 0);
        free.Start();
        int port = ((IPEndPoint)free.LocalEndpoint).Port;
        free.Stop();
        string home = Directory.CreateDirectory(Path.Combine(folder, "pg")).FullName, place = Path.Combine(home, "data");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(folder, (UnixFileMode)0b111_101_101);
            File.SetUnixFileMode(home, (UnixFileMode)0b111_111_111);
        }
        Run("initdb", "-D", place, "-A", "trust", "-U", "postgres", "--no-sync");
        Run("pg_ctl", "-D", place, "-o", $"-p {port} -k {home} -c listen_addresses=127.0.0.1 -c fsync=off", "-l", Path.Combine(home, "log"), "-w", "start");
        data = place;
        return $"Host=127.0.0.1;Port={port};Username=postgres;";
    }

    /// <summary>The server refuses to run as root.</summary>
    static void Run(string program, params string[] arguments)
    {
        const string packages = "/usr/lib/postgresql";
        if (!Directory.Exists(packages)) throw new InvalidOperationException("PostgreSQL is not installed; ./test installs it, or: apt-get install postgresql");
        string bin = Directory.EnumerateDirectories(packages).Order(StringComparer.Ordinal).Last() + "/bin/";
        string[] all = Environment.UserName == "root" ? ["runuser", "-u", "postgres", "--", bin + program, .. arguments] : [bin + program, .. arguments];
        using var process = Process.Start(new ProcessStartInfo(all[0], all[1..]) { UseShellExecute = false, RedirectStandardOutput = program == "initdb" })!;
        if (program == "initdb") process.StandardOutput.ReadToEnd();
        if (!process.WaitForExit(60_000) || process.ExitCode != 0) throw new InvalidOperationException($"{program} ended with {(process.HasExited ? process.ExitCode : "no")} status");
    }
}
