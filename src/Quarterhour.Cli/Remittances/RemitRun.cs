using System.Text.Json;
using Quarterhour.Billing.Denials;
using Quarterhour.Claims.Remittances;
using Quarterhour.Cli.X12;
using Quarterhour.Formats;
using Quarterhour.Formats.Denials;

namespace Quarterhour.Cli.Remittances;

/// <summary>Shows remittances to people and programs.</summary>
/// <param name="session">The session.</param>
/// <param name="files">What was named.</param>
/// <param name="worklist">Only what was refused is shown.</param>
/// <param name="post">Where it is posted; null where it is only read.</param>
sealed class RemitRun(Session session, string[] files, bool worklist, RemitRun.Target? post = null)
{
    /// <summary>Which records.</summary>
    internal sealed record Target(Store.StoreOption Store, System.CommandLine.ParseResult Parsed);

    /// <summary>Lines of one cause shown where the worklist was not asked for.</summary>
    const int Shown = 10;

    RemitPosting? posting;

    Terminal Terminal => session.Terminal;

    public int Run(bool json)
    {
        // a name that can't be opened is told before anything is written
        foreach (string path in files)
            if (path != "-") Given.File(path).Dispose();
        var contents = post is null ? null : files.Select(path => (Path: path, Content: Store.StoreOption.Bytes(path, Terminal))).ToList();
        var read = files.Select((path, i) => ReadRemittance.Of(path, session, contents?[i].Content)).ToList();
        if (contents is not null) Post(contents, post!);
        if (json) Terminal.Json(writer => Write(writer, read));
        else
        {
            for (int i = 0; i < files.Length; i++)
            {
                if (files.Length > 1) Terminal.Heading(X12Input.Name(files[i]));
                if (!worklist) Show(read[i]);
            }
            Worklist(read);
            posting?.Show(Terminal);
        }
        for (int i = 0; i < files.Length; i++)
        {
            string name = X12Input.Name(files[i]);
            if (read[i].Broken is { } broken) Terminal.Error.WriteLine($"quarterhour: {name}: {broken}: the file is not whole. Ask for it again before it is posted");
            if (read[i].OtherFindings > 0) Terminal.Note($"{name}: {read[i].OtherFindings} other {(read[i].OtherFindings == 1 ? "finding" : "findings")} about its form; quarterhour x12 check lists {(read[i].OtherFindings == 1 ? "it" : "them")}");
        }
        if (posting is { Refused: true })
        {
            posting.Tell(Terminal);
            return 2;
        }
        return read.Exists(static one => one.NeedsPerson) || posting is { NeedsPerson: true } ? 1 : 0;
    }

    void Post(List<(string Path, byte[] Content)> contents, Target target)
    {
        using var store = target.Store.Open(target.Parsed);
        posting = RemitPosting.Run(session, contents, store);
    }

    void Show(ReadRemittance read)
    {
        foreach (var payment in read.Payments)
        {
            var head = payment.Payment;
            Terminal.Heading($"{head.Trace}  {(head.Date is { } day ? $"{day:yyyy-MM-dd}" : "no date")}  {head.Payer?.Name}  {head.Amount:0.00}");
            Terminal.Paragraph($"{Count(payment.Claims, "claim")}, {Count(payment.Lines, "line")}, {(payment.Balanced ? "balanced" : "does not balance")}", "  ", "  ");
            var table = new TextTable(new TextColumn(), new TextColumn(Right: true));
            table.Add("  charged", $"{payment.Charged:0.00}");
            foreach (var (kind, amount) in payment.Differences)
                if (amount != 0) table.Add("  " + Words(kind), $"{-amount:0.00}");
            table.Add("  paid for claims", $"{payment.Paid:0.00}");
            foreach (var one in head.ProviderAdjustments) table.Add($"  outside of claims, {one.Reason} {one.Number}", $"{-one.Amount:0.00}");
            Terminal.Lines(table.Lines(Terminal.Width));
        }
        foreach (var one in read.Imbalances)
            Terminal.Paragraph($"{one.Level} {one.Where}: {one.Found:0.00} stands there, {one.Expected:0.00} comes of charges and adjustments", "■ ", "  ");
        foreach (var (trace, one) in read.KeptBack)
            Terminal.Paragraph($"{one.Amount:0.00} of {trace} was kept back beside the claims ({one.Reason}, {(one.Number.Length > 0 ? one.Number : "no number")}): find the claim and the letter that ask for it", "▲ ", "  ");
        foreach (var (claim, doubt) in read.Doubts) Terminal.Paragraph($"claim {claim}: {doubt.Message}", "▲ ", "  ");
    }

    void Worklist(List<ReadRemittance> read)
    {
        var all = read.SelectMany(static one => one.Denials).ToList();
        if (all.Count == 0)
        {
            if (worklist) Terminal.Paragraph("nothing was refused");
            return;
        }
        if (!worklist || files.Length > 1) Terminal.Out.WriteLine();
        Terminal.Heading($"Refused: {all.Sum(static one => one.Amount):0.00} in {Count(all.Count, "line")}");
        foreach (var cause in all.GroupBy(static one => (one.Code, one.Group)).OrderByDescending(static group => group.Sum(static one => one.Amount)).ThenBy(static group => group.Key.Code, StringComparer.Ordinal))
        {
            var meaning = cause.First().Meaning;
            Terminal.Out.WriteLine();
            string code = cause.Key.Code.Length == 0 ? "no code" : $"{cause.Key.Group}-{cause.Key.Code}";
            Terminal.Heading($"{code}  {meaning?.About ?? "not explained here"}  {cause.Sum(static one => one.Amount):0.00}");
            if (meaning is null) Terminal.Paragraph(cause.Key.Code.Length == 0 ? "The payer calls the claim denied and gives no reason. Ask for it." : "The code is not explained here. Look it up, or ask the payer.", "  ", "  ");
            else
            {
                Terminal.Paragraph(meaning.Cause, "  ", "  ");
                foreach (var further in cause.SelectMany(static one => one.Further).DistinctBy(static one => one.Code)) Terminal.Paragraph($"{further.Code}: {further.Cause} {further.Fix}", "  ", "  ");
                Terminal.Paragraph($"to do: {meaning.Fix}", "  ", "  ");
                if (worklist)
                {
                    Terminal.Paragraph($"owes: {DenialBook.Owes(cause.Key.Group, meaning) ?? "the group code is not known"}", "  ", "  ");
                    Terminal.Paragraph($"deadline: {DenialDocument.Deadline(meaning)}", "  ", "  ");
                    if (meaning.PreventedBy.Length + meaning.HeldBy.Length > 0) Terminal.Paragraph($"told before sending by: {string.Join(", ", DenialDocument.Findings(meaning).Concat(meaning.HeldBy))}", "  ", "  ");
                }
            }
            var table = new TextTable(new TextColumn(), new TextColumn(), new TextColumn(), new TextColumn(), new TextColumn(Right: true), new TextColumn());
            int most = worklist ? int.MaxValue : Shown;
            foreach (var one in cause.OrderByDescending(static one => one.Amount).ThenBy(static one => one.Claim, StringComparer.Ordinal).Take(most))
                table.Add("  " + one.Claim, one.Line is { } line ? $"line {line}" : "claim", one.Procedure ?? "", one.Date is { } day ? $"{day:yyyy-MM-dd}" : "", $"{one.Amount:0.00}", string.Join(' ', one.Remarks));
            Terminal.Lines(table.Lines(Terminal.Width));
            if (cause.Count() > most) Terminal.Paragraph($"... and {cause.Count() - most} more; --denials lists them all", "  ", "  ");
        }
    }

    void Write(Utf8JsonWriter json, List<ReadRemittance> read)
    {
        if (files.Length == 1)
        {
            RemitJson.Write(json, read[0], worklist);
            posting?.Write(json);
            return;
        }
        json.WriteStartArray("files");
        for (int i = 0; i < files.Length; i++)
        {
            json.WriteStartObject();
            json.WriteString("file", files[i]);
            RemitJson.Write(json, read[i], worklist);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        posting?.Write(json);
    }

    static string Count(int count, string word) => $"{count} {word}{(count == 1 ? "" : "s")}";

    internal static string Words(DifferenceKind kind) => kind switch
    {
        DifferenceKind.Contract => "contract adjustment",
        DifferenceKind.Mppr => "multiple procedure reduction",
        DifferenceKind.Assistant => "assistant's reduction",
        DifferenceKind.Sequestration => "sequestration",
        DifferenceKind.Incentive => "quality program",
        DifferenceKind.Deductible => "patient: deductible",
        DifferenceKind.Coinsurance => "patient: coinsurance",
        DifferenceKind.Copayment => "patient: copayment",
        DifferenceKind.OtherPayer => "another payer's part",
        DifferenceKind.Interest => "interest",
        DifferenceKind.Denial => "refused",
        DifferenceKind.Underpayment => "underpaid",
        DifferenceKind.Overpayment => "overpaid",
        DifferenceKind.Takeback => "kept or taken back",
        _ => "not explained",
    };
}
