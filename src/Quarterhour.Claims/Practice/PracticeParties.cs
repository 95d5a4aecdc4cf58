namespace Quarterhour.Claims;

/// <summary>Entries of the practice file as the parties of claims, apart from any claim; null where something needed is missing or wrong.</summary>
public static class PracticeParties
{
    public static Patient? Patient(PracticeEntry entry) => PartyReading.Patient(entry, Nowhere());

    public static Facility? Facility(PracticeEntry entry) => PartyReading.Facility(entry, Nowhere());

    public static Provider? Provider(PracticeEntry entry) => PartyReading.Provider(entry, Nowhere(), treats: false);

    public static PayerIdentity? Payer(PracticeEntry entry) => PartyReading.Payer(entry, null, Nowhere());

    public static Coverage? Coverage(PracticeEntry entry, PracticeEntry payer) => PartyReading.Coverage(entry, Payer(payer), Nowhere());

    /// <summary>What is wrong is told where a claim needs it.</summary>
    static HoldList Nowhere() => new(new() { Id = "", Date = default, Payer = "", Discipline = default, Interventions = [] });
}
