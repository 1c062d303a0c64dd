using HybridAdmin.Core.Audit;
using HybridAdmin.Core.Changes.Writers;
using HybridAdmin.Core.Directory;
using HybridAdmin.Core.Migration;
using HybridAdmin.Core.Migration.Writing;
using HybridAdmin.Core.Tenant;
using HybridAdmin.Core.Tenant.Writing;

namespace HybridAdmin.Testing;

/// <summary>
/// The writing halves of the ports, for tests of their implementations and for concurrent changes in a test. In the
/// product they are visible to the pipeline only.
/// </summary>
public static class WritingPorts
{
    public static Task ModifyAsync(
        this IDirectorySession session,
        DirectoryModification modification,
        CancellationToken cancellationToken
    ) => ((IDirectoryWriter)session).ModifyAsync(modification, cancellationToken);

    public static Task<DirectoryEntry?> ModifyAndReadAsync(
        this IDirectorySession session,
        DirectoryModification modification,
        IReadOnlyCollection<string> attributes,
        CancellationToken cancellationToken
    ) => ((IDirectoryWriter)session).ModifyAndReadAsync(modification, attributes, cancellationToken);

    public static Task SendAsync(this ITenant tenant, TenantWrite write, CancellationToken cancellationToken) =>
        ((ITenantWriter)tenant).SendAsync(write, cancellationToken);

    /// <summary>Sends the changes as one write.</summary>
    public static Task SendAsync(this ITenant tenant, TenantTarget target, params AttributeChange[] changes) =>
        tenant.SendAsync(TenantWrites.Of(target, changes), CancellationToken.None);

    public static Task CarryOutAsync(
        this IMigration migration,
        MigrationWrite write,
        CancellationToken cancellationToken
    ) => ((IMigrationWriter)migration).CarryOutAsync(write, cancellationToken);

    public static Task<long> BeginAsync(
        this IAuditLog audit,
        AuditIntent intent,
        CancellationToken cancellationToken
    ) => ((IAuditIntents)audit).BeginAsync(intent, cancellationToken);
}
