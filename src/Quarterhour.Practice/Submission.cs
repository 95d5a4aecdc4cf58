using System.Collections.Immutable;

namespace Quarterhour.Practice;

/// <summary>A transaction that goes out, with the numbers under which its answers come back.</summary>
/// <param name="Batch">BHT03.</param>
/// <param name="Payer">The practice's word for the payer.</param>
/// <param name="Receiver">Who takes the file in.</param>
/// <param name="Interchange">ISA13, nine digits.</param>
/// <param name="Group">GS06.</param>
/// <param name="Transaction">ST02.</param>
/// <param name="File">The file's name.</param>
/// <param name="Hash">SHA-256 of the file, in hexadecimal.</param>
/// <param name="Claims">Numbers of the claims in it.</param>
public sealed record Submission(string Batch, string Payer, string Receiver, string Interchange, string Group, string Transaction, string File, string Hash, ImmutableArray<string> Claims)
{
    /// <summary>The day that stands in the file; null where that is the day of the recording.</summary>
    public DateOnly? Date { get; init; }
}
