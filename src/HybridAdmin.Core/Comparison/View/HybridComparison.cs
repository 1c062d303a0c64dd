using System.Text.RegularExpressions;
using HybridAdmin.Core.Directory;
using HybridAdmin.Core.Recipients;
using HybridAdmin.Core.Recipients.Properties;
using HybridAdmin.Core.SourceOfAuthority;
using HybridAdmin.Core.Tenant;

namespace HybridAdmin.Core.Comparison.View;

/// <summary>The relation between the two values of an attribute.</summary>
public enum ComparisonState
{
    /// <summary>The value is as expected.</summary>
    Same,

    /// <summary>The value is not as expected, although a synchronisation has run since.</summary>
    Differs,

    /// <summary>The object changed after the last synchronisation; the next one may update the value.</summary>
    Waiting,

    /// <summary>
    /// The cloud owns the attribute: its value applies, and the one in Active Directory has no effect.
    /// </summary>
    Stale,

    /// <summary>The cloud's value was not returned.</summary>
    Unknown,
}

/// <summary>One attribute in both systems.</summary>
/// <param name="Attribute">The LDAP name; accountEnabled stands for the bit of userAccountControl.</param>
/// <param name="OnPremises">The value, for addresses the expected one; null if there is none.</param>
/// <param name="Cloud">The value in the cloud; null if there is none, or if it was not returned.</param>
/// <param name="Explanation">A sentence to show; null if there is none.</param>
public sealed record ComparedAttribute(
    string Attribute,
    string? OnPremises,
    string? Cloud,
    ComparisonState State,
    string? Explanation
)
{
    public bool IsDifferent => State is ComparisonState.Differs or ComparisonState.Waiting or ComparisonState.Stale;
}

/// <summary>
/// Compares Active Directory with the cloud, attribute by attribute, based on the values that Entra ID is expected to
/// compute (RULES.md, Addresses in the cloud).
/// </summary>
public static partial class HybridComparison
{
    /// <param name="addresses">
    /// The expected addresses; null if the tenant's domains are not known, so that there is no expectation.
    /// </param>
    /// <param name="isRecent">True if the object changed after the last synchronisation.</param>
    public static IReadOnlyList<ComparedAttribute> Of(
        DirectoryEntry entry,
        TenantRecipient cloud,
        AddressForecast? addresses,
        AuthorityDecision authority,
        bool isRecent
    )
    {
        var rows = new List<ComparedAttribute>();
        var flows = entry.Has(RecipientAttributes.MailNickname);
        if (entry.Text(RecipientAttributes.DisplayName) is { } name)
            Text(RecipientAttributes.DisplayName, name, cloud.DisplayName, isExact: true);
        if (cloud.Kind == TenantRecipientKind.User)
            Account();
        if (entry.Text(RecipientAttributes.MailNickname) is { } alias)
            Text(RecipientAttributes.MailNickname, alias, cloud.MailNickname);
        if (cloud.Kind is TenantRecipientKind.User or TenantRecipientKind.Contact)
            Plain();
        Addresses();
        Hidden();
        if (cloud.Kind == TenantRecipientKind.User && flows)
            Type();
        return rows;

        void Account()
        {
            if ((addresses?.UserPrincipalName ?? entry.Text(RecipientAttributes.UserPrincipalName)) is { } upn)
            {
                Text(
                    RecipientAttributes.UserPrincipalName,
                    upn,
                    cloud.UserPrincipalName,
                    explanation: cloud.UserPrincipalName is { } found && FourDigits().IsMatch(found)
                        ? $"The cloud gave {found}, because {upn} was in use there."
                        : null
                );
            }

            if (entry.Number(RecipientAttributes.UserAccountControl) is { } control)
                Flag(
                    "accountEnabled",
                    (control & 2) == 0,
                    cloud.AccountEnabled,
                    "The cloud did not return whether the account is enabled."
                );
        }

        void Plain()
        {
            foreach (var property in RecipientProperties.Plain.Where(p => p is { IsInTenant: true, Graph: not null }))
            {
                var (here, there) = (property.Read(entry), cloud.Texts[property]);
                if (here is not null || there is not null)
                    Add(property.Attribute, here, there, string.Equals(here, there, StringComparison.Ordinal), null);
            }
        }

        void Addresses()
        {
            if (addresses is null)
            {
                rows.Add(
                    new ComparedAttribute(
                        RecipientAttributes.ProxyAddresses,
                        Recipient.PrimaryOf(entry),
                        cloud.PrimarySmtpAddress,
                        ComparisonState.Unknown,
                        "The tenant's domains could not be read, so what becomes of the addresses is not known."
                    )
                );
                return;
            }

            var differences = addresses.Compare(cloud);
            if (
                differences.All(d => d.Attribute != RecipientAttributes.Mail)
                && addresses.PrimarySmtpAddress is { } primary
            )
                rows.Add(
                    new ComparedAttribute(
                        RecipientAttributes.Mail,
                        primary,
                        cloud.PrimarySmtpAddress,
                        ComparisonState.Same,
                        null
                    )
                );
            foreach (var difference in differences)
                Add(difference.Attribute, difference.Expected, difference.Cloud, isSame: false, difference.Explanation);
        }

        void Hidden()
        {
            const string Attribute = RecipientAttributes.HideFromAddressLists;
            var hidden = entry.Flag(Attribute) == true;
            var there = cloud.Exchange?.HiddenFromAddressListsEnabled;
            const string NotTold =
                "Exchange Online was not asked, does not know the object, or does not say whether it is hidden.";
            if (flows || there is null || hidden == there)
                Flag(Attribute, hidden, there, NotTold);
            else if (hidden)
                Add(
                    Attribute,
                    "TRUE",
                    "FALSE",
                    isSame: false,
                    "It has no alias (mailNickname), so the flag does not synchronise: the cloud still lists it."
                );
            else
                rows.Add(
                    new ComparedAttribute(
                        Attribute,
                        "FALSE",
                        "TRUE",
                        ComparisonState.Stale,
                        "It has no alias (mailNickname), so the flag does not synchronise: the cloud's own "
                            + "value counts."
                    )
                );
        }

        void Type()
        {
            var type = RecipientTypes.Classify(entry);
            if (CloudTypeOf(type) is not { } expected)
                return;
            var there = cloud.Exchange?.RecipientTypeDetails;
            const string Attribute = RecipientAttributes.RecipientTypeDetails;
            if (there is null)
                rows.Add(
                    new ComparedAttribute(
                        Attribute,
                        type.Words(),
                        null,
                        ComparisonState.Unknown,
                        "Exchange Online was not asked or does not know the object."
                    )
                );
            else if (!cloud.Exchange!.IsMailbox)
                Add(
                    Attribute,
                    type.Words(),
                    there,
                    isSame: false,
                    "Active Directory says that the mailbox is in the cloud, but Exchange Online has none: a "
                        + "licence is missing, or the mailbox is still to be created."
                );
            else
                Add(
                    Attribute,
                    type.Words(),
                    there,
                    isSame: expected.Equals(there, StringComparison.OrdinalIgnoreCase),
                    $"Active Directory says {type.Words()}, Exchange Online has a {there}."
                );
        }

        void Flag(string attribute, bool here, bool? there, string notTold)
        {
            if (there is not { } known)
                rows.Add(new ComparedAttribute(attribute, Word(here), null, ComparisonState.Unknown, notTold));
            else
                Add(attribute, Word(here), Word(known), here == known, null);
        }

        void Text(string attribute, string here, string? there, bool isExact = false, string? explanation = null) =>
            Add(
                attribute,
                here,
                there,
                string.Equals(here, there, isExact ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase),
                explanation
            );

        void Add(string attribute, string? here, string? there, bool isSame, string? explanation)
        {
            var owner = authority.Of(attribute);
            var state =
                isSame ? ComparisonState.Same
                : owner is Authority.ExchangeOnline or Authority.Cloud ? ComparisonState.Stale
                : isRecent ? ComparisonState.Waiting
                : ComparisonState.Differs;
            rows.Add(
                new ComparedAttribute(
                    attribute,
                    here,
                    there,
                    state,
                    state switch
                    {
                        ComparisonState.Same => null,
                        ComparisonState.Stale => $"{(owner == Authority.Cloud ? "The cloud" : "Exchange Online")} owns "
                            + $"{attribute}: {there ?? "no value"} counts, what Active Directory has is "
                            + $"without effect.",
                        ComparisonState.Waiting =>
                            $"{explanation ?? $"{attribute} is {here ?? "absent"} in Active Directory and {there ?? "absent"} in the cloud."} "
                                + $"The object changed after the last synchronisation: wait for the next.",
                        _ => explanation
                            ?? $"{attribute} is {here ?? "absent"} in Active Directory and "
                                + $"{there ?? "absent"} in the cloud.",
                    }
                )
            );
        }
    }

    /// <summary>Returns Exchange Online's type of a remote mailbox; null if the object has no mailbox there.</summary>
    private static string? CloudTypeOf(RecipientTypeDetails type) =>
        type switch
        {
            RecipientTypeDetails.RemoteUserMailbox => "UserMailbox",
            RecipientTypeDetails.RemoteSharedMailbox => "SharedMailbox",
            RecipientTypeDetails.RemoteRoomMailbox => "RoomMailbox",
            RecipientTypeDetails.RemoteEquipmentMailbox => "EquipmentMailbox",
            _ => null,
        };

    private static string Word(bool flag) => flag ? "TRUE" : "FALSE";

    /// <summary>
    /// Matches the sign-in name that the service assigns if the original one is in use (Entra Connect: duplicate
    /// attribute resiliency).
    /// </summary>
    [GeneratedRegex(@"\+\d{4}@[^@]+\.onmicrosoft\.(com|us)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex FourDigits();
}
