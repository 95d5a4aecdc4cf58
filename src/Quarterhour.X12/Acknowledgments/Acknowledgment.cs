namespace Quarterhour.X12;

/// <summary>An answer to a group, 999.</summary>
public sealed record Acknowledgment
{
    /// <summary>ST and the guide of the answer itself.</summary>
    public required Transaction Transaction { get; init; }

    /// <summary>AK101: GS01 of the group that is answered.</summary>
    public string GroupCode { get; set; } = "";

    /// <summary>AK102: its GS06.</summary>
    public string GroupControl { get; set; } = "";

    /// <summary>AK103: its GS08.</summary>
    public string GroupVersion { get; set; } = "";

    /// <summary>AK2 to IK5.</summary>
    public Items<TransactionAnswer> Transactions { get => transactions.List; init => transactions = new(value); }
    Held<TransactionAnswer> transactions;

    /// <summary>AK901: A accepted, E accepted with errors noted, P partly accepted, R rejected.</summary>
    public string Code { get; set; } = "";

    /// <summary>AK902: transactions that GE01 told.</summary>
    public int Told { get; set; }

    /// <summary>AK903: transactions received.</summary>
    public int Received { get; set; }

    /// <summary>AK904: transactions accepted.</summary>
    public int Accepted { get; set; }

    /// <summary>AK905 to AK909: what is wrong with the group itself.</summary>
    public Items<string> Reasons { get => reasons.List; init => reasons = new(value); }
    Held<string> reasons;

    /// <summary>Nothing was rejected.</summary>
    public bool IsAccepted => Code is "A" or "E";

    /// <summary>Writes it as a transaction of the open group.</summary>
    /// <exception cref="X12DataException">A copied value holds what X12 can't carry.</exception>
    public void Write(X12Writer writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.Begin(Transaction);
        writer.Start("AK1").Text(GroupCode).Text(GroupControl).Text(GroupVersion).End();
        foreach (var answer in Transactions) answer.Write(writer);
        writer.Start("AK9").Text(Code).Count(Told).Count(Received).Count(Accepted);
        foreach (string reason in Reasons) writer.Text(reason);
        writer.End();
        writer.EndTransaction();
    }
}
