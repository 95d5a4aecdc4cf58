namespace Quarterhour.Reference.Search;

/// <summary>How a question about a condition becomes the words of the classification: short forms are written out, and what the trade says is put in the classification's words.</summary>
sealed class QuestionWords
{
    readonly SearchWords words;
    readonly Vocabulary said = new();
    readonly Dictionary<string, List<(string[] Said, string[] Meant)>> sayings = new(StringComparer.Ordinal);

    /// <param name="forms">Short forms with what they stand for.</param>
    /// <param name="sayings">What is said, with the classification's words for it; both in plain text.</param>
    public QuestionWords(IReadOnlyDictionary<string, string> forms, IEnumerable<(string Said, string Meant)> sayings)
    {
        words = new(forms);
        foreach (var (said, meant) in sayings)
        {
            string[] own = Terms(said);
            foreach (string term in own) this.said.Add(term);
            if (!this.sayings.TryGetValue(own[0], out var same)) this.sayings.Add(own[0], same = []);
            same.Add((own, Terms(meant)));
        }
        this.said.Close();
        foreach (var same in this.sayings.Values) same.Sort((a, b) => b.Said.Length.CompareTo(a.Said.Length));
    }

    string[] Terms(string text) => [.. words.Of(text).Select(word => word.Term)];

    /// <summary>The readings of a question: in the classification's words where something has one, and as it was asked.</summary>
    /// <param name="known">Says of a term whether a title holds it.</param>
    public IReadOnlyList<string[]> Of(string question, Func<string, bool> known)
    {
        string[] asked = Terms(question);
        string[] original = [.. asked.Distinct()];
        for (int i = 0; i < asked.Length; i++)
            // a slip of the keys in what is said: "facsiitis"
            if (asked[i].Length > 4 && !known(asked[i]) && !said.Knows(asked[i]) && said.Find(asked[i]) is { Count: > 0 } near) asked[i] = said[near.MaxBy(one => one.Sure).Term];
        List<string> meant = [];
        bool changed = false;
        for (int i = 0; i < asked.Length;)
        {
            var saying = sayings.GetValueOrDefault(asked[i])?.Find(one => asked.AsSpan(i).StartsWith(one.Said));
            if (saying is { Said: not null } whole)
            {
                meant.AddRange(whole.Meant);
                i += whole.Said.Length;
                changed = true;
            }
            else meant.Add(asked[i++]);
        }
        return changed ? [[.. meant.Distinct()], original] : [original];
    }
}
