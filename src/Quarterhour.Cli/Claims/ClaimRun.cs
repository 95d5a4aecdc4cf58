using Quarterhour.Billing;
using Quarterhour.Billing.Day;
using Quarterhour.Billing.Edits;
using Quarterhour.Billing.Payers;
using Quarterhour.Billing.Visits;
using Quarterhour.Claims;
using Quarterhour.Formats;
using Quarterhour.Formats.Visits;
using Claim = Quarterhour.Claims.Claim;

namespace Quarterhour.Cli.Claims;

/// <summary>One run of <c>claim</c>: bills the visits, prepares their claims, tells what is held, writes the others.</summary>
sealed class ClaimRun(Session session, PayerList payers, ClaimRequest request, Store.ClaimRecording? records = null)
{
    /// <summary>Faults and held claims shown one by one; the rest are counted. All stand in the JSON answer.</summary>
    const int Shown = 50;

    const int ShownVisits = 12;

    readonly Terminal terminal = session.Terminal;
    readonly List<PreparedClaim> prepared = [];

    /// <summary>Visits of patients who have no coverage of the order that was asked for.</summary>
    int notCovered;

    /// <summary>Needs a submitter and a receiver.</summary>
    bool Transmitted => request.Format == "837p";

    public int Run(bool json)
    {
        var practice = Practice();
        using var input = request.Visits == "-" ? terminal.Input : Given.File(request.Visits);
        var source = VisitSource.Open(input, request.Visits == "-" ? "standard input" : request.Visits, written => Spelling.Nearest(written, session.KnownCodes));
        var terms = ContractTerms.Over(payers, [.. practice.Of("contracts"), .. practice.Of("fees")]);
        var run = new BillingRun(session.Tables, terms, request.Accrue);
        Prepare(practice, source, run, new MonthlyMinutes(session.Tables, terms));
        if (!request.Preauthorization) AuthorizedVisits.Hold(prepared, practice, records is null ? null : records.VisitsUnder);
        if (records is not null) records.Number(prepared);
        IReadOnlyList<Claim> claims = [.. prepared.Where(static one => one.Claim is not null).Select(static one => one.Claim!)];
        if (records is not null && Transmitted) claims = records.ToSend(claims, request, practice);
        var files = request.Format switch { "837p" => TransmissionFiles.Write(request, practice, claims, records is null ? null : records.IsTaken), "cms1500" => PaperFiles.Write(request, claims), _ => FhirFiles.Write(request, claims, terminal) };
        if (records is not null) records.Record(files, request.Date);
        if (json) terminal.Json(writer =>
        {
            new ClaimJson(writer).Write(request, prepared, notCovered, files, source);
            writer.WriteString("numbers", records is null ? "content" : "records");
            records?.Write(writer);
        });
        else Show(files);
        Tell(source, run);
        return prepared.Count + notCovered == 0 || source.Faults.Count > 0 ? 2 : prepared.Exists(static one => one.Claim is null) ? 1 : 0;
    }

    PracticeRecords Practice()
    {
        if (request.Practice.Length == 0) throw new UnusableException("--practice: the name of the file is blank; name a YAML file, or a folder of CSV files");
        try
        {
            return PracticeFile.Read(request.Practice, [.. payers.All.Select(static payer => payer.Id)]);
        }
        catch (UnusablePracticeException wrong)
        {
            string more = wrong.Faults.Count > Shown ? $"\n... and {wrong.Faults.Count - Shown} more like these" : "";
            throw new UnusableException(string.Join('\n', wrong.Faults.Take(Shown)) + more);
        }
    }

    void Prepare(PracticeRecords practice, VisitSource source, BillingRun run, MonthlyMinutes monthly)
    {
        var preparation = new ClaimPreparation(practice, static finding => (Words.Message(finding), Words.Fix(finding)), request.Order, Transmitted, request.Preauthorization ? null : request.Date, records is null ? null : records.Decided);
        foreach (var day in source.Days(sorted: false))
            foreach (var bill in run.Bills(monthly.Note(day)))
                if (!preparation.Covers(bill.Visit)) notCovered++;
                else prepared.Add(request.Format == "cms1500" ? PaperFiles.Fitting(preparation.Prepare(bill)) : preparation.Prepare(bill));
    }

    void Show(IReadOnlyList<WrittenFile> files)
    {
        var held = prepared.FindAll(static one => one.Claim is null);
        // by reason, not by claim: one fault of the practice file may hold many
        var reasons = held.SelectMany(static one => one.Holds.Select(hold => (Hold: hold, one.Bill.Visit))).GroupBy(static one => one.Hold, static one => one.Visit).OrderByDescending(static reason => reason.Count()).ToList();
        foreach (var reason in reasons.Take(Shown)) Show(reason.Key, [.. reason]);
        if (reasons.Count > Shown) terminal.Paragraph($"... and {reasons.Count - Shown} more reasons; --json lists them all");
        if (held.Count > 0) terminal.Out.WriteLine();
        if (notCovered > 0) terminal.Paragraph($"left out: {notCovered} {(notCovered == 1 ? "visit" : "visits")} of patients without {request.Order.ToString()!.ToLowerInvariant()} coverage");
        if (prepared.Count == 0) return;
        int left = records?.LeftOut ?? 0, written = prepared.Count - held.Count - left;
        terminal.Heading($"{prepared.Count} {(prepared.Count == 1 ? "visit" : "visits")}: {written} {(written == 1 ? "claim" : "claims")} written, {held.Count} held{(left > 0 ? $", {left} sent before and left out" : "")}");
        var kinds = new TextTable(new TextColumn(Right: true), new TextColumn());
        foreach (var kind in held.SelectMany(static one => one.Holds.Select(static hold => hold.Kind.Id).Distinct()).CountBy(static id => id).OrderByDescending(static kind => kind.Value).ThenBy(static kind => kind.Key, StringComparer.Ordinal)) kinds.Add($"  {kind.Value}", kind.Key);
        terminal.Lines(kinds.Lines(terminal.Width));
        foreach (var file in files) Show(file);
        records?.Show(terminal);
        if (Transmitted && records is null && files.Count > 0) terminal.Paragraph("Numbers follow from what is sent, and nobody keeps count of them; with --record none is used twice.");
        if (files.Count == 0) terminal.Paragraph("nothing was written");
    }

    void Show(Hold hold, IReadOnlyList<Visit> visits)
    {
        terminal.Paragraph($"■ {hold.Kind.Id}: {hold.Message} ({hold.Where})", "", "  ");
        terminal.Paragraph(hold.Fix, "  ", "  ");
        terminal.Paragraph(visits is [var only] ? $"holds {only.Id}, {only.Date:yyyy-MM-dd}, {only.Patient}, {only.Payer}"
            : $"holds {visits.Count} claims: {string.Join(", ", visits.Take(ShownVisits).Select(static visit => visit.Id))}{(visits.Count > ShownVisits ? ", ..." : "")}", "  ", "    ");
    }

    void Show(WrittenFile file)
    {
        terminal.Out.WriteLine();
        terminal.Paragraph($"{file.Path}{(file.Receiver is null ? "" : $", to {file.Receiver}")}{(file.Control is { } control ? $", control number {control:D9}" : "")}");
        var table = new TextTable(new TextColumn("  payer"), new TextColumn("batch"), new TextColumn("claims", true), new TextColumn("charged", true), new TextColumn("expected", true), new TextColumn());
        foreach (var batch in file.Claims.GroupBy(static one => (Payer: one.Claim.Coverage.Payer.Id, one.Batch)))
        {
            decimal?[] expected = [.. batch.SelectMany(static one => one.Claim.Lines).Select(static line => line.Expected?.Allowed)];
            table.Add("  " + batch.Key.Payer, batch.Key.Batch ?? "", $"{batch.Count()}", $"{batch.Sum(static one => one.Claim.Charge):F2}", expected.Contains(null) ? "○ no price" : $"{expected.Sum():F2}");
        }
        terminal.Lines(table.Lines(terminal.Width));
    }

    void Tell(VisitSource source, BillingRun run)
    {
        foreach (var fault in source.Faults.Take(Shown)) terminal.Error.WriteLine(fault);
        if (source.Faults.Count > Shown) terminal.Error.WriteLine($"... and {source.Faults.Count - Shown} more like these; --json lists them all");
        if (source.Faults.Count > 0) terminal.Error.WriteLine($"{source.Rejected} {(source.Rejected == 1 ? "visit was" : "visits were")} left out; minutes of theirs are missing in the units of the same patient's day");
        else if (prepared.Count + notCovered == 0) terminal.Error.WriteLine($"{request.Visits}: holds no visit; a header alone, or an empty list, gives no claim");
        foreach (var note in TableDates.Notes(run.StandIns)) terminal.Note($"{Words.Message(note)} {Words.Fix(note)}");
    }
}
