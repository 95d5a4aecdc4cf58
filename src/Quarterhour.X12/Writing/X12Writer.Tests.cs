using System.Text;
using Quarterhour.Tests;
using Xunit;

namespace Quarterhour.X12;

public class X12WriterTests
{
    static readonly Interchange Header = new() { Sender = "S", Receiver = "R", Date = "260504", Time = "1200", Control = "7" };

    static string Written(Action<X12Writer> write, Interchange? header = null, CharacterSet characters = CharacterSet.Extended)
    {
        var stream = new MemoryStream();
        var writer = new X12Writer(stream, characters);
        writer.Begin(header ?? Header);
        writer.Begin(new Group { Code = "HC", Sender = "S", Receiver = "R", Date = "20260504", Time = "1200", Control = "7", Version = "005010X222A1" });
        writer.Begin(new Transaction("837", "0001", "005010X222A1"));
        write(writer);
        writer.EndAll();
        return Encoding.ASCII.GetString(stream.ToArray());
    }

    [Fact]
    public void Envelope_has_its_widths_counts_and_numbers()
    {
        string text = Written(writer => writer.Start("NTE").Text("ADD").Text("X").End());
        Assert.Equal("ISA*00*          *00*          *ZZ*S              *ZZ*R              *260504*1200*^*00501*000000007*0*P*:~GS*HC*S*R*20260504*1200*7*X*005010X222A1~ST*837*0001*005010X222A1~NTE*ADD*X~SE*3*0001~GE*1*7~IEA*1*000000007~", text);
        Assert.Equal(text, Written(writer => writer.Start("NTE").Text("ADD").Text("X").End()));
        Assert.DoesNotContain(X12Check.Run(Encoding.ASCII.GetBytes(text)).Findings, finding => finding.Id.StartsWith("envelope-", StringComparison.Ordinal));
    }

    [Fact]
    public void Nothing_empty_trails() => Assert.Contains("~AAA*1**B:C**::Z*D^E~BBB~", Written(writer =>
    {
        writer.Start("AAA").Text("1").Text("").Component("B").Component("C").Component("").EndComposite().Text(null).Component("").Component("").Component("Z").EndComposite().Repeated(["D", "E"]).Text("").Composite(["", ""]).End();
        writer.Start("BBB").Text("").Composite([]).Repeated([]).Amount(null).End();
    }), StringComparison.Ordinal);

    [Theory]
    [InlineData("A*B", "NM103 is \"A*B\": \"*\" separates")]
    [InlineData("A:B", "NM103 is \"A:B\": \":\" separates")]
    [InlineData("A~B", "separates in this interchange, and X12 has no escape")]
    [InlineData("A^B", "separates")]
    [InlineData("A\nB", "is not in the extended character set")]
    [InlineData("\u00C9", "is not in the extended character set")]
    [InlineData("A\0", "is not in the extended character set")]
    public void What_cannot_be_carried_is_refused_with_its_field(string value, string says)
    {
        var refused = Assert.Throws<X12DataException>(() => Written(writer => writer.Start("NM1").Text("85").Text("2").Text(value).End()));
        Assert.Contains(says, refused.Message, StringComparison.Ordinal);
        Assert.Equal(("NM1", 3), (refused.Tag, refused.Element));
    }

    [Fact]
    public void The_basic_set_has_no_small_letters()
    {
        Assert.Contains("JANE", Written(writer => writer.Start("N3").Text("JANE").End(), characters: CharacterSet.Basic), StringComparison.Ordinal);
        Assert.Contains("basic", Assert.Throws<X12DataException>(() => Written(writer => writer.Start("N3").Text("Jane").End(), characters: CharacterSet.Basic)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Other_separators_free_the_usual_ones()
    {
        var pipes = Header with { Delimiters = new((byte)'|', (byte)'\\', (byte)'\n', (byte)'!') };
        Assert.Contains("\nN3|A*B:C~D^E\n", Written(writer => writer.Start("N3").Text("A*B:C~D^E").End(), pipes), StringComparison.Ordinal);
        Assert.Throws<X12DataException>(() => Written(static _ => { }, Header with { Delimiters = new((byte)'*', (byte)'*', (byte)'~', (byte)'^') }));
        Assert.Throws<X12DataException>(() => Written(static _ => { }, Header with { Sender = "LONGER THAN FIFTEEN" }));
    }

    [Theory]
    [InlineData("12.50", "12.5")]
    [InlineData("0.00", "0")]
    [InlineData("-3.10", "-3.1")]
    [InlineData("99999999.99", "99999999.99")]
    public void Amounts_have_no_needless_zeros(string amount, string written) => Assert.Contains($"~AMT*F5*{written}~", Written(writer => writer.Start("AMT").Text("F5").Amount(decimal.Parse(amount, System.Globalization.CultureInfo.InvariantCulture)).End()), StringComparison.Ordinal);

    [Fact]
    public void A_group_stands_in_an_interchange_and_a_transaction_in_a_group()
    {
        var writer = new X12Writer(new MemoryStream());
        Assert.Throws<InvalidOperationException>(() => writer.Begin(new Group { Code = "HC", Sender = "S", Receiver = "R", Date = "", Time = "", Control = "1", Version = "" }));
        Assert.Throws<InvalidOperationException>(() => writer.Begin(new Transaction("837", "1", "")));
    }

    [Fact]
    public void Samples_come_back_byte_for_byte()
    {
        foreach (string name in new[] { "claims.837", "remit.835" })
        {
            byte[] bytes = Encoding.ASCII.GetBytes(File.ReadAllText(Repository.Path("samples", "x12", name)).Replace("\n", "", StringComparison.Ordinal));
            Assert.Equal(bytes, MadeX12.Copied(bytes));
            Assert.Equal(bytes, X12Models.Write(X12Models.Read(bytes)));
        }
    }

    [Fact]
    public void A_transaction_without_a_group_is_not_copied_into_the_group_of_the_interchange_before()
    {
        string two = MadeX12.Claim() + MadeX12.Claim();
        int second = two.LastIndexOf("GS*", StringComparison.Ordinal);
        string broken = two.Remove(second, two.IndexOf('~', second) + 1 - second);
        Assert.Contains("no group", Assert.Throws<X12DataException>(() => MadeX12.Copied(MadeX12.Bytes(broken))).Message);
    }
}
