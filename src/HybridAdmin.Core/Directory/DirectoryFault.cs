namespace HybridAdmin.Core.Directory;

/// <summary>What went wrong with a directory, in words that do not depend on the adapter.</summary>
public enum DirectoryFaultKind
{
    /// <summary>No server answered, or the connection broke.</summary>
    Unreachable,

    /// <summary>The server's certificate is not trusted or does not carry the server's name.</summary>
    NotTrusted,

    /// <summary>The service account's name or password was refused.</summary>
    CredentialsRefused,

    /// <summary>The server wants TLS, or our settings do: a password was not sent in the clear.</summary>
    EncryptionRequired,

    /// <summary>The account may not do this (LDAP 50).</summary>
    InsufficientRights,

    /// <summary>The object is gone or was never visible to us (LDAP 32).</summary>
    NoSuchObject,

    /// <summary>A value to add is there already (LDAP 20, 68).</summary>
    ValueExists,

    /// <summary>A value to delete is not there any more (LDAP 16).</summary>
    ValueGone,

    /// <summary>A value is refused by schema or rule: too long, wrong form, not unique (LDAP 19, 21, 65).</summary>
    ConstraintViolated,

    /// <summary>The server stopped at its size limit (LDAP 4).</summary>
    SizeLimitExceeded,

    /// <summary>The server or we ran out of time (LDAP 3, 85).</summary>
    TimeLimitExceeded,

    /// <summary>The server is too busy or read-only just now (LDAP 51, 52, 53).</summary>
    Unwilling,

    /// <summary>Any other answer; the server's text says what.</summary>
    Refused,
}

/// <summary>
/// A directory could not do what was asked. <see cref="Exception.Message"/> is a sentence for people; the server's own
/// words are in <see cref="ServerText"/>. Match on <see cref="Kind"/>, never on a text.
/// </summary>
public sealed class DirectoryFault : Exception
{
    public DirectoryFault(DirectoryFaultKind kind, string message, Exception? inner = null)
        : base(message, inner) => Kind = kind;

    public DirectoryFaultKind Kind { get; }

    /// <summary>The domain's servers are of no use at present, whatever is asked: another domain's may be.</summary>
    public bool IsAway =>
        Kind
            is DirectoryFaultKind.Unreachable
                or DirectoryFaultKind.NotTrusted
                or DirectoryFaultKind.CredentialsRefused
                or DirectoryFaultKind.EncryptionRequired
                or DirectoryFaultKind.TimeLimitExceeded
                or DirectoryFaultKind.Unwilling;

    /// <summary>The server spoken to, as configured; null when none was reached.</summary>
    public string? Server { get; init; }

    /// <summary>The LDAP result code, where one was received.</summary>
    public int? ResultCode { get; init; }

    /// <summary>The server's own text, unchanged. May hold names: not for logs at Information.</summary>
    public string? ServerText { get; init; }

    /// <summary>
    /// True when a write was sent and its answer never came: it may have been carried out. Only a read tells; never
    /// repeat it blindly.
    /// </summary>
    public bool OutcomeUnknown { get; init; }

    /// <summary>The same, of a read that was to tell the outcome of a write.</summary>
    public DirectoryFault WithOutcomeUnknown() =>
        new(Kind, Message, this)
        {
            Server = Server,
            ResultCode = ResultCode,
            ServerText = ServerText,
            OutcomeUnknown = true,
        };
}
