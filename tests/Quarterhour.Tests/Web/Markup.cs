using System.Text.RegularExpressions;
using Xunit;

namespace Quarterhour.Tests.Web;

/// <summary>What every page must keep: tags that close in order, ids that are there once, names that lead somewhere, nothing inline that the policy forbids.</summary>
static class Markup
{
    static readonly string[] Void = ["meta", "link", "input", "br", "hr", "img", "!DOCTYPE"];

    static readonly Regex Tag = new("""<(?<close>/?)(?<name>!?[A-Za-z][A-Za-z0-9]*)(?<attributes>(?:\s+[^\s=<>"]+(?:="[^"<]*")?)*)\s*(?<self>/?)>""", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(5));

    static readonly Regex Attribute = new("""(?<name>[^\s=<>"]+)(?:="(?<value>[^"]*)")?""", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(5));

    public static void IsSound(string page)
    {
        var open = new Stack<string>();
        HashSet<string> ids = [];
        List<string> named = [];
        int at = 0;
        foreach (Match tag in Tag.Matches(page))
        {
            // between two tags stands text, in which no sign may begin another
            Assert.DoesNotContain('<', page[at..tag.Index]);
            at = tag.Index + tag.Length;
            string name = tag.Groups["name"].Value;
            if (tag.Groups["close"].Length > 0)
            {
                Assert.Equal(name, open.Pop());
                continue;
            }
            if (!Void.Contains(name) && tag.Groups["self"].Length == 0) open.Push(name);
            var attributes = Attribute.Matches(tag.Groups["attributes"].Value).ToDictionary(one => one.Groups["name"].Value, one => one.Groups["value"].Value, StringComparer.Ordinal);
            if (attributes.TryGetValue("id", out string? id)) Assert.True(ids.Add(id), $"id {id} stands twice");
            foreach (string leads in (string[])["for", "aria-describedby", "aria-labelledby"])
                if (attributes.TryGetValue(leads, out string? value)) named.AddRange(value.Split(' '));
            Assert.False(attributes.ContainsKey("style"), "a style stands inline");
            Assert.DoesNotContain(attributes.Keys, key => key.StartsWith("on", StringComparison.OrdinalIgnoreCase));
            if (name == "script") Assert.StartsWith("/assets/", attributes["src"], StringComparison.Ordinal);
            Assert.NotEqual("style", name);
        }
        Assert.DoesNotContain('<', page[at..]);
        Assert.Empty(open);
        Assert.Equal([], named.Where(id => !ids.Contains(id)));
    }
}
