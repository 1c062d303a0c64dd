using System.ComponentModel.DataAnnotations;
using HybridAdmin.Core.Access;
using HybridAdmin.Core.Directory;
using Microsoft.Extensions.Options;

namespace HybridAdmin.Options;

/// <summary>The JSON API. A token: <c>openssl rand -hex 32</c>; its hash: <c>printf %s TOKEN | sha256sum</c>.</summary>
[SettingsSection("Api")]
internal sealed class ApiOptions
{
    public IReadOnlyList<ApiTokenOptions> Tokens { get; init; } = [];

    /// <summary>
    /// Calls that one token may make in a minute; one address may make four times as many. The default is ten in a
    /// second: more than a script that waits for each answer makes, less than what would slow the pages down.
    /// </summary>
    [Setting("600")]
    [Range(1, 1_000_000)]
    public int CallsPerMinute { get; init; } = 600;
}

/// <summary>A bearer token that scripts call the API with.</summary>
internal sealed class ApiTokenOptions : SettingsItem
{
    private const string NotAHash =
        "{0} is not the SHA-256 of a token in 64 lower-case hexadecimal digits; make both for example with "
        + "TOKEN=$(openssl rand -hex 32); printf %s \"$TOKEN\" | sha256sum.";

    /// <summary>Name of the script that holds the token; it stands in the audit log.</summary>
    [Setting("onboarding", Hint = "name the script that holds the token,")]
    [Required]
    public string? Name { get; init; }

    /// <summary>Role that the token has.</summary>
    [Setting("Auditor")]
    [Required]
    public Role? Role { get; init; }

    /// <summary>SHA-256 of the token's UTF-8 text, in lower-case hexadecimal digits.</summary>
    [Setting("<64 hexadecimal digits>", Secret = true)]
    [Required(ErrorMessage = NotAHash)]
    [RegularExpression("[0-9a-f]{64}", ErrorMessage = NotAHash)]
    public string? Sha256 { get; init; }

    /// <summary>Organisational units that the token is limited to.</summary>
    [Setting("OU=Staff,DC=contoso,DC=local", Default = "no limit")]
    public IReadOnlyList<DistinguishedName> OrganizationalUnits { get; init; } = [];

    /// <summary>End of the token's validity; without a zone in UTC.</summary>
    [Setting("2027-12-31T00:00:00Z", Default = "no end")]
    public DateTimeOffset? NotAfter { get; init; }

    /// <summary>Person or team that answers for the token, in words.</summary>
    [Setting("Identity team")]
    public string? Owner { get; init; }
}

/// <summary>Checks that each token has a name of its own.</summary>
internal sealed class ApiOptionsValidator : IValidateOptions<ApiOptions>
{
    public ValidateOptionsResult Validate(string? name, ApiOptions options) =>
        Mistakes.Result(
            options
                .Tokens.Where(t => t.Name is not null)
                .GroupBy(t => t.Name, StringComparer.OrdinalIgnoreCase)
                .SelectMany(tokens => tokens.Skip(1))
                .Select(token =>
                    $"{token.Key}:Name is \"{token.Name}\", and another token has that name already; write for example "
                    + $"{token.Key}:Name={token.Name}-2."
                )
        );
}

/// <summary>A token that scripts call the API with.</summary>
/// <param name="Sha256">The hash of the token's UTF-8 text, in lower-case hex.</param>
/// <param name="Scope">The organisational units to which it is limited; empty for none.</param>
/// <param name="NotAfter">The end of its validity; null for none.</param>
/// <param name="Owner">The person or team that is responsible for it, in words; null if none is named.</param>
internal sealed record ApiToken(
    string Name,
    Role Role,
    string Sha256,
    IReadOnlyList<DistinguishedName> Scope,
    DateTimeOffset? NotAfter,
    string? Owner = null
)
{
    public static IReadOnlyList<ApiToken> Of(ApiOptions options) =>
        [
            .. options.Tokens.Select(t => new ApiToken(
                t.Name!,
                t.Role!.Value,
                t.Sha256!,
                t.OrganizationalUnits,
                t.NotAfter,
                t.Owner
            )),
        ];

    /// <summary>
    /// The name and role, without the hash: the hash of a weak token would be enough to guess the token.
    /// </summary>
    public override string ToString() => $"{Name} ({Role})";
}
