using System.CommandLine;
using Quarterhour.Bench;

var count = new Argument<int>("COUNT") { Description = "How many visits." };
var file = new Argument<string>("FILE") { Description = "The CSV file to write." };
var make = new Command("make", "Writes synthetic visits, the same for the same count, sorted by date.") { count, file };
make.SetAction(parsed => SyntheticVisits.Write(parsed.GetValue(file)!, parsed.GetValue(count)));

var makeClaims = new Command("make-claims", "Writes synthetic claim lines, likewise.") { count, file };
makeClaims.SetAction(parsed => { SyntheticClaims.Write(parsed.GetValue(file)!, parsed.GetValue(count)); });

var visits = new Option<int>("--visits") { Description = "Visits of the whole run; the engine alone gets a tenth of them.", DefaultValueFactory = _ => 1_000_000 };
var page = new Option<string?>("--out") { Description = "The page to write; else docs/benchmarks.md." };
var run = new Command("run", "Measures, and writes docs/benchmarks.md. Build with ./quarterhour --version first.") { visits, page };
run.SetAction(parsed => Measurements.Run(parsed.GetValue(visits), parsed.GetValue(page)));

var data = new Option<string?>("--data") { Description = "A folder of imported tables; else the built-in ones." };
var check = new Command("check", "The parts of checking claim lines, on one thread.") { visits, data };
check.SetAction(parsed =>
{
    string made = Path.GetTempFileName();
    SyntheticClaims.Write(made, parsed.GetValue(visits));
    var opened = parsed.GetValue(data) is { } folder ? Quarterhour.Reference.Store.ImportedTables.Open(folder) : Quarterhour.Reference.BuiltInTables.Open();
    Console.WriteLine(Checking.Measure(made, opened));
    File.Delete(made);
});

var engine = new Command("engine", "The parts of billing visits, on one thread.") { visits };
engine.SetAction(parsed =>
{
    string made = Path.GetTempFileName();
    SyntheticVisits.Write(made, parsed.GetValue(visits));
    Console.WriteLine(new Engine(made).Parts());
    File.Delete(made);
});

var cms = new Argument<string>("CMS") { Description = "The folder of CMS's files." };
var tests = new Argument<string>("TESTS") { Description = "The folder of the relevance tests." };
var search = new Command("search", "Measures the search over everything, and says so.") { cms, tests };
search.SetAction(parsed => Console.WriteLine(SearchingAll.Words(SearchingAll.Measure(parsed.GetValue(cms)!, parsed.GetValue(tests)!))));

var tables = new Command("tables", "Measures the whole tables: size, opening, look-up of a pair.") { cms };
tables.SetAction(parsed => Console.WriteLine(LookingUp.Measure(parsed.GetValue(cms)!)));

var imported = new Argument<string>("DATA") { Description = "A folder of imported tables." };
var pairs = new Command("pairs", "Measures the look-up of pairs in this process: alone, chained, and reading a line.") { imported };
pairs.SetAction(parsed => Console.WriteLine(LookingUp.Pairs(parsed.GetValue(imported)!)));

var payments = new Argument<string>("REMIT") { Description = "A large 835." };
var claimFile = new Argument<string>("CLAIMS") { Description = "A large 837P." };
var x12 = new Command("x12", "Measures X12, and writes docs/benchmarks-x12.md.") { payments, claimFile, page };
x12.SetAction(parsed => X12Files.Run(parsed.GetValue(payments)!, parsed.GetValue(claimFile)!, parsed.GetValue(page)));
var work = new Argument<string>("WORK") { Description = "The kind of work." };
var x12One = new Command("x12-one", "One kind of work on X12, in this process.") { work, file };
x12One.SetAction(parsed => X12Files.One(parsed.GetValue(work)!, parsed.GetValue(file)!));

var rateFile = new Argument<string>("FILE") { Description = "An in-network file; FILE.gz beside it is measured too." };
var large = new Option<string?>("--large") { Description = "A file ten times as large, read once each way." };
var rates = new Command("rates", "Measures reading rate files, and writes docs/benchmarks-rates.md.") { rateFile, large, page };
rates.SetAction(parsed => RateFiles.Run(Measurements.Root(), parsed.GetValue(rateFile)!, parsed.GetValue(large), parsed.GetValue(page)));

var claimCount = new Argument<int>("COUNT") { Description = "How many claims.", DefaultValueFactory = _ => 50_000 };
var claims = new Command("claims", "Measures making claims and their files, and writes docs/benchmarks-claims.md.") { claimCount, page };
claims.SetAction(parsed => ClaimFiles.Run(Measurements.Root(), parsed.GetValue(claimCount), parsed.GetValue(page)));

var remitLines = new Option<int>("--lines") { Description = "Remittance lines.", DefaultValueFactory = _ => 100_000 };
var posting = new Option<bool>("--post") { Description = "Post them to SQLite as well." };
var remit = new Command("remit", "Measures matching, sorting and pricing remittance lines, and writes docs/benchmarks-remittances.md.") { remitLines, posting, page };
remit.SetAction(parsed => Remitting.Run(parsed.GetValue(remitLines), parsed.GetValue(posting), parsed.GetValue(page)));

var stored = new Option<int>("--stored") { Description = "Visits in the store of the facility's pages; a twentieth as many patients. 0 leaves them out.", DefaultValueFactory = _ => 2_000_000 };
var alone = new Option<bool>("--facility-alone") { Description = "Only the facility's pages, and only on the terminal." };
var web = new Command("web", "Measures the pages, and writes docs/benchmarks-web.md. Build with ./quarterhour serve --help first.") { page, stored, alone };
web.SetAction(parsed =>
{
    string facility = parsed.GetValue(stored) is > 0 and var visits ? FacilityPages.Measure(Measurements.Root(), visits / 20, visits) : "";
    if (parsed.GetValue(alone)) Console.WriteLine(facility);
    else WebPages.Run(Measurements.Root(), parsed.GetValue(page), facility);
});

return new RootCommand("How fast Quarterhour is, measured.") { make, makeClaims, run, engine, check, search, tables, pairs, x12, x12One, rates, claims, remit, web }.Parse(args).Invoke();
