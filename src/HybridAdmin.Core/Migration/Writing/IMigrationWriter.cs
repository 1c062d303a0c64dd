using HybridAdmin.Core.Tenant;
using HybridAdmin.Core.Tenant.Writing;

namespace HybridAdmin.Core.Migration.Writing;

/// <summary>
/// The writing half of the port to the migration service, implemented with <see cref="IMigration"/>. Visible and used
/// in the same way as <see cref="ITenantWriter"/>.
/// </summary>
internal interface IMigrationWriter
{
    /// <summary>Sends the write once; it is never repeated.</summary>
    /// <exception cref="TenantFault"><see cref="TenantFault.OutcomeUnknown"/>: the answer was lost; only a read can
    /// determine the outcome.</exception>
    Task CarryOutAsync(MigrationWrite write, CancellationToken cancellationToken);
}
