using Quarterhour.Cli;

using var terminal = Terminal.OfProcess();
return Root.Run(args, terminal);
