using CsCheck;
using Xunit;

namespace Quarterhour.Billing.Tables;

public sealed class CodeIndexTests
{
    [Fact]
    public void Is_a_dictionary() => Gen.Int[0, 99_999].Array[0, 400].Sample(numbers =>
    {
        var index = new CodeIndex();
        Dictionary<string, int> model = new(StringComparer.Ordinal);
        foreach (int number in numbers)
        {
            string code = $"{number:D5}";
            model.TryAdd(code, model.Count);
            Assert.Equal(model[code], index.Add(ProcedureCode.Parse(code)));
        }
        Assert.Equal(model.Count, index.Count);
        foreach (var (code, place) in model) Assert.Equal(place, index.Find(ProcedureCode.Parse(code)));
        Assert.False(index.Contains(ProcedureCode.Parse("G0283")));
        Assert.False(index.Contains(default));
    });
}
