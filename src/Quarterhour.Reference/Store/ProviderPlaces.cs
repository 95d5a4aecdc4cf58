namespace Quarterhour.Reference.Store;

/// <summary>Where providers practice, as NPPES's imported file lists them.</summary>
public static class ProviderPlaces
{
    /// <summary>Finds a provider by its NPI; null where no file is imported.</summary>
    public static Func<long, Provider?>? Open(string dataFolder) => ProvidersPack.Open(ReferenceFolder.Open(dataFolder)) is { } pack ? pack.Find : null;
}
