namespace HybridAdmin.Core.Directory;

/// <summary>The kinds of directory faults, independent of the adapter.</summary>
public enum DirectoryFaultKind
{
    /// <summary>No server answered, or the connection broke.</summary>
    Unreachable,

    /// <summary>The server's certificate is not trusted or does not carry the server's name.</summary>
    NotTrusted,

    /// <summary>The service account's name or password was refused.</summary>
    CredentialsRefused,

    /// <summary>The server or the settings require TLS; a password was not sent in the clear.</summary>
    EncryptionRequired,

    /// <summary>The account may not do this (LDAP 50).</summary>
    InsufficientRights,

    /// <summary>The object is gone or was never visible to us (LDAP 32).</summary>
    NoSuchObject,

    /// <summary>A value to add already exists (LDAP 20, 68).</summary>
    ValueExists,

    /// <summary>A value to delete no longer exists (LDAP 16).</summary>
    ValueGone,

    /// <summary>A value is refused by schema or rule: too long, wrong form, not unique (LDAP 19, 21, 65).</summary>
    ConstraintViolated,

    /// <summary>The server stopped at its size limit (LDAP 4).</summary>
    SizeLimitExceeded,

    /// <summary>The server or we ran out of time (LDAP 3, 85).</summary>
    TimeLimitExceeded,

    /// <summary>The server is currently too busy or read-only (LDAP 51, 52, 53).</summary>
    Unwilling,

    /// <summary>Any other answer; the server's text describes it.</summary>
    Refused,
}

/// <summary>
/// A fault of the directory. <see cref="Exception.Message"/> is a sentence for people; the server's own text is in
/// <see cref="ServerText"/>. Match on <see cref="Kind"/>, never on a text.
/// </summary>
public sealed class DirectoryFault : Exception
{
    public DirectoryFault(DirectoryFaultKind kind, string message, Exception? inner = null)
        : base(message, inner) => Kind = kind;

    public DirectoryFaultKind Kind { get; }

    /// <summary>
    /// Indicates whether the domain's servers currently cannot be used for any request. Other domains may still answer.
    /// </summary>
    public bool IsAway =>
        Kind
            is DirectoryFaultKind.Unreachable
                or DirectoryFaultKind.NotTrusted
                or DirectoryFaultKind.CredentialsRefused
                or DirectoryFaultKind.EncryptionRequired
                or DirectoryFaultKind.TimeLimitExceeded
                or DirectoryFaultKind.Unwilling;

    /// <summary>The server that was contacted, as configured; null if none was reached.</summary>
    public string? Server { get; init; }

    /// <summary>The LDAP result code, if one was received.</summary>
    public int? ResultCode { get; init; }

    /// <summary>The server's own text, unchanged. It may contain names: do not log it at Information.</summary>
    public string? ServerText { get; init; }

    /// <summary>
    /// True if a write was sent and no answer was received: it may have been carried out. Read to determine the
    /// outcome; do not repeat the write blindly.
    /// </summary>
    public bool OutcomeUnknown { get; init; }

    /// <summary>The same fault for a read that was to determine the outcome of a write.</summary>
    public DirectoryFault WithOutcomeUnknown() =>
        new(Kind, Message, this)
        {
            Server = Server,
            ResultCode = ResultCode,
            ServerText = ServerText,
            OutcomeUnknown = true,
        };
}
