namespace HybridAdmin.Core.Tenant;

/// <summary>What went wrong with the tenant, in words that do not depend on the adapter.</summary>
public enum TenantFaultKind
{
    /// <summary>No answer: name, network, time-out, or an answer that could not be read to its end.</summary>
    Unreachable,

    /// <summary>The sign-in of the application was refused, or a permission or role is missing (401, 403).</summary>
    Denied,

    /// <summary>The object, or the tenant itself, is not there (404, ManagementObjectNotFoundException).</summary>
    NotFound,

    /// <summary>The value is somebody else's, or the object changed meanwhile (409, 412).</summary>
    Conflict,

    /// <summary>
    /// The service wants us to wait longer than we may, or was busy at every attempt (429, 503, 504).
    /// </summary>
    Throttled,

    /// <summary>Any other answer; the server's text says what.</summary>
    Refused,
}

/// <summary>
/// The tenant could not do what was asked. <see cref="Exception.Message"/> is a sentence for people; the server's own
/// words are in <see cref="ServerText"/>.
/// Match on <see cref="Kind"/> and <see cref="Code"/>, never on a text.
/// </summary>
public sealed class TenantFault(TenantFaultKind kind, string message, Exception? inner = null)
    : Exception(message, inner)
{
    public TenantFaultKind Kind { get; } = kind;

    /// <summary>
    /// The tenant is of no use at present, whatever is asked: on-premises work goes on, and pages say since when.
    /// </summary>
    public bool IsAway => Kind is TenantFaultKind.Unreachable or TenantFaultKind.Throttled || IsSignInRefused;

    /// <summary>The application could not sign in at all, as opposed to one permission that is missing.</summary>
    public bool IsSignInRefused { get; init; }

    /// <summary>The HTTP status; null: there was no answer.</summary>
    public int? Status { get; init; }

    /// <summary>The server's own code, as Request_ResourceNotFound or ManagementObjectNotFoundException.</summary>
    public string? Code { get; init; }

    /// <summary>The server's own text, unchanged. May hold names: not for logs at Information.</summary>
    public string? ServerText { get; init; }

    /// <summary>What we sent as client-request-id: Microsoft's support finds the call by it.</summary>
    public string? RequestId { get; init; }

    /// <summary>How long the service asked us to wait, when it said so.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>
    /// True when a write was sent and its answer never came: it may have been carried out. Only a read tells; never
    /// repeat it blindly.
    /// </summary>
    public bool OutcomeUnknown { get; init; }
}
