using System.Text;
using Quarterhour.RuleCompiler;

try
{
    switch (args)
    {
        case ["guide", var pages, var json]:
            File.WriteAllBytes(json, CompiledGuide.Folder(pages));
            return 0;
        case [var project, var code]:
            File.WriteAllText(code, Compiled.Project(project), Encoding.UTF8);
            return 0;
        default:
            Console.Error.WriteLine("usage: RuleCompiler PROJECT_FOLDER OUTPUT.cs    turns the YAML beside each rule of a project into C#");
            Console.Error.WriteLine("       RuleCompiler guide FOLDER OUTPUT.json    turns the pages of the guide into one document");
            return 2;
    }
}
catch (FaultInValues fault)
{
    // the form that MSBuild shows as an error at its place
    Console.Error.WriteLine($"{fault.File}({fault.Line}): error QH0001: {fault.Message}");
    return 1;
}
