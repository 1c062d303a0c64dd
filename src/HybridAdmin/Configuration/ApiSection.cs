using System.Globalization;
using HybridAdmin.Core.Access;
using HybridAdmin.Core.Directory;

namespace HybridAdmin.Configuration;

/// <summary>A token that scripts call the API with.</summary>
/// <param name="Sha256">Of the token's UTF-8 text, in lower-case hex.</param>
/// <param name="Scope">Organisational units to which it is limited; empty: none.</param>
/// <param name="NotAfter">When it ends to be valid; null: never.</param>
/// <param name="Owner">Who answers for it, in words; null: nobody is named.</param>
internal sealed record ApiToken(
    string Name,
    Role Role,
    string Sha256,
    IReadOnlyList<DistinguishedName> Scope,
    DateTimeOffset? NotAfter,
    string? Owner = null
)
{
    /// <summary>Without the hash: of a weak token it would be enough to guess by.</summary>
    public override string ToString() => $"{Name} ({Role})";
}

/// <summary>Reads <c>Api:</c>.</summary>
internal static class ApiSection
{
    /// <summary>
    /// Ten in a second: more than a script that waits for each answer makes, less than what would slow the pages down.
    /// </summary>
    public const int DefaultCallsPerMinute = 600;

    public static int ReadCallsPerMinute(SettingsReader reader)
    {
        var calls = reader.Number("Api:CallsPerMinute", DefaultCallsPerMinute) ?? DefaultCallsPerMinute;
        if (calls is < 1 or > 1_000_000)
            reader.Mistake(
                $"Api:CallsPerMinute is {calls}; write a number from 1 to 1000000, for example "
                    + $"Api:CallsPerMinute={DefaultCallsPerMinute}."
            );
        return calls;
    }

    public static IReadOnlyList<ApiToken> Read(SettingsReader reader)
    {
        var tokens = new List<ApiToken>();
        foreach (var key in reader.Items("Api:Tokens"))
        {
            var name = reader.Text($"{key}:Name");
            if (name is null)
                reader.Mistake(
                    $"{key}:Name is not set; name the script that holds the token, for example {key}:Name=onboarding."
                );
            else if (tokens.Any(t => t.Name.Equals(name, StringComparison.OrdinalIgnoreCase)))
                reader.Mistake(
                    $"{key}:Name is \"{name}\", and another token has that name already; write for example "
                        + $"{key}:Name={name}-2."
                );

            var roleText = reader.Text($"{key}:Role");
            // By name only: Enum.TryParse takes numbers and adds up lists such as "Helpdesk,Auditor".
            var role = default(Role);
            if (
                !Enum.GetNames<Role>().Contains(roleText, StringComparer.OrdinalIgnoreCase)
                || !Enum.TryParse(roleText, ignoreCase: true, out role)
            )
                reader.Mistake(
                    $"{key}:Role is {(roleText is null ? "not set" : $"\"{roleText}\"")}; write one of "
                        + $"{string.Join(", ", Enum.GetNames<Role>())}, for example {key}:Role=Auditor."
                );

            var hash = reader.Text($"{key}:Sha256");
            if (hash is not { Length: 64 } || !hash.All(c => c is (>= '0' and <= '9') or (>= 'a' and <= 'f')))
            {
                reader.Mistake(
                    $"{key}:Sha256 is not the SHA-256 of a token in 64 lower-case hexadecimal digits; make "
                        + $"both for example with "
                        + "TOKEN=$(openssl rand -hex 32); printf %s \"$TOKEN\" | sha256sum."
                );
            }

            DateTimeOffset? notAfter = null;
            if (reader.Text($"{key}:NotAfter") is { } end)
            {
                if (
                    DateTimeOffset.TryParse(
                        end,
                        CultureInfo.InvariantCulture,
                        DateTimeStyles.AssumeUniversal,
                        out var at
                    )
                )
                    notAfter = at;
                else
                    reader.Mistake(
                        $"{key}:NotAfter is \"{end}\"; write a date or time, for example "
                            + $"{key}:NotAfter=2027-12-31T00:00:00Z."
                    );
            }

            tokens.Add(
                new ApiToken(
                    name ?? "",
                    role,
                    hash ?? "",
                    reader.Names($"{key}:OrganizationalUnits"),
                    notAfter,
                    reader.Text($"{key}:Owner")
                )
            );
        }

        return tokens;
    }
}
