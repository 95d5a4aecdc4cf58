using Quarterhour.Fuzz;
using SharpFuzz;

// Under a fuzzer: instrument Quarterhour.X12.dll with the sharpfuzz tool, then let afl-fuzz or libfuzzer-dotnet run this without arguments.
// With files as arguments each is run once, which is how a finding is looked at.
if (args.Length == 0) Fuzzer.LibFuzzer.Run(X12Target.Run);
else
    foreach (string file in args) X12Target.Run(File.ReadAllBytes(file));
return 0;
