using Quarterhour.Web.Serving;

return await Application.Run(args, Console.Out, Console.Error);
