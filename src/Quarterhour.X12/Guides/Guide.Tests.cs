using Xunit;

namespace Quarterhour.X12;

public class GuideTests
{
    public static TheoryData<string, string> Known => new(Guide.All.Select(guide => (guide.Set, guide.Versions[0])));

    [Fact]
    public void Are_those_that_the_readme_names() => Assert.Equal(["270", "271", "276", "277", "277", "835", "837", "999"], Guide.All.Select(guide => guide.Set).Order(StringComparer.Ordinal));

    [Theory, MemberData(nameof(Known))]
    public void Are_sound(string set, string version)
    {
        var guide = Guide.Find(set, version)!;
        Assert.Equal("ST", guide.Root.Children[0].Name);
        Assert.Equal("SE", guide.Root.Children[^1].Name);
        Assert.All(guide.Nodes, node =>
        {
            Assert.NotEmpty(node.Words);
            Assert.True(node.Most > 0);
            // a loop is known by its first segment, which stands in it once
            if (node.IsLoop) Assert.True(!node.Children[0].IsLoop && node.Children[0].Required && node.Children[0].Most == 1, node.Name);
        });
        // no two siblings that stand together can be mistaken for each other, unless the first takes what the second would
        foreach (var loop in guide.Nodes.Where(node => node.IsLoop))
            foreach (var place in loop.Children.GroupBy(child => child.Place))
                foreach (var (first, second) in place.Zip(place.Skip(1)))
                    if (first.First.Qualifiers is { } some && second.First.Qualifiers is { } others) Assert.Empty(some.Codes.Intersect(others.Codes));
    }

    [Fact]
    public void Addenda_are_read_alike()
    {
        Assert.Same(Guide.Find("837", "005010X222A1"), Guide.Find("837", "005010X222A2"));
        Assert.Null(Guide.Find("837", "004010X098A1"));
        Assert.Null(Guide.Find("837", "005010X223A2"));
        Assert.Null(Guide.Find("837", ""));
    }

    [Fact]
    public void Subscriber_and_patient_share_one_claim()
    {
        var claims = Guide.Find("837", "005010X222A1")!.Nodes.Where(node => node.Name == "2300").ToList();
        Assert.Equal(["2000B", "2000C"], claims.Select(claim => claim.Parent!.Name));
        Assert.Equal(Names(claims[0]), Names(claims[1]));

        static IEnumerable<string> Names(GuideNode node) => [node.Written, .. node.Children.SelectMany(Names)];
    }
}
