using System.Text;

namespace Quarterhour.RuleCompiler;

/// <summary>The C# made of all values files of a project: one partial class a rule, one payer a profile, and the list of all rules.</summary>
public static class Compiled
{
    public static string Project(string folder)
    {
        var text = new StringBuilder("// Made from the YAML beside each rule; change that, not this.\n#nullable enable\n#pragma warning disable\n");
        var rules = new List<string>();
        var payers = new List<string>();
        var denials = new CompiledDenials();
        foreach (string path in Directory.EnumerateFiles(folder, "*.yaml", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            string relative = Path.GetRelativePath(folder, path).Replace('\\', '/');
            if (relative.EndsWith(".cases.yaml", StringComparison.Ordinal) || relative.StartsWith("obj/", StringComparison.Ordinal)) continue;
            var file = new ValuesFile(path);
            if (ValuesFile.Child(file.Root, "payer") is not null)
                payers.Add(CompiledPayer.Expression(file));
            else if (CompiledDenials.Is(file))
                denials.Add(file);
            else
            {
                string space = "Quarterhour.Billing." + Path.GetDirectoryName(relative)!.Replace('/', '.');
                string name = Path.GetFileNameWithoutExtension(path);
                CompiledRule.Write(text, file, space.TrimEnd('.'), name);
                rules.Add($"global::{space.TrimEnd('.')}.{name}.Words");
            }
        }
        text.Append("namespace Quarterhour.Billing\n{\n    public static partial class RuleBook\n    {\n");
        text.Append("        /// <summary>Every rule with its sentences, findings and values.</summary>\n");
        text.Append("        public static IReadOnlyList<RuleWords> All() => [").AppendJoin(", ", rules.Select(rule => rule + "()")).Append("];\n    }\n}\n");
        text.Append("namespace Quarterhour.Billing.Payers\n{\n    public static partial class BuiltInPayers\n    {\n");
        text.Append("        static Payer[] Make() => [\n").AppendJoin(",\n", payers).Append("];\n    }\n}\n");
        denials.Write(text);
        return text.ToString();
    }
}
