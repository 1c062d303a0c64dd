namespace HybridAdmin.SignIn;

/// <summary>Where to go after the sign-in: a place of this console, whatever the address bar says.</summary>
internal static class ReturnUrl
{
    /// <param name="pathBase">Where the console lies behind its proxy: a path that begins so is taken without
    /// it.</param>
    /// <returns>The path asked for, or "/" when it leads elsewhere or back to the sign-in.</returns>
    public static string Local(string? asked, PathString pathBase = default)
    {
        if (
            pathBase.Value is { Length: > 0 } prefix
            && asked?.StartsWith(prefix + "/", StringComparison.OrdinalIgnoreCase) == true
        )
            asked = asked[prefix.Length..];

        // "//host" and "/\host" are addresses of other hosts to a browser, which also drops tabs and line ends.
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
