namespace Quarterhour.RuleCompiler;

/// <summary>A values file that can't be compiled, and where.</summary>
public sealed class FaultInValues(string file, long line, string message) : Exception(message)
{
    public string File => file;

    public long Line => line;
}
