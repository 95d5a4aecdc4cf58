namespace Quarterhour.Rates.Files;

/// <summary>A file that a table of contents names.</summary>
/// <param name="Location">Its address, signature and all.</param>
/// <param name="Description">As the payer describes it.</param>
/// <param name="Kind"><c>in-network-rates</c> or <c>allowed-amounts</c>.</param>
public sealed record ListedFile(string Location, string? Description, string Kind);

/// <summary>A plan that a table of contents names.</summary>
public sealed record ListedPlan(string? Name, string? IdType, string? Id, string? MarketType, string? Issuer, string? Sponsor);
