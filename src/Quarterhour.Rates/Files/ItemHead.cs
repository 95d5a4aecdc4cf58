namespace Quarterhour.Rates.Files;

/// <summary>What stands in an item beside its rates.</summary>
sealed class ItemHead
{
    public string? Arrangement, Name, Type, TypeVersion, Code, Severity, Description, Bundled, Covered;

    /// <summary>Rates and prices of the item that were kept.</summary>
    public long Rates, Prices;

    public void Clear()
    {
        (Arrangement, Name, Type, TypeVersion, Code, Severity, Description, Bundled, Covered) = (null, null, null, null, null, null, null, null, null);
        (Rates, Prices) = (0, 0);
    }
}
