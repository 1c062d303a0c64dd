using Microsoft.EntityFrameworkCore;

namespace HybridAdmin.Storage.Model;

/// <summary>
/// The tables of hybridadmin.db. One instance per operation; see <see cref="Database.CreateContext"/>.
/// </summary>
internal sealed class HybridAdminContext(DbContextOptions<HybridAdminContext> options) : DbContext(options)
{
    public DbSet<AuditRecord> AuditRecords => Set<AuditRecord>();

    public DbSet<AuditAttribute> AuditAttributes => Set<AuditAttribute>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<AuditRecord>(record =>
        {
            record.ToTable("AuditRecords");
            record.HasKey(r => r.Sequence);
            record.Property(r => r.Sequence).ValueGeneratedNever();

            // A change has one intent and one outcome. A new unique index needs a line in the table's NoReplace
            // trigger.
            record.HasIndex(r => new { r.ChangeId, r.Kind }).IsUnique();
            record.HasIndex(r => r.AtTicks);
            record.HasIndex(r => new { r.TargetId, r.Sequence });
            record.HasIndex(r => new { r.CorrelationId, r.Sequence });
            record.HasIndex(r => r.RevertsChangeId);
        });
        modelBuilder.Entity<AuditAttribute>(attribute =>
        {
            attribute.ToTable("AuditAttributes");
            attribute.HasKey(a => new { a.ChangeId, a.Attribute });
            attribute.HasIndex(a => new { a.Attribute, a.ChangeId });
            attribute.HasOne<AuditRecord>().WithMany().HasForeignKey(a => a.ChangeId).OnDelete(DeleteBehavior.Restrict);
        });
    }
}
