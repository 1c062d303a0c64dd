namespace HybridAdmin.Core.Cloud;

/// <summary>
/// The part of the port that changes the tenant, and the read that goes with it. Only ChangeRunner writes.
/// </summary>
public interface ITenantWriting
{
    /// <summary>The object's present values, live and from Exchange itself; null: it is not there.</summary>
    /// <exception cref="CloudFault">Among others Denied: the application may not read it.</exception>
    Task<CloudValues?> ReadValuesAsync(CloudTarget target, CancellationToken cancellationToken);

    /// <summary>
    /// Sends the write once. It is never repeated, with two exceptions in which the service refused it before it was
    /// looked at: a token that was refused is renewed once, and a version of Microsoft Graph that does not know the
    /// path is followed by the next.
    /// </summary>
    /// <exception cref="CloudFault"><see cref="CloudFault.OutcomeUnknown"/>: the answer was lost; only a read tells
    /// what came of it.</exception>
    Task SendAsync(CloudWrite write, CancellationToken cancellationToken);
}
