using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Quarterhour.Practice;

namespace Quarterhour.Web.Desk;

/// <summary>The facility's records as the application holds them: where they are, the keys of what is sealed in them, and how the application was started.</summary>
/// <param name="connection">The file of SQLite, or a connection to PostgreSQL.</param>
/// <param name="keys">The folder of the keys, outside the database.</param>
/// <param name="clock">The moment.</param>
sealed class Office(string connection, string keys, TimeProvider clock) : IDisposable
{
    TrailGroup? reads;
    bool brought;

    public string Connection => connection;

    public bool IsPostgres => connection.Contains("Host=", StringComparison.OrdinalIgnoreCase);

    public TimeProvider Clock => clock;

    /// <summary>A made-up facility, whose owner needs no password.</summary>
    public bool IsDemo { get; init; }

    /// <summary>Codes, rules and prices are for anybody who reaches the address.</summary>
    public bool KnowledgeIsPublic { get; init; } = true;

    /// <summary>Somebody may sign in. Until then the first visitor who knows <see cref="OwnerCode"/> makes the owner's account.</summary>
    public bool HasAccounts { get; set; }

    /// <summary>Printed in the terminal; good once.</summary>
    public string OwnerCode { get; } = RandomNumberGenerator.GetHexString(8, lowercase: true);

    public IDataProtectionProvider Protection { get; } = DataProtectionProvider.Create(Private(keys), static keys => keys.SetApplicationName("quarterhour"));

    public Seals Seals => field ??= SealsOf(Protection.CreateProtector("identifiers"));

    IDataProtector FileSeal => field ??= Protection.CreateProtector("files");

    public byte[] CloseFile(byte[] content) => FileSeal.Protect(content);

    public byte[] OpenFile(byte[] content) => FileSeal.Unprotect(content);

    /// <summary>Writes down reads, those of many callers at once.</summary>
    public TrailGroup Reads => reads ?? Interlocked.CompareExchange(ref reads, new(() => Open(null)), null) ?? reads!;

    public void Dispose() => reads?.Dispose();

    /// <summary>Opens the records.</summary>
    /// <param name="seen">The facilities that are shown; null shows all.</param>
    public PracticeStore Open(IReadOnlyList<string>? seen)
    {
        var store = brought ? PracticeStore.Again(connection) : PracticeStore.Open(connection);
        brought = true;
        store.Seen = seen;
        return store;
    }

    static Seals SealsOf(IDataProtector protector) => new(protector.Protect, protector.Unprotect);

    /// <summary>Nobody else on the machine reads the keys.</summary>
    static DirectoryInfo Private(string folder) => OperatingSystem.IsWindows() ? Directory.CreateDirectory(folder) : Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
}
