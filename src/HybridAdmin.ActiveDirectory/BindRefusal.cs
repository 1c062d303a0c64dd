using System.Globalization;
using System.Text.RegularExpressions;
using HybridAdmin.Core.Directory;

namespace HybridAdmin.ActiveDirectory;

/// <summary>
/// The reason why AD refused a bind. Result 49 carries a Windows error code as "data nnn", the only part of a server's
/// text that is interpreted.
/// </summary>
internal static partial class BindRefusal
{
    public static SignInRefusal Of(string? serverText)
    {
        var match = Data().Match(serverText ?? string.Empty);
        var code = match.Success
            ? int.Parse(match.Groups[1].ValueSpan, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture)
            : 0;
        return code switch
        {
            0x530 or 0x531 or 0x533 or 0x701 => SignInRefusal.AccountNotUsable,
            0x532 or 0x773 => SignInRefusal.PasswordExpired,
            0x775 => SignInRefusal.LockedOut,
            _ => SignInRefusal.WrongCredentials, // 52e, 525, and unknown codes
        };
    }

    [GeneratedRegex(@"\bdata ([0-9a-f]{1,6})\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Data();
}
