namespace Quarterhour.Rates.Validation;

/// <summary>Members that an object needs: always, or because of others.</summary>
sealed class Completeness(Faults faults)
{
    /// <summary>What an object lacks.</summary>
    public void Check(Node node, ulong there, ReadOnlySpan<int> values, long offset)
    {
        if ((there & node.Needed) == node.Needed && (node.Conditions.Length == 0 || node.Holds(there, values))) return;
        for (int i = 0; i < node.Members.Length; i++)
            if (node.Members[i].Required && (there & 1ul << i) == 0) Missing(node.Members[i].Name, offset, "required", $"{node.Members[i].Name} is missing");
        foreach (var condition in node.Conditions)
        {
            if (condition.Rule is "any-of" or "one-of")
            {
                int count = condition.Then.Count(name => Has(node, there, name));
                if (count == 0) Missing(condition.Then[0], offset, "required", $"one of {string.Join(" and ", condition.Then)} is missing");
                else if (count > 1 && condition.Rule == "one-of") faults.Add(offset, "one-of", $"{string.Join(" and ", condition.Then)} stand together; only one of them may");
                continue;
            }
            int member = Array.FindIndex(node.Members, one => one.Name == condition.If);
            if ((there & 1ul << member) == 0) continue;
            if (condition.Is is { } value && (values[member] < 0 || node.Members[member].Node.OneOf[values[member]] != value)) continue;
            foreach (string name in condition.Then)
                if (!Has(node, there, name) && !Required(node, name)) Missing(name, offset, condition.Rule, condition.Is is null ? $"{condition.If} is there and {name} is missing" : $"{condition.If} is {condition.Is} and {name} is missing");
        }
    }

    readonly HashSet<(long, string)> told = [];

    /// <summary>Of five members that need each other, one that is missing is told once.</summary>
    void Missing(string name, long offset, string rule, string message)
    {
        if (rule == "dependency" && !told.Add((offset, name))) return;
        faults.Enter(name);
        faults.Add(offset, rule, message);
        faults.Leave();
    }

    static bool Required(Node node, string name) => Array.Exists(node.Members, one => one.Name == name && one.Required);

    static bool Has(Node node, ulong there, string name) => Array.FindIndex(node.Members, one => one.Name == name) is >= 0 and var at && (there & 1ul << at) != 0;
}
