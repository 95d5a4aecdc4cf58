using System.Globalization;

namespace Quarterhour.Claims;

/// <summary>An authorization stands for so many visits: those claimed before count first, then those at hand in the order of their days.</summary>
public static class AuthorizedVisits
{
    /// <summary>Holds the claims of visits beyond those for which their authorization stands.</summary>
    /// <param name="prepared">Claims that would be sent.</param>
    /// <param name="practice">The practice file.</param>
    /// <param name="earlier">Of a patient and an authorization's number the visits that were claimed under it before; null where nobody keeps them.</param>
    public static void Hold(IList<PreparedClaim> prepared, PracticeRecords practice, Func<string, string, IEnumerable<string>>? earlier = null)
    {
        ArgumentNullException.ThrowIfNull(prepared);
        ArgumentNullException.ThrowIfNull(practice);
        var under = Enumerable.Range(0, prepared.Count).Where(i => prepared[i].Claim is { Authorization: not null, Frequency: not ClaimFrequency.Void }).GroupBy(i => (Patient: prepared[i].Claim!.Patient.Id, Number: prepared[i].Claim!.Authorization!));
        foreach (var some in under.ToList())
        {
            var entries = practice.Of("authorizations", "patient", some.Key.Patient).Where(entry => string.Equals(entry.Text("number"), some.Key.Number, StringComparison.Ordinal)).ToList();
            // several entries of one number, as for two disciplines, each say how many; one that does not say sets no bound
            int most = 0;
            foreach (var entry in entries) most = most < 0 || !int.TryParse(entry.Text("visits"), NumberStyles.None, CultureInfo.InvariantCulture, out int visits) ? -1 : most + visits;
            if (entries.Count == 0 || most < 0) continue;
            var used = (earlier?.Invoke(some.Key.Patient, some.Key.Number) ?? []).ToHashSet(StringComparer.Ordinal);
            int before = used.Count;
            foreach (int i in some.OrderBy(i => prepared[i].Claim!.Date).ThenBy(i => prepared[i].Claim!.Visit, StringComparer.Ordinal))
            {
                var claim = prepared[i].Claim!;
                if (used.Contains(claim.Visit)) continue;
                if (used.Count < most)
                {
                    used.Add(claim.Visit);
                    continue;
                }
                var holds = new HoldList(prepared[i].Bill.Visit);
                holds.Of(entries[0], HoldKind.Authorization, "visits", $"authorization {some.Key.Number} is for {most} {(most == 1 ? "visit" : "visits")}, all used{(before > 0 ? $", {before} of them before" : "")}; visit {claim.Visit} is beyond them");
                prepared[i] = prepared[i] with { Claim = null, Holds = [.. holds.All] };
            }
        }
    }
}
