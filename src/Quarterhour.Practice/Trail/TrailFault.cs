namespace Quarterhour.Practice;

/// <summary>The first entry of the trail that is not as it was written.</summary>
/// <param name="Entry">Its number.</param>
/// <param name="Message">What is wrong with it.</param>
public sealed record TrailFault(long Entry, string Message);
