namespace Quarterhour.Billing.Visits;

/// <summary>The Advance Beneficiary Notice on file.</summary>
public enum Abn : byte
{
    /// <summary>Signed, because Medicare is expected to deny the service as not necessary.</summary>
    Signed,
    /// <summary>Given although the law asks for none: the service is no benefit of Medicare.</summary>
    Voluntary,
}
