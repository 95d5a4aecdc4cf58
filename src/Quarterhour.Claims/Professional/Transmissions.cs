using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;

namespace Quarterhour.Claims;

/// <summary>Puts claims into files: one for each receiver, in it a transaction for each payer, of at most 5,000 claims.</summary>
public static class Transmissions
{
    /// <summary>Claims that a transaction may hold.</summary>
    public const int MostClaims = 5000;

    const int MostControl = 999_999_999, MostTransactions = 9999;

    /// <param name="practice">The practice file; submitter and receivers have been read without a fault.</param>
    /// <param name="claims">In any order: the files do not depend on it.</param>
    /// <param name="date">The day that stands in the files.</param>
    /// <param name="firstControl">Control number of the first file; the next count on. Null: each is made of what the file holds.</param>
    /// <param name="again">The same again, because the first was not taken.</param>
    /// <param name="isTaken">Whether a file's control number went out before with other content; null where nobody keeps count.</param>
    /// <exception cref="OverflowException">The first control number went out before, more files than control numbers, or more than 9,999 transactions to one receiver.</exception>
    public static IReadOnlyList<Transmission> Of(PracticeRecords practice, IReadOnlyList<Claim> claims, DateOnly date, int? firstControl = null, bool again = false, Func<Transmission, bool>? isTaken = null)
    {
        var files = new List<Transmission>();
        var used = new HashSet<int>();
        foreach (var group in claims.GroupBy(static claim => claim.Coverage.Payer.Receiver!, StringComparer.Ordinal).OrderBy(static group => group.Key, StringComparer.Ordinal))
        {
            var (submitter, receiver) = Parties(practice, group.Key);
            var file = new Transmission { Control = 0, Submitter = submitter, Receiver = receiver, Date = date, Again = again, Transactions = Transactions(group) };
            int control = firstControl is { } first ? checked(first + files.Count) : ContentNumber(file);
            if (control > MostControl) throw new OverflowException($"control number {control} has more than nine digits");
            while (!used.Add(control) || isTaken?.Invoke(Numbered(file, control)) == true)
            {
                if (firstControl is not null && used.Contains(control)) throw new OverflowException($"control number {control} went out before with other content");
                control = control % MostControl + 1;
            }
            files.Add(Numbered(file, control));
        }
        return files;
    }

    static Transmission Numbered(Transmission file, int control) => file with { Control = control, Transactions = [.. file.Transactions.Select(one => one with { Number = control.ToString("D9", CultureInfo.InvariantCulture) + one.Control })] };

    static (Submitter, Receiver) Parties(PracticeRecords practice, string receiver)
    {
        var holds = new HoldList(new() { Id = "", Date = default, Payer = "", Discipline = default, Interventions = [] });
        var read = (PartyReading.Submitter(practice.Submitter, holds), PartyReading.Receiver(practice.Find("receivers", receiver)!, practice.Submitter, holds));
        return read is ({ } submitter, { } to) ? (submitter, to) : throw new InvalidOperationException(holds.All[0].Message);
    }

    static ImmutableArray<ClaimTransaction> Transactions(IEnumerable<Claim> claims)
    {
        var all = ImmutableArray.CreateBuilder<ClaimTransaction>();
        foreach (var payer in claims.GroupBy(static claim => claim.Coverage.Payer).OrderBy(static group => group.Key.Id, StringComparer.Ordinal))
            foreach (var some in InOrder(payer).Chunk(MostClaims))
            {
                if (all.Count == MostTransactions) throw new OverflowException($"more than {MostTransactions} transactions to one receiver; bill fewer visits at a time");
                all.Add(new((all.Count + 1).ToString("D4", CultureInfo.InvariantCulture), "", payer.Key, [.. some]));
            }
        return all.ToImmutable();
    }

    static IEnumerable<Claim> InOrder(IEnumerable<Claim> claims) => claims.OrderBy(static claim => claim.Billing.Id, StringComparer.Ordinal).ThenBy(static claim => claim.Patient.Id, StringComparer.Ordinal)
        .ThenBy(static claim => claim.Coverage.MemberId, StringComparer.Ordinal).ThenBy(static claim => claim.Date).ThenBy(static claim => claim.Number, StringComparer.Ordinal);

    /// <summary>30 bits of the SHA-256 of the file as it would be with control number 0, folded into nine digits.</summary>
    static int ContentNumber(Transmission file)
    {
        using var hash = SHA256.Create();
        using (var stream = new CryptoStream(Stream.Null, hash, CryptoStreamMode.Write))
        using (var buffered = new BufferedStream(stream, 1 << 16)) file.Write(buffered);
        return (int)(BinaryPrimitives.ReadUInt64BigEndian(hash.Hash) % MostControl) + 1;
    }
}
