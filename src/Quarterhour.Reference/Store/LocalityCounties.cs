using Quarterhour.Billing.Tables;

namespace Quarterhour.Reference.Store;

/// <summary>The counties of a payment locality, in CMS's words (LOCCO).</summary>
/// <param name="Locality">The locality.</param>
/// <param name="State">The state's name; empty where the file does not tell it.</param>
/// <param name="Area">CMS's name of the fee schedule area.</param>
/// <param name="Counties">Its counties.</param>
public sealed record LocalityCounties(LocalityId Locality, string State, string Area, string Counties);
