using System.Collections.Immutable;
using System.Globalization;
using Quarterhour.X12;

namespace Quarterhour.Claims;

/// <summary>A file of claims to one receiver: an interchange of 837P with a transaction for each payer. The same claims, date and control number give the same bytes.</summary>
public sealed record Transmission
{
    const string Guide = "005010X222A1";

    /// <summary>ISA13 and GS06: 1 to 999,999,999.</summary>
    public required int Control { get; init; }

    public required Submitter Submitter { get; init; }

    public required Receiver Receiver { get; init; }

    /// <summary>ISA09, GS04, BHT04.</summary>
    public required DateOnly Date { get; init; }

    /// <summary>BHT02 is 18: the same file again, because the first was not taken.</summary>
    public bool Again { get; init; }

    public required ImmutableArray<ClaimTransaction> Transactions { get; init; }

    public int Claims => Transactions.Sum(static one => one.Claims.Length);

    /// <summary>Writes the file.</summary>
    /// <exception cref="X12DataException">A field holds what X12 can't carry.</exception>
    public void Write(Stream stream)
    {
        // no clock: the same file twice is the same bytes, and receivers go by the control number
        const string Time = "0000";
        string date = Date.ToString("yyyyMMdd", CultureInfo.InvariantCulture), control = Control.ToString(CultureInfo.InvariantCulture);
        var writer = new X12Writer(stream);
        writer.Begin(new Interchange
        {
            Sender = Receiver.SenderNumber.ToUpperInvariant(), SenderQualifier = Receiver.SenderQualifier, Receiver = Receiver.Number.ToUpperInvariant(), ReceiverQualifier = Receiver.ReceiverQualifier,
            Date = date[2..], Time = Time, Control = control, AcknowledgmentRequested = false, Usage = Receiver.IsTest ? "T" : "P",
        });
        writer.Begin(new Group { Code = "HC", Sender = Receiver.SenderNumber.ToUpperInvariant(), Receiver = Receiver.Number.ToUpperInvariant(), Date = date, Time = Time, Control = control, Version = Guide });
        var output = new ClaimWriter(writer);
        foreach (var transaction in Transactions)
        {
            var levels = new ProfessionalLevels(new ClaimBatch
            {
                Transaction = new("837", transaction.Control, Guide), Number = transaction.Number, Purpose = Again ? "18" : "00", Date = date, Time = Time,
                Submitter = SubmitterParty(), Receiver = new("40") { Kind = "2", Name = Receiver.Name.ToUpperInvariant(), IdCode = "46", Id = Receiver.Number.ToUpperInvariant() },
            }, Submitter.Phone);
            foreach (var claim in transaction.Claims) output.Write(levels.Of(claim));
        }
        output.End();
        writer.EndAll();
    }

    Party SubmitterParty()
    {
        var contact = new Contact("IC", Submitter.Contact.ToUpperInvariant()) { Numbers = [("TE", Submitter.Phone)] };
        if (Submitter.Email is { } email) contact.Numbers.Add(("EM", email));
        return new("41") { Kind = "2", Name = Submitter.Name.ToUpperInvariant(), IdCode = "46", Id = Receiver.SenderNumber.ToUpperInvariant(), Contacts = [contact] };
    }
}
