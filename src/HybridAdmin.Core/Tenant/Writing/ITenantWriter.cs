using HybridAdmin.Core.Changes.Pipeline;

namespace HybridAdmin.Core.Tenant.Writing;

/// <summary>
/// The writing half of the port to a tenant, implemented beside <see cref="ITenant"/>. Visible to Core and the adapters
/// only; within Core, <see cref="ChangePipeline"/> alone uses it.
/// </summary>
internal interface ITenantWriter
{
    /// <summary>
    /// Sends the write once. It is never repeated, with two exceptions in which the service refused it before it was
    /// looked at: a token that was refused is renewed once, and a version of Microsoft Graph that does not know the
    /// path is followed by the next.
    /// </summary>
    /// <exception cref="TenantFault"><see cref="TenantFault.OutcomeUnknown"/>: the answer was lost; only a read tells
    /// what came of it.</exception>
    Task SendAsync(TenantWrite write, CancellationToken cancellationToken);
}
