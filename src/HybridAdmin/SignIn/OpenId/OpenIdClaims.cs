using System.Text.Json;

namespace HybridAdmin.SignIn.OpenId;

/// <summary>Whom a checked identity token is about.</summary>
internal sealed record OpenIdClaims
{
    /// <summary><c>sub</c>; the same person for this application.</summary>
    public required string Subject { get; init; }

    /// <summary>What never changes: <c>oid@tid</c> of Entra, else <c>sub</c>.</summary>
    public required string Id { get; init; }

    public string? Name { get; init; }

    /// <summary>
    /// For people to read only: at many providers a person may change it, so nothing is decided by it.
    /// </summary>
    public string? UserName { get; init; }

    /// <summary>App roles and groups: what may give a role here.</summary>
    public IReadOnlyList<string> Memberships { get; init; } = [];

    /// <summary>Entra left the groups out because they are too many ("overage").</summary>
    public bool AreGroupsWithheld { get; init; }

    /// <summary>Nothing would be gained by asking for more.</summary>
    public bool IsComplete => (Name ?? UserName) is not null && (Memberships.Count > 0 || AreGroupsWithheld);

    /// <summary>As "Anna Berg (anna@contoso.com)".</summary>
    public string DisplayName =>
        (Name, UserName) switch
        {
            (null, var user) => user ?? Id,
            (var name, null) => name,
            var (name, user) => name.Equals(user, StringComparison.OrdinalIgnoreCase) ? name : $"{name} ({user})",
        };

    /// <param name="token">Checked.</param>
    public static OpenIdClaims Of(JsonElement token)
    {
        var subject = Json.Text(token, "sub")!;
        return new OpenIdClaims
        {
            Subject = subject,
            Id =
                Json.Text(token, "oid") is { } person && Json.Text(token, "tid") is { } tenant
                    ? $"{person}@{tenant}"
                    : subject,
        }.With(token);
    }

    /// <summary>Adds what is not known yet.</summary>
    public OpenIdClaims With(JsonElement claims) =>
        this with
        {
            Name = Name ?? Named(claims, "name"),
            UserName =
                UserName ?? Named(claims, "upn") ?? Named(claims, "preferred_username") ?? Named(claims, "email"),
            Memberships =
            [
                .. Memberships
                    .Concat(Json.Texts(claims, "roles"))
                    .Concat(Json.Texts(claims, "groups"))
                    .Where(m => !string.IsNullOrWhiteSpace(m))
                    .Distinct(StringComparer.Ordinal),
            ],
            AreGroupsWithheld = AreGroupsWithheld || IsWithheld(claims),
        };

    private static string? Named(JsonElement claims, string name) =>
        Json.Text(claims, name) is { } text && !string.IsNullOrWhiteSpace(text) ? Json.Short(text.Trim()) : null;

    /// <summary>
    /// Microsoft: "Groups overage claim"; hasgroups where the token came in an address, _claim_names elsewhere.
    /// </summary>
    private static bool IsWithheld(JsonElement claims) =>
        (
            claims.TryGetProperty("_claim_names", out var names)
            && names.ValueKind == JsonValueKind.Object
            && names.TryGetProperty("groups", out _)
        )
        || (
            claims.TryGetProperty("hasgroups", out var has)
            && (
                has.ValueKind == JsonValueKind.True
                || (has.ValueKind == JsonValueKind.String && has.ValueEquals("true"u8))
            )
        );
}
