namespace Quarterhour.Rates.Parquet;

/// <summary>A value that comes again and again, with where the columns that hold it have it in their present group of rows.</summary>
sealed class Token(byte[] bytes)
{
    public byte[] Bytes => bytes;

    public uint Hash { get; } = ValueSet.Kept(ValueSet.Hash(bytes));

    /// <summary>Two columns at most remember it, on one thread: those of references and groups hold the same networks.</summary>
    public (int Stamp, int Index) First, Second;
}
