using YamlDotNet.RepresentationModel;

namespace Quarterhour.RuleCompiler;

/// <summary>A payer profile as a C# expression.</summary>
static class CompiledPayer
{
    public static string Expression(ValuesFile file)
    {
        file.OnlyKeys(file.Root, "payer", "name", "like", "says", "values");
        var settings = file.Maps(file.Root, "values").Select(map =>
        {
            file.OnlyKeys(map, "name", "from", "to", "value", "confidence", "source");
            string value = ValuesFile.Child(map, "value") switch
            {
                YamlScalarNode { Value: { } text } => text,
                YamlSequenceNode list => string.Join(' ', list.Children.Select(item => ((YamlScalarNode)item).Value)),
                _ => throw file.Fault(map, "\"value\" must be a word, a number or a list"),
            };
            return $"            new({Literal.Of(file.Text(map, "name"))}, {Literal.Entry(file, map, Literal.Of(value))})";
        });
        return $"        new({Literal.Of(file.Text(file.Root, "payer"))}, {Literal.Of(file.Text(file.Root, "name"))}, "
            + $"{Literal.Of(file.OptionalText(file.Root, "like"))}, {Literal.Of(file.Text(file.Root, "says"))}, [\n{string.Join(",\n", settings)}])";
    }
}
