using Quarterhour.RuleCompiler;

if (args.Length != 2)
{
    Console.Error.WriteLine("usage: RuleCompiler PROJECT_FOLDER OUTPUT.cs\nTurns the YAML beside each rule of a project into C#.");
    return 2;
}
try
{
    File.WriteAllText(args[1], Compiled.Project(args[0]));
    return 0;
}
catch (FaultInValues fault)
{
    // the form that MSBuild shows as an error at its place
    Console.Error.WriteLine($"{fault.File}({fault.Line}): error QH0001: {fault.Message}");
    return 1;
}
