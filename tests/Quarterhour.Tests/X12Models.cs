using System.Text.Json;
using Quarterhour.X12;

namespace Quarterhour.Tests;

/// <summary>Reads any file whose kind we know as models, and writes them again.</summary>
static class X12Models
{
    public static readonly string[] Kinds = ["837P", "835", "999", "277CA", "276", "277", "270", "271"];

    /// <summary>A model with the envelope in which it stood.</summary>
    internal sealed record Enveloped(Interchange Interchange, Group? Group, object Model);

    public static List<Enveloped> Read(byte[] bytes)
    {
        var all = new List<Enveloped>();
        string set;
        using (var look = X12Reader.Open(bytes))
        {
            while (look.Read() && look.Code != Tag.ST) { }
            set = look.Transaction?.Set ?? "";
        }
        var source = X12Reader.Open(bytes);
        switch (set)
        {
            case "837":
                using (var claims = new ClaimReader(source)) while (claims.Read() is { } claim) Add(claim);
                break;
            case "835":
                using (var remittance = new RemittanceReader(source))
                    while (remittance.ReadPayment() is { } payment)
                    {
                        var inside = new Items<ClaimPayment>();
                        Add(payment);
                        while (remittance.ReadClaim() is { } claim) inside.Add(claim);
                        Add(inside);
                    }
                break;
            case "276" or "277":
                using (var levels = new StatusReader(source)) while (levels.Read() is { } level) Add(level);
                break;
            case "270" or "271":
                using (var levels = new EligibilityReader(source)) while (levels.Read() is { } level) Add(level);
                break;
            case "999":
                using (var answers = new AcknowledgmentReader(source)) while (answers.Read() is { } answer) Add(answer);
                break;
        }
        return all;

        void Add(object model) => all.Add(new(source.Interchange!, source.Group, model));
    }

    public static byte[] Write(List<Enveloped> models)
    {
        var output = new MemoryStream();
        var writer = new X12Writer(output);
        var (claims, payments, statuses, eligibility) = (new ClaimWriter(writer), new RemittanceWriter(writer), new StatusWriter(writer), new EligibilityWriter(writer));
        Interchange? interchange = null;
        Group? group = null;
        Payment? open = null;
        foreach (var (its, itsGroup, model) in models)
        {
            // a damaged file may have no group to write into
            if (itsGroup is null) continue;
            if (!ReferenceEquals(its, interchange) || !ReferenceEquals(itsGroup, group))
            {
                claims.End();
                statuses.End();
                eligibility.End();
                if (!ReferenceEquals(its, interchange)) writer.Begin(interchange = its);
                writer.Begin(group = itsGroup);
            }
            switch (model)
            {
                case ProfessionalClaim claim: claims.Write(claim); break;
                case Payment payment: payments.Begin(open = payment); break;
                case Items<ClaimPayment> inside:
                    foreach (var claim in inside) payments.Write(claim);
                    payments.End(open!);
                    break;
                case StatusLevel level: statuses.Write(level); break;
                case EligibilityLevel level: eligibility.Write(level); break;
                case Acknowledgment answer: answer.Write(writer); break;
            }
        }
        writer.EndAll();
        return output.ToArray();
    }

    public static bool Equal(List<Enveloped> some, List<Enveloped> others) => some.Count == others.Count && some.Zip(others).All(pair => pair.First.Model.Equals(pair.Second.Model));

    public static byte[] ToJson(byte[] bytes)
    {
        var output = new MemoryStream();
        using (var json = new Utf8JsonWriter(output))
        {
            json.WriteStartObject();
            using var reader = X12Reader.Open(bytes);
            X12Json.Write(reader, json);
            json.WriteEndObject();
        }
        return output.ToArray();
    }

    public static byte[] FromJson(byte[] json)
    {
        var output = new MemoryStream();
        X12Json.Read(new MemoryStream(json), new X12Writer(output));
        return output.ToArray();
    }
}
