namespace HybridAdmin.ActiveDirectory;

/// <summary>
/// What LDAP said, before it is known what it means for the caller: the result code (negative or 81 and up: the client
/// library's own), the server's text, and whether the connection can be used any further.
/// </summary>
internal sealed class LdapFailure(int code, string? serverText, Exception? inner = null)
    : Exception($"LDAP result {code}", inner)
{
    public const int ClientTimeout = 85;
    public const int ServerDown = 81;

    /// <summary>
    /// LDAP's numbers for what the library itself noticed; wldap32 and libldap number them differently, here they are
    /// wldap32's.
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

    /// <summary>The server is gone, the answer did not come, or the library lost track.</summary>
    public bool ConnectionLost => Code is < 0 or (>= 81 and not 87 and not 89);

    public bool IsTimeout => Code == ClientTimeout;
}
