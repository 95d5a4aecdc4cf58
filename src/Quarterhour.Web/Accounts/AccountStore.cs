using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using Quarterhour.Practice;
using Quarterhour.Web.Desk;

namespace Quarterhour.Web.Accounts;

/// <summary>Accounts, their second factors, passkeys and keys, in the database of the records.</summary>
sealed class AccountStore(DbContextOptions<AccountStore> options, Office office) : IdentityUserContext<Account>(options)
{
    public DbSet<ApiKeyRow> Keys => Set<ApiKeyRow>();

    protected override Version SchemaVersion => IdentitySchemaVersions.Version3;

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.Entity<Account>().ToTable("account").Property(static account => account.Role).HasConversion<string>();
        builder.Entity<IdentityUserClaim<string>>().ToTable("account_claim");
        builder.Entity<IdentityUserLogin<string>>().ToTable("account_login");
        // secrets of second factors and recovery codes
        builder.Entity<IdentityUserToken<string>>().ToTable("account_token").Property(static token => token.Value).HasConversion(new ValueConverter<string?, string?>(text => text == null ? null : office.Seals.Close(text), text => text == null ? null : office.Seals.Open(text)));
        builder.Entity<IdentityUserPasskey<string>>().ToTable("account_passkey");
        builder.Entity<ApiKeyRow>().ToTable("api_key");
        foreach (var entity in builder.Model.GetEntityTypes())
            if (entity.IsMappedToJson()) entity.SetContainerColumnName("data");
            else
                foreach (var property in entity.GetProperties()) property.SetColumnName(PracticeStore.Snake(property.Name));
    }
}
