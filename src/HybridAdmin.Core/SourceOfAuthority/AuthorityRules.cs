using System.Collections.Frozen;
using HybridAdmin.Core.Recipients;
using HybridAdmin.Core.Recipients.Properties;
using HybridAdmin.Core.Tenant;

namespace HybridAdmin.Core.SourceOfAuthority;

/// <summary>The known facts about both sides of a recipient.</summary>
/// <param name="HasTenantAnswered">True if the tenant's objects are known; if false, everything else is
/// unknown.</param>
/// <param name="Cloud">The cloud object; null if there is none.</param>
/// <param name="IsInScope">True if the AD object is in the scope of the synchronisation; null if not known.</param>
/// <param name="HasExchangeAnswered">True if Exchange Online's part is known; without it the owner of a user's Exchange
/// attributes cannot be determined.</param>
public readonly record struct AuthorityFacts(
    bool HasTenantAnswered,
    TenantRecipient? Cloud,
    bool? IsInScope,
    bool HasExchangeAnswered
);

/// <summary>The systems in which a recipient of Active Directory is to be edited.</summary>
/// <param name="Exchange">The owner of its Exchange attributes: the badge of the recipient.</param>
/// <param name="Identity">The owner of name, sign-in and organisation data.</param>
/// <param name="Explanation">The reason, as a sentence to be shown.</param>
public sealed record AuthorityDecision(Authority Exchange, Authority Identity, string Explanation)
{
    /// <summary>The owner of one attribute.</summary>
    /// <param name="attribute">LDAP name.</param>
    public Authority Of(string attribute) => AuthorityRules.IsExchangeAttribute(attribute) ? Exchange : Identity;
}

/// <summary>
/// Determines the owner of a recipient, and of each attribute if Exchange Online manages the Exchange part (RULES.md,
/// Authority).
/// </summary>
public static class AuthorityRules
{
    /// <summary>Exchange attributes that the console does not edit and whose names do not begin with msExch.</summary>
    private static readonly FrozenSet<string> ExchangeNames = new[]
    {
        "legacyExchangeDN",
        "altRecipient",
        "deliverAndRedirect",
        "publicDelegates",
        "authOrig",
        "unauthOrig",
        "dLMemSubmitPerms",
        "dLMemRejectPerms",
        "showInAddressBook",
        "submissionContLength",
        "delivContLength",
        "textEncodedORAddress",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>Indicates whether the attribute belongs to the part that IsExchangeCloudManaged transfers.</summary>
    public static bool IsExchangeAttribute(string attribute) =>
        RecipientProperties.OfAttribute(attribute) is { } property
            ? property.Part == PropertyPart.Exchange
            : ExchangeNames.Contains(attribute) || attribute.StartsWith("msExch", StringComparison.OrdinalIgnoreCase);

    public static AuthorityDecision Decide(AuthorityFacts facts)
    {
        if (!facts.HasTenantAnswered)
            return Whole(Authority.Unknown, "No tenant has answered yet, so it is not known who owns this recipient.");
        if (facts.Cloud is not { } cloud)
            return WithoutCloudObject(facts.IsInScope);
        return cloud.OnPremisesSyncEnabled switch
        {
            true => Synchronised(cloud, facts.HasExchangeAnswered),
            false => Whole(
                Authority.Cloud,
                "The cloud object was synchronised earlier but is not any more: it is edited in Microsoft "
                    + "365, and Active Directory has no effect on it."
            ),
            null => NotSynchronised(cloud, facts.IsInScope),
        };
    }

    private static AuthorityDecision WithoutCloudObject(bool? isInScope) =>
        isInScope switch
        {
            true => Whole(
                Authority.Pending,
                "There is no cloud object yet; Active Directory owns the recipient, and the next "
                    + "synchronisation should create one."
            ),
            false => Whole(
                Authority.OnPremises,
                "The synchronisation does not include this object: it exists in Active Directory only."
            ),
            null => Whole(
                Authority.Pending,
                "There is no cloud object. Active Directory owns the recipient; whether the synchronisation "
                    + "includes it is not known."
            ),
        };

    private static AuthorityDecision Synchronised(TenantRecipient cloud, bool hasExchangeAnswered)
    {
        if (cloud.Kind != TenantRecipientKind.User)
            return Whole(Authority.OnPremises, "The object is synchronised: Active Directory owns it.");
        if (cloud.Exchange?.IsExchangeCloudManaged == true)
        {
            return new AuthorityDecision(
                Authority.ExchangeOnline,
                Authority.OnPremises,
                "Exchange Online owns the Exchange attributes (IsExchangeCloudManaged); name, sign-in name "
                    + "and organisation data stay with Active Directory."
            );
        }

        if (
            cloud.Exchange?.IsExchangeCloudManaged == false
            || cloud.Exchange is { IsMailbox: false }
            || (hasExchangeAnswered && cloud.Exchange is null)
        )
            return Whole(Authority.OnPremises, "The object is synchronised: Active Directory owns it.");
        return new AuthorityDecision(
            Authority.Unknown,
            Authority.OnPremises,
            "The object is synchronised. Exchange Online was not queried or did not report who owns the Exchange "
                + "attributes, so that is not known."
        );
    }

    private static AuthorityDecision NotSynchronised(TenantRecipient cloud, bool? isInScope)
    {
        if (cloud.IsCloudManaged == true)
            return Whole(
                Authority.Cloud,
                "The source of authority was handed to the cloud: Active Directory's object is stale, and "
                    + "changes there are ignored."
            );
        if (!cloud.HasAnchor && (cloud.IsCloudManaged == false || cloud.Kind == TenantRecipientKind.User))
            return Whole(Authority.Cloud, "The object was created in the cloud and is edited there.");
        if (cloud.IsCloudManaged == false && isInScope == true)
            return Whole(
                Authority.Pending,
                "The object is being handed back to Active Directory: changes there take effect after the "
                    + "next synchronisation, which overwrites the cloud's values."
            );
        if (cloud.IsCloudManaged == false && isInScope == false)
            return Whole(
                Authority.Cloud,
                "The cloud object came from Active Directory once, but the synchronisation does not include the "
                    + "object there: it is edited in Microsoft 365."
            );
        return Whole(
            Authority.Unknown,
            "The cloud object is not synchronised at present, and whether the cloud owns it could not be "
                + "read (onPremisesSyncBehavior)."
        );
    }

    private static AuthorityDecision Whole(Authority authority, string explanation) =>
        new(authority, authority, explanation);
}
