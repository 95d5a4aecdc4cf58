namespace Quarterhour.Claims;

/// <summary>A section of the practice file: entries with the same fields.</summary>
/// <param name="Name">Its key in YAML, and its file's name as CSV.</param>
/// <param name="Says">What stands in it.</param>
/// <param name="Keyed">Entries have an id, which stands once.</param>
/// <param name="Fields">In the order of the guide.</param>
public sealed record PracticeSection(string Name, string Says, bool Keyed, IReadOnlyList<PracticeField> Fields)
{
    public PracticeField? Find(string name) => Fields.FirstOrDefault(field => field.Name == name);
}
