namespace Quarterhour.Cli;

/// <summary>The command line or a file named there can't be used: what is wrong, where, and what to do. Ends with status 2.</summary>
sealed class UnusableException(string message) : Exception(message);
