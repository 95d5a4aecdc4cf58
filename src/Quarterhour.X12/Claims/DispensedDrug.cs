namespace Quarterhour.X12;

/// <summary>A drug of a line, loop 2410.</summary>
/// <param name="Qualifier">LIN02: N4 for an NDC.</param>
/// <param name="Code">LIN03.</param>
public sealed record DispensedDrug(string Qualifier, string Code)
{
    /// <summary>CTP04.</summary>
    public decimal? Quantity { get; set; }

    /// <summary>CTP05: UN, ML, GR and so on.</summary>
    public string Unit { get; set; } = "";

    /// <summary>CTP03: the price of a unit, which 4010 had.</summary>
    public decimal? Price { get; set; }

    /// <summary>REF: XZ prescription, VY link.</summary>
    public Items<Reference> References { get => references.List; init => references = new(value); }
    Held<Reference> references;

    internal void Write(X12Writer writer)
    {
        writer.Start("LIN").Text("").Text(Qualifier).Text(Code).End();
        if (Quantity is not null || Unit.Length > 0 || Price is not null) writer.Start("CTP").Text("").Text("").Amount(Price).Amount(Quantity).Component(Unit).EndComposite().End();
        foreach (var reference in References) reference.Write(writer);
    }
}
