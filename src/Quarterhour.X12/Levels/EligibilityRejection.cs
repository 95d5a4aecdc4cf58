namespace Quarterhour.X12;

/// <summary>Why a request was not answered, AAA.</summary>
/// <param name="Valid">AAA01: Y or N, whether the request itself was understood.</param>
/// <param name="Reason">AAA03: 75 not found, 72 wrong member id, 71 wrong birth date, 42 try again.</param>
/// <param name="FollowUp">AAA04: C correct and send again, N not, R, S, W, X, Y.</param>
public sealed record EligibilityRejection(string Valid, string Reason, string FollowUp)
{
    /// <summary>AAA02, which the guide does not use.</summary>
    public string Agency { get; init; } = "";

    internal static EligibilityRejection Read(TransactionReader reader, in Segment aaa) => new(reader.Text(aaa, 1), reader.Text(aaa, 3), reader.Text(aaa, 4)) { Agency = reader.Text(aaa, 2) };

    internal void Write(X12Writer writer) => writer.Start("AAA").Text(Valid).Text(Agency).Text(Reason).Text(FollowUp).End();
}
