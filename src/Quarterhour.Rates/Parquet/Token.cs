namespace Quarterhour.Rates.Parquet;

/// <summary>A value that comes again and again, with where the columns that hold it have it in their present group of rows.</summary>
sealed class Token(byte[] bytes)
{
    public byte[] Bytes => bytes;

    public ulong Hash { get; } = ValueSet.Hash(bytes);

    /// <summary>Two columns at most hold one token: that of the prices and that of the joined rates.</summary>
    public (int Stamp, int Index) First, Second;
}
