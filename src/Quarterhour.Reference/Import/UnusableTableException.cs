namespace Quarterhour.Reference.Import;

/// <summary>A file that can't be loaded as a table: where and why, and what to do. Nothing of it is kept; the tables loaded before stay in use.</summary>
public sealed class UnusableTableException(string message) : Exception(message);
