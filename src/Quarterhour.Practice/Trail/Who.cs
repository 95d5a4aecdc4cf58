namespace Quarterhour.Practice;

/// <summary>Who reads or changes.</summary>
/// <param name="Account">The account's id; blank for the program itself.</param>
/// <param name="Name">As the trail and signatures show it.</param>
public sealed record Who(string Account, string Name)
{
    /// <summary>The program, started by whoever has the machine.</summary>
    public static readonly Who Program = new("", "quarterhour");
}
