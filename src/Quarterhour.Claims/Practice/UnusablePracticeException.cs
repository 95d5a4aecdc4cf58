namespace Quarterhour.Claims;

/// <summary>A practice file that can't be used, with all that is wrong with it.</summary>
public sealed class UnusablePracticeException(IReadOnlyList<PracticeFault> faults) : Exception(string.Join('\n', faults))
{
    public IReadOnlyList<PracticeFault> Faults => faults;
}
