namespace HybridAdmin.SignIn.OpenId;

/// <summary>
/// Sign-in hosts of Microsoft Entra ID in all clouds, as Microsoft's authentication library lists them.
/// </summary>
internal static class EntraHosts
{
    private static readonly HashSet<string> Hosts = new(StringComparer.OrdinalIgnoreCase)
    {
        "login.microsoftonline.com",
        "login.windows.net",
        "login.microsoft.com",
        "sts.windows.net",
        // US government
        "login.microsoftonline.us",
        "login.usgovcloudapi.net",
        "login-us.microsoftonline.com",
        // China, operated by 21Vianet
        "login.partner.microsoftonline.cn",
        "login.chinacloudapi.cn",
        // Germany, closed in 2021
        "login.microsoftonline.de",
        // sovereign clouds in Europe and Asia
        "login.sovcloud-identity.de",
        "login.sovcloud-identity.fr",
        "login.sovcloud-identity.sg",
    };

    /// <param name="authority">The setting <c>SignIn:Authority</c>.</param>
    public static bool Contains(Uri authority) => Hosts.Contains(authority.Host);
}
