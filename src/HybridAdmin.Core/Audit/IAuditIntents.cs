using HybridAdmin.Core.Changes.Pipeline;

namespace HybridAdmin.Core.Audit;

/// <summary>
/// The half of the log in which changes are announced, implemented beside <see cref="IAuditLog"/>. Visible to Core and
/// the adapters only; within Core, the change pipeline alone uses it, so that an intent is always
/// followed by its change.
/// </summary>
internal interface IAuditIntents
{
    /// <summary>Records an intent; returns the change id.</summary>
    /// <exception cref="AuditUnavailableException">It could not be stored: then nothing may be written.</exception>
    Task<long> BeginAsync(AuditIntent intent, CancellationToken cancellationToken);
}
