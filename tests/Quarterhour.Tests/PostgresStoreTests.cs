using Xunit;

namespace Quarterhour.Tests;

/// <summary>The same on PostgreSQL.</summary>
public sealed class PostgresStoreTests(Postgres server) : StoreTests, IClassFixture<Postgres>
{
    protected override string Fresh() => server.Database();
}
