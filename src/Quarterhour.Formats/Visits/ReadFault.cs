namespace Quarterhour.Formats.Visits;

/// <summary>Something in the input that could not be used: what, where, and what to do.</summary>
/// <param name="File">The file as it was named.</param>
/// <param name="Line">From 1; 0 when the whole file is meant.</param>
/// <param name="Column">The field; null when the whole line or file is meant.</param>
/// <param name="Visit">The visit that is left out; null when none is known.</param>
/// <param name="Message">What is wrong and what to do.</param>
public sealed record ReadFault(string File, long Line, string? Column, string? Visit, string Message)
{
    /// <summary>As it is shown: <c>visits.csv:14: minutes: …</c></summary>
    public override string ToString() => File + (Line > 0 ? $":{Line}" : "") + ": " + (Column is null ? "" : $"{Column}: ") + Message;
}

/// <summary>The whole input can't be used, or its rest can't.</summary>
/// <param name="fault">What is wrong, and where.</param>
/// <param name="restNotRead">What stands before the fault was handed on; from there on nothing was read.</param>
public sealed class UnusableInputException(ReadFault fault, bool restNotRead = false) : Exception(fault.ToString())
{
    public ReadFault Fault => fault;

    /// <summary>False: nothing of the input can be used, and how much it holds is not known.</summary>
    public bool RestNotRead => restNotRead;
}
