namespace Quarterhour.Simulation;

/// <summary>What the simulated payer does with a claim.</summary>
enum PayersWhim
{
    Pays, HidesReduction, DropsModifiers, SplitsLines, DeniesLine, DeniesUnits, BundlesLine, DeniesClaim, Underpays, Overpays, Forces, LosesNumber, ReversesAndCorrects, DeniesThenPays, TakesDeductible, RejectsBeforehand, StaysSilent,
}
