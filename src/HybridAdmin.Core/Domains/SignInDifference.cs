using HybridAdmin.Core.Tenant;

namespace HybridAdmin.Core.Domains;

/// <summary>The sign-in of one person before and after a change of the sign-in name.</summary>
/// <param name="Id">objectGUID.</param>
/// <param name="Name">The person.</param>
/// <param name="Before">The present userPrincipalName.</param>
/// <param name="After">The new userPrincipalName.</param>
/// <param name="Differs">Differences beyond the name itself, as sentences: the system that checks the password, the
/// effect in the cloud, the address. Empty if only the name changes.</param>
public sealed record SignInDifference(Guid Id, string Name, string Before, string After, IReadOnlyList<string> Differs);

/// <summary>Determines which people will sign in differently (RULES.md, Sign-in names). Pure.</summary>
public static class SignInRules
{
    /// <param name="primary">PrimarySmtpAddress; null if there is none.</param>
    /// <param name="from">The former suffix as a domain of the tenant; null if it is not there or not known.</param>
    /// <param name="to">The new suffix as a domain of the tenant; null if it is not there or not known.</param>
    /// <param name="isTenantKnown">True if the tenant returned its domains.</param>
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
                    "Signs in to the cloud with the tenant's initial domain now, and with the new name afterwards."
                );
            if (was && !becomes)
                found.Add(
                    "The new suffix is not verified in the tenant: the cloud replaces it with its initial domain."
                );
            if (was && becomes && from!.AuthenticationType != to!.AuthenticationType)
            {
                found.Add(
                    to.AuthenticationType switch
                    {
                        "Managed" => "Entra ID checks the password from then on, no longer the federation server: "
                            + "without synchronised passwords nobody can sign in.",
                        "Federated" => "A federation server checks the password from then on, no longer Entra ID.",
                        var other => $"The sign-in method changes from {from.AuthenticationType} to {other}.",
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
                    $"The sign-in name is no longer the primary address {primary}: a person who types it "
                        + $"cannot sign in."
                );
        }

        return found;
    }
}
