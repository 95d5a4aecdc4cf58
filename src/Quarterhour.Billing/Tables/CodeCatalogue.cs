namespace Quarterhour.Billing.Tables;

/// <summary>The therapy codes that the program knows.</summary>
public sealed class CodeCatalogue
{
    readonly IReadOnlyList<TherapyCode> codes;
    readonly CodeIndex index = new();

    /// <exception cref="ArgumentException">A code is there twice.</exception>
    public CodeCatalogue(IReadOnlyList<TherapyCode> codes)
    {
        this.codes = codes;
        foreach (var code in codes)
            if (index.Contains(code.Code)) throw new ArgumentException($"{code.Code} is there twice", nameof(codes));
            else index.Add(code.Code);
    }

    public IReadOnlyList<TherapyCode> All => codes;

    public TherapyCode? Find(ProcedureCode code) => index.Find(code) is >= 0 and var at ? codes[at] : null;
}
