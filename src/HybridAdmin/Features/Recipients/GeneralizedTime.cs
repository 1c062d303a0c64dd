using System.Globalization;

namespace HybridAdmin.Features.Recipients;

/// <summary>LDAP's Generalized Time, as whenCreated has it: 20261120093000.0Z.</summary>
internal static class GeneralizedTime
{
    public static bool TryParse(string? text, out DateTimeOffset at) => DateTimeOffset.TryParseExact(
        text, ["yyyyMMddHHmmss.f'Z'", "yyyyMMddHHmmss'Z'"], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out at);
}
