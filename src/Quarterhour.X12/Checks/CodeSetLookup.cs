namespace Quarterhour.X12;

/// <summary>Whether a value is in a code set that is kept outside of the guides (SNIP type 5).</summary>
/// <param name="set">procedure, modifier, diagnosis, pos, state, zip, taxonomy, npi, carc, rarc, plb or frequency.</param>
/// <param name="value">The value as it stands.</param>
/// <returns>False when the set does not have it; null when it is not known, which gives no finding.</returns>
public delegate bool? CodeSetLookup(string set, ReadOnlySpan<byte> value);
