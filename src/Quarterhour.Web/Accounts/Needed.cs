namespace Quarterhour.Web.Accounts;

/// <summary>What an address asks, as it declares it.</summary>
sealed record Needed(May What);

/// <summary>Declares it: <c>pages.MapGet("/claims", Claims).Needs(May.SeeClaims)</c>. An address that declares nothing answers nobody.</summary>
static class NeededDeclarations
{
    public static TBuilder Needs<TBuilder>(this TBuilder builder, May what) where TBuilder : IEndpointConventionBuilder => builder.WithMetadata(new Needed(what));
}
