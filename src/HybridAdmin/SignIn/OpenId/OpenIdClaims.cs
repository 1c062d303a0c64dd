using System.Security.Claims;
using System.Text.Json;

namespace HybridAdmin.SignIn.OpenId;

/// <summary>The subject of a validated identity token.</summary>
internal sealed record OpenIdClaims
{
    /// <summary>The permanent id: <c>oid@tid</c> of Entra, otherwise <c>sub</c>.</summary>
    public required string Id { get; init; }

    public string? Name { get; init; }

    /// <summary>
    /// The user name, for display only: at many providers a person may change it, so it decides nothing.
    /// </summary>
    public string? UserName { get; init; }

    /// <summary>The app roles and groups, which may give a role here.</summary>
    public IReadOnlyList<string> Memberships { get; init; } = [];

    /// <summary>True if Entra omitted the groups because they are too many ("overage").</summary>
    public bool AreGroupsWithheld { get; init; }

    /// <summary>The session at the provider (<c>sid</c>); null if the provider does not name it.</summary>
    public string? ProviderSession { get; init; }

    /// <summary>The name and user name, such as "Anna Berg (anna@contoso.com)".</summary>
    public string DisplayName =>
        (Name, UserName) switch
        {
            (null, var user) => user ?? Id,
            (var name, null) => name,
            var (name, user) => name.Equals(user, StringComparison.OrdinalIgnoreCase) ? name : $"{name} ({user})",
        };

    /// <param name="principal">The claims of a validated identity token, and of userinfo about the same person.</param>
    public static OpenIdClaims Of(ClaimsPrincipal principal)
    {
        var subject = principal.FindFirstValue("sub")!;
        return new OpenIdClaims
        {
            Id =
                principal.FindFirstValue("oid") is { Length: > 0 } person
                && principal.FindFirstValue("tid") is { Length: > 0 } tenant
                    ? $"{person}@{tenant}"
                    : subject,
            Name = Named(principal, "name"),
            UserName = Named(principal, "upn") ?? Named(principal, "preferred_username") ?? Named(principal, "email"),
            Memberships =
            [
                .. principal
                    .Claims.Where(c => c.Type is "roles" or "groups" && !string.IsNullOrWhiteSpace(c.Value))
                    .Select(c => c.Value)
                    .Distinct(StringComparer.Ordinal),
            ],
            AreGroupsWithheld = IsWithheld(principal),
            ProviderSession = principal.FindFirstValue("sid") is { Length: > 0 } session ? session : null,
        };
    }

    private static string? Named(ClaimsPrincipal principal, string type) =>
        principal.FindFirstValue(type) is { } text && !string.IsNullOrWhiteSpace(text)
            ? LogText.Shorten(text.Trim())
            : null;

    /// <summary>
    /// Indicates whether Microsoft's "groups overage claim" is present: hasgroups if the token was sent in an address,
    /// otherwise _claim_names.
    /// </summary>
    private static bool IsWithheld(ClaimsPrincipal principal) =>
        principal.HasClaim(c => c.Type == "hasgroups" && c.Value.Equals("true", StringComparison.OrdinalIgnoreCase))
        || principal.HasClaim(c => c.Type == "_claim_names" && NamesGroups(c.Value));

    private static bool NamesGroups(string json)
    {
        try
        {
            using var names = JsonDocument.Parse(json);
            return names.RootElement.ValueKind == JsonValueKind.Object
                && names.RootElement.TryGetProperty("groups", out _);
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
