namespace HybridAdmin.SignIn;

/// <summary>The target after the sign-in: always a page of this console, whatever the address bar contains.</summary>
internal static class ReturnUrl
{
    /// <param name="pathBase">
    /// The base path of the console behind its proxy; it is removed from a path that begins with it.
    /// </param>
    /// <returns>The requested path, or "/" if it leads to another site or back to the sign-in.</returns>
    public static string Local(string? asked, PathString pathBase = default)
    {
        if (
            pathBase.Value is { Length: > 0 } prefix
            && asked?.StartsWith(prefix + "/", StringComparison.OrdinalIgnoreCase) == true
        )
            asked = asked[prefix.Length..];

        // A browser treats "//host" and "/\host" as addresses of other hosts, and ignores tabs and line breaks.
        if (asked is not ['/', ..] || asked is [_, '/' or '\\', ..] || asked.Any(c => char.IsControl(c) || c == '\\'))
            return "/";
        var path = asked.Split('?', '#')[0];
        return
            path.StartsWith("/sign-", StringComparison.OrdinalIgnoreCase)
            || path.StartsWith("/access-denied", StringComparison.OrdinalIgnoreCase)
            ? "/"
            : asked;
    }
}
