using Quarterhour.X12;

namespace Quarterhour.Fuzz;

/// <summary>Any bytes at all: reading, checking, models, copying. Refusals are said in words; anything else that is thrown is a fault.</summary>
static class X12Target
{
    public static void Run(byte[] bytes)
    {
        X12Check.Run(bytes);
        Model(bytes);
        try
        {
            X12Copy.All(X12Reader.Open(bytes), new X12Writer(Stream.Null));
        }
        catch (X12DataException)
        {
            // data that X12 can't carry
        }
    }

    static void Model(byte[] bytes)
    {
        using (var claims = new ClaimReader(X12Reader.Open(bytes))) while (claims.Read() is not null) { }
        using (var remittance = new RemittanceReader(X12Reader.Open(bytes)))
            while (remittance.ReadPayment() is not null)
                while (remittance.ReadClaim() is not null) { }
        using (var levels = new StatusReader(X12Reader.Open(bytes))) while (levels.Read() is not null) { }
        using (var levels = new EligibilityReader(X12Reader.Open(bytes))) while (levels.Read() is not null) { }
        using (var answers = new AcknowledgmentReader(X12Reader.Open(bytes))) while (answers.Read() is not null) { }
    }
}
