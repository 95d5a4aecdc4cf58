using Microsoft.EntityFrameworkCore;
using Quarterhour.Practice.Rows;

namespace Quarterhour.Practice;

/// <summary>The practice's own records, visits, appointments and the trail.</summary>
public sealed partial class PracticeStore
{
    /// <summary>The facilities whose records this store shows, by their words; null shows all. Every query keeps to them, whoever writes it.</summary>
    public IReadOnlyList<string>? Seen { get; set; }

    public DbSet<RecordRow> Records => Set<RecordRow>();

    public DbSet<VisitRow> Visits => Set<VisitRow>();

    public DbSet<AddendumRow> Addenda => Set<AddendumRow>();

    public DbSet<AppointmentRow> Appointments => Set<AppointmentRow>();

    public DbSet<RecordFileRow> RecordFiles => Set<RecordFileRow>();

    public DbSet<AuditRow> Trail => Set<AuditRow>();

    internal DbSet<AuditHeadRow> TrailHead => Set<AuditHeadRow>();

    void MapRecords(ModelBuilder model)
    {
        model.Entity<RecordRow>().ToTable("record").HasQueryFilter(row => Seen == null || row.Facility == "" || Seen.Contains(row.Facility)).Property(static row => row.Version).IsConcurrencyToken();
        model.Entity<VisitRow>().ToTable("visit").HasQueryFilter(row => Seen == null || Seen.Contains(row.Facility)).Property(static row => row.Version).IsConcurrencyToken();
        model.Entity<AddendumRow>().ToTable("addendum");
        model.Entity<AppointmentRow>().ToTable("appointment").HasQueryFilter(row => Seen == null || Seen.Contains(row.Facility)).Property(static row => row.Version).IsConcurrencyToken();
        model.Entity<RecordFileRow>().ToTable("record_file").HasQueryFilter(row => Seen == null || row.Facility == "" || Seen.Contains(row.Facility));
        model.Entity<AuditRow>().ToTable("audit_entry").HasQueryFilter(row => Seen == null || row.Facility == "" || Seen.Contains(row.Facility)).HasKey(static row => row.Number);
        model.Entity<AuditRow>().Property(static row => row.Number).ValueGeneratedNever();
        model.Entity<AuditHeadRow>().ToTable("audit_head").HasKey(static row => row.One);
        model.Entity<ClaimRow>().HasQueryFilter(row => Seen == null || Seen.Contains(row.Facility));
        // what hangs on a claim is seen by who sees the claim; money and tasks of no claim are for who sees every facility
        model.Entity<ClaimLineRow>().HasQueryFilter(row => Seen == null || Claims.Any(claim => claim.Number == row.Claim));
        model.Entity<ClaimEventRow>().HasQueryFilter(row => Seen == null || Claims.Any(claim => claim.Number == row.Claim));
        model.Entity<DecisionRow>().HasQueryFilter(row => Seen == null || Claims.Any(claim => claim.Number == row.Claim));
        model.Entity<PostingRow>().HasQueryFilter(row => Seen == null || Claims.Any(claim => claim.Number == row.Claim));
        model.Entity<QueueItemRow>().HasQueryFilter(row => Seen == null || Claims.Any(claim => claim.Number == row.Claim));
        model.Entity<RemittanceRow>().HasQueryFilter(row => Seen == null || Decisions.Any(decision => decision.Remittance == row.Id));
    }

    /// <summary>An id that nobody guesses and that says nothing.</summary>
    public static string NewId() => Convert.ToHexStringLower(System.Security.Cryptography.RandomNumberGenerator.GetBytes(12));
}
