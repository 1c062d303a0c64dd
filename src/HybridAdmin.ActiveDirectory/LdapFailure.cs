namespace HybridAdmin.ActiveDirectory;

/// <summary>
/// An LDAP failure before its meaning for the caller is known: the result code (negative or 81 and up: the client
/// library's own), the server's text, and whether the connection can still be used.
/// </summary>
internal sealed class LdapFailure(int code, string? serverText, Exception? inner = null)
    : Exception($"LDAP result {code}", inner)
{
    public const int ClientTimeout = 85;
    public const int ServerDown = 81;

    /// <summary>
    /// The LDAP result code. Failures that the library itself noticed use the numbers of wldap32, which differ from
    /// libldap's.
    /// </summary>
    public int Code { get; } =
        code switch
        {
            -1 => ServerDown,
            -5 => ClientTimeout,
            -7 => 87, // filter
            -9 => 89, // parameter
            -11 => 91,
            _ => code,
        };

    public string? ServerText { get; } =
        string.IsNullOrWhiteSpace(serverText) ? null : serverText.TrimEnd('\0', '\n', ' ');

    /// <summary>True if the server is gone, the answer did not come, or the library lost track.</summary>
    public bool ConnectionLost => Code is < 0 or (>= 81 and not 87 and not 89);

    public bool IsTimeout => Code == ClientTimeout;
}
