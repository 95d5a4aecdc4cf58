using Xunit;

namespace Quarterhour.Tests;

/// <summary>Tests of what the whole process does: none runs beside them.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;
