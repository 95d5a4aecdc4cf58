namespace Quarterhour.Formats.Questions;

/// <summary>A question, or a file named in it, can't be used: what is wrong, where, and what to do. Status 2 of the command line, 400 of the API.</summary>
public sealed class UnusableException(string message) : Exception(message);
