using Quarterhour.Rates.Files;
using Quarterhour.Rates.Reading;
using Quarterhour.Rates.Validation;

namespace Quarterhour.Fuzz;

/// <summary>Any bytes as a payer's rate file: checking, reading one code, reading everything. A file that is refused is refused in words; anything else that is thrown is a fault.</summary>
static class RatesTarget
{
    static readonly string Folder = Directory.CreateTempSubdirectory("fuzz").FullName;

    public static void Run(byte[] bytes)
    {
        using (var validation = new RateValidation(new MemoryStream(bytes))) validation.Run();
        var wanted = new Wanted();
        wanted.AddCode("97110");
        Read(bytes, wanted);
        Read(bytes, null);
    }

    static void Read(byte[] bytes, Wanted? wanted)
    {
        try
        {
            new RateRun { Wanted = wanted }.Run(RateSource.Open("-", new MemoryStream(bytes)), Folder);
        }
        catch (UnusableRateFileException)
        {
            // said in words
        }
    }
}
