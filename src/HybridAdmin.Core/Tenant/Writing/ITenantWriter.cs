using HybridAdmin.Core.Changes.Pipeline;

namespace HybridAdmin.Core.Tenant.Writing;

/// <summary>
/// The writing half of the port to a tenant, implemented with <see cref="ITenant"/>. Visible to Core and the adapters
/// only; within Core, <see cref="ChangePipeline"/> alone uses it.
/// </summary>
internal interface ITenantWriter
{
    /// <summary>
    /// Sends the write once. It is never repeated, with two exceptions in which the service refused it before
    /// processing: a refused token is renewed once, and if a version of Microsoft Graph does not know the path, the
    /// next version is tried.
    /// </summary>
    /// <exception cref="TenantFault"><see cref="TenantFault.OutcomeUnknown"/>: the answer was lost; only a read can
    /// determine the outcome.</exception>
    Task SendAsync(TenantWrite write, CancellationToken cancellationToken);
}
