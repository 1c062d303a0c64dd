using HybridAdmin.Core.Tenant;

namespace HybridAdmin.Core.Domains;

/// <summary>How one person signs in before and after a change of the sign-in name.</summary>
/// <param name="Id">objectGUID.</param>
/// <param name="Name">The person.</param>
/// <param name="Before">userPrincipalName as it is.</param>
/// <param name="After">As it would be.</param>
/// <param name="Differs">Beyond the name itself: who checks the password, what the cloud makes of it, the address.
/// Sentences; empty: only the name changes.</param>
public sealed record SignInDifference(Guid Id, string Name, string Before, string After, IReadOnlyList<string> Differs);

/// <summary>Works out who will sign in differently (RULES.md, Sign-in names). Pure.</summary>
public static class SignInRules
{
    /// <param name="primary">PrimarySmtpAddress; null: none.</param>
    /// <param name="from">The former suffix in the tenant; null: it is not there, or not known.</param>
    /// <param name="to">The new one, likewise.</param>
    /// <param name="isTenantKnown">Whether the tenant named its domains.</param>
    public static IReadOnlyList<string> Differences(
        string before,
        string after,
        string? primary,
        TenantDomain? from,
        TenantDomain? to,
        bool isTenantKnown
    )
    {
        var found = new List<string>();
        if (isTenantKnown)
        {
            var (was, becomes) = (from is { IsVerified: true }, to is { IsVerified: true });
            if (!was && becomes)
                found.Add(
                    "Signs in to the cloud with the tenant's initial domain so far, and with the new name from then on."
                );
            if (was && !becomes)
                found.Add(
                    "The new suffix is not verified in the tenant: the cloud puts its initial domain in the "
                        + "place of it."
                );
            if (was && becomes && from!.AuthenticationType != to!.AuthenticationType)
            {
                found.Add(
                    to.AuthenticationType switch
                    {
                        "Managed" => "Entra ID checks the password from then on, no longer the federation server: "
                            + "without synchronised passwords nobody gets in.",
                        "Federated" => "A federation server checks the password from then on, no longer Entra ID.",
                        var other => $"The way of signing in changes from {from.AuthenticationType} to {other}.",
                    }
                );
            }
        }

        if (primary is not null)
        {
            if (after.Equals(primary, StringComparison.OrdinalIgnoreCase))
                found.Add("The sign-in name becomes the primary address.");
            else if (before.Equals(primary, StringComparison.OrdinalIgnoreCase))
                found.Add(
                    $"The sign-in name is no longer the primary address {primary}: who types the address "
                        + $"does not get in."
                );
        }

        return found;
    }
}
