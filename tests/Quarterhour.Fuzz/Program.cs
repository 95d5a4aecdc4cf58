using Quarterhour.Fuzz;
using SharpFuzz;

// tests/fuzz runs this under AFL, which hands it one input after the other. With files as arguments each is run once, which is how a finding is looked at.
string kind = args.Length > 0 ? args[0] : "";
Action<byte[]>? target = kind switch { "x12" => X12Target.Run, "rates" => RatesTarget.Run, _ => null };
if (target is null)
{
    Console.Error.WriteLine("Quarterhour.Fuzz x12|rates [FILE…]");
    return 2;
}
if (args.Length > 1)
    foreach (string file in args[1..]) target(File.ReadAllBytes(file));
else
    Fuzzer.OutOfProcess.Run(stream =>
    {
        using var read = new MemoryStream();
        stream.CopyTo(read);
        target(read.ToArray());
    });
return 0;
