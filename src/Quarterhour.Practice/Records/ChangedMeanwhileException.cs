namespace Quarterhour.Practice;

/// <summary>Somebody else changed the record since it was read. Nothing was changed.</summary>
public sealed class ChangedMeanwhileException : Exception
{
    public ChangedMeanwhileException() { }

    public ChangedMeanwhileException(string message) : base(message) { }

    public ChangedMeanwhileException(string message, Exception inner) : base(message, inner) { }
}
