using Quarterhour.TableMaker;

if (args.Length != 2)
{
    Console.Error.WriteLine("usage: TableMaker CMS_FOLDER DATA_FOLDER\nMakes the built-in tables in DATA_FOLDER from CMS's files, for the codes that DATA_FOLDER/codes.csv lists.");
    return 2;
}
foreach (var table in AllTables.Make(args[0], args[1]))
{
    bool changed = table.WriteTo(args[1]);
    Console.WriteLine($"{table.Name,-36} {table.Rows,7} rows {table.Text.Length,8} bytes{(changed ? "" : "  unchanged")}");
}
return 0;
