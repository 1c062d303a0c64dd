using HybridAdmin.Core.Changes.Pipeline;

namespace HybridAdmin.Core.Audit;

/// <summary>
/// The part of the log that records intents, implemented together with <see cref="IAuditLog"/>. Visible to Core and the
/// adapters only. Within Core only the change pipeline uses it, so that every intent is followed by its change.
/// </summary>
internal interface IAuditIntents
{
    /// <summary>Records an intent; returns the change id.</summary>
    /// <exception cref="AuditUnavailableException">
    /// The intent could not be stored; nothing may be written to a directory.
    /// </exception>
    Task<long> BeginAsync(AuditIntent intent, CancellationToken cancellationToken);
}
