using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Quarterhour.Practice;

namespace Quarterhour.Web.Accounts;

/// <summary>Keys for programs: <c>Authorization: Bearer qh_ID_SECRET</c>.</summary>
static class ApiKeys
{
    const string Scheme = "Bearer ", Mark = "qh_";

    /// <summary>Makes a key.</summary>
    /// <returns>The key as its holder gets it, once.</returns>
    public static async Task<string> Make(AccountStore store, Account account, string label, IEnumerable<May> scopes, DateTimeOffset now)
    {
        string id = PracticeStore.NewId(), secret = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
        store.Keys.Add(new() { Id = id, Account = account.Id, Label = label, Scopes = string.Join(' ', scopes), Hash = Hash(secret), MadeAt = PracticeStore.Moment(now) });
        await store.SaveChangesAsync();
        return $"{Mark}{id}_{secret}";
    }

    /// <summary>Whose key it is; null where it is nobody's.</summary>
    public static async Task<Caller?> CallerOf(string header, HttpContext context)
    {
        if (!header.StartsWith(Scheme + Mark, StringComparison.Ordinal) || header[(Scheme.Length + Mark.Length)..].Split('_') is not [var id, var secret]) return null;
        var store = context.RequestServices.GetRequiredService<AccountStore>();
        var key = await store.Keys.FirstOrDefaultAsync(row => row.Id == id && row.EndedAt == null);
        if (key is null || !CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(key.Hash), Encoding.ASCII.GetBytes(Hash(secret)))) return null;
        var account = await store.Users.FirstOrDefaultAsync(row => row.Id == key.Account && row.EndedAt == null);
        if (account is null) return null;
        var today = DateOnly.FromDateTime(context.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow().UtcDateTime);
        if (key.UsedOn != today)
        {
            key.UsedOn = today;
            await store.SaveChangesAsync();
        }
        return new(account, key.Scopes.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(static word => Enum.TryParse(word, out May may) ? may : May.Come).ToHashSet(), true);
    }

    static string Hash(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(secret)));
}
