using System.Diagnostics.CodeAnalysis;
using System.Net;

namespace HybridAdmin.ActiveDirectory;

/// <summary>One domain controller as configured.</summary>
/// <param name="Text">The address as the administrator wrote it, for messages.</param>
internal sealed record ServerAddress(string Text, string Host, int Port, bool IsLdaps)
{
    /// <summary>True if the traffic stays on this computer.</summary>
    public bool IsLoopback =>
        Host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(Host, out var address) && IPAddress.IsLoopback(address));

    public static bool TryParse(
        string? text,
        [NotNullWhen(true)] out ServerAddress? address,
        [NotNullWhen(false)] out string? problem
    )
    {
        address = null;
        problem = null;
        if (
            !Uri.TryCreate(text, UriKind.Absolute, out var uri)
            || uri.Scheme is not ("ldap" or "ldaps")
            || uri.Host.Length == 0
        )
            problem = $"'{text}' is not a server; write for example ldaps://dc1.contoso.local.";
        else if (uri.PathAndQuery is not ("" or "/") || uri.UserInfo.Length > 0)
            problem =
                $"'{uri.Host}' must stand alone, without path, query or account; write for example ldaps://{uri.Host}.";
        if (problem is not null)
            return false;

        var ldaps = uri!.Scheme == "ldaps";
        var port =
            uri.Port > 0 ? uri.Port
            : ldaps ? 636
            : 389;
        address = new ServerAddress(text!, uri.Host.Trim('[', ']'), port, ldaps);
        return true;
    }

    public override string ToString() => Text;
}
