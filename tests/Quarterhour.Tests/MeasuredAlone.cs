using Xunit;

namespace Quarterhour.Tests;

/// <summary>Tests that measure this process's memory run when no other does.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class MeasuredAlone
{
    public const string Name = "measured alone";
}
