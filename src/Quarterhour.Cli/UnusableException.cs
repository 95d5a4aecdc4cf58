namespace Quarterhour.Cli;

/// <summary>The command line or a file named there can't be used: what is wrong, where, and what to do. Ends with status 2.</summary>
sealed class UnusableException(string message) : Exception(message);

/// <summary>The input broke off after a part of the answer was written; the answer already says why.</summary>
sealed class BrokenOffException(string message) : Exception(message);
