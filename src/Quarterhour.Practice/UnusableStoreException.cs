namespace Quarterhour.Practice;

/// <summary>The records can't be opened, or what is asked of them can't be done: what is wrong and what to do. Nothing was changed.</summary>
public sealed class UnusableStoreException : Exception
{
    public UnusableStoreException() { }

    public UnusableStoreException(string message) : base(message) { }

    public UnusableStoreException(string message, Exception inner) : base(message, inner) { }
}
