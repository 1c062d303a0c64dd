namespace HybridAdmin.Core.Tenant;

/// <summary>The kinds of tenant faults, independent of the adapter.</summary>
public enum TenantFaultKind
{
    /// <summary>No answer: name, network, time-out, or an answer that could not be read to its end.</summary>
    Unreachable,

    /// <summary>The sign-in of the application was refused, or a permission or role is missing (401, 403).</summary>
    Denied,

    /// <summary>The object, or the tenant itself, does not exist (404, ManagementObjectNotFoundException).</summary>
    NotFound,

    /// <summary>The value belongs to another object, or the object has changed (409, 412).</summary>
    Conflict,

    /// <summary>
    /// The service requires a longer delay than is acceptable, or was busy at every attempt (429, 503, 504).
    /// </summary>
    Throttled,

    /// <summary>Any other answer; the server's text describes it.</summary>
    Refused,
}

/// <summary>
/// A fault of the tenant. <see cref="Exception.Message"/> is a sentence for people; the server's own text is in
/// <see cref="ServerText"/>. Match on <see cref="Kind"/> and <see cref="Code"/>, never on a text.
/// </summary>
public sealed class TenantFault(TenantFaultKind kind, string message, Exception? inner = null)
    : Exception(message, inner)
{
    public TenantFaultKind Kind { get; } = kind;

    /// <summary>
    /// Indicates whether the tenant currently cannot be used for any request. On-premises work continues, and pages
    /// show the time since when.
    /// </summary>
    public bool IsAway => Kind is TenantFaultKind.Unreachable or TenantFaultKind.Throttled || IsSignInRefused;

    /// <summary>
    /// Indicates whether the application could not sign in at all, in contrast to a single missing permission.
    /// </summary>
    public bool IsSignInRefused { get; init; }

    /// <summary>The HTTP status; null if there was no answer.</summary>
    public int? Status { get; init; }

    /// <summary>The server's own code, e.g. Request_ResourceNotFound or ManagementObjectNotFoundException.</summary>
    public string? Code { get; init; }

    /// <summary>The server's own text, unchanged. It may contain names: do not log it at Information.</summary>
    public string? ServerText { get; init; }

    /// <summary>The client-request-id that was sent; Microsoft's support uses it to find the call.</summary>
    public string? RequestId { get; init; }

    /// <summary>The delay that the service requested, if any.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>
    /// True if a write was sent and no answer was received: it may have been carried out. Read to determine the
    /// outcome; do not repeat the write blindly.
    /// </summary>
    public bool OutcomeUnknown { get; init; }
}
