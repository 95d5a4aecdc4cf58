using Quarterhour.Cli;

return Root.Run(args);
