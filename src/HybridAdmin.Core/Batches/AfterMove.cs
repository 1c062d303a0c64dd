using System.Globalization;
using HybridAdmin.Core.Changes.Editing;
using HybridAdmin.Core.Directory;
using HybridAdmin.Core.Migration.Moves;
using HybridAdmin.Core.Recipients;

namespace HybridAdmin.Core.Batches;

/// <summary>A value that differs from the expected one after a move.</summary>
/// <param name="Attribute">The LDAP name.</param>
/// <param name="Expected">The expected value; null if the attribute is expected to be absent.</param>
/// <param name="Found">The present value; null if absent.</param>
/// <param name="Message">The consequence, as a sentence.</param>
public sealed record MoveDifference(string Attribute, string? Expected, string? Found, string Message);

/// <summary>The result of comparing an AD object with its expected state after a move.</summary>
/// <param name="Differences">Empty if every value is as expected.</param>
/// <param name="Edit">The differences that a normal, reviewed edit can correct; null if there are none.</param>
/// <param name="Remaining">
/// The differences that the edit does not correct, and the remedy; null if there are none.
/// </param>
public sealed record AfterMoveAnswer(IReadOnlyList<MoveDifference> Differences, RecipientEdit? Edit, string? Remaining);

/// <summary>
/// Compares an object with the changes that the on-premises side should have made to it when a remote move completed
/// (RULES.md, Moves). Differences are only meaningful after the batch is completed and the change is replicated.
/// Changes that the server did not make are returned as an edit. Type values and routing are included only if Exchange
/// Online shows the same mailbox that Active Directory names. Pure.
/// </summary>
public static class AfterMove
{
    /// <param name="entry">The object, read live.</param>
    /// <param name="routingDomain">
    /// For example contoso.mail.onmicrosoft.com. If null (unknown), the routing address is not compared.
    /// </param>
    /// <param name="cloud">The mailbox in Exchange Online; null if not known.</param>
    public static AfterMoveAnswer Compare(DirectoryEntry entry, string? routingDomain, MoveCandidate? cloud)
    {
        var differences = new List<MoveDifference>();
        var remaining = new List<string>();
        var missing = new List<string>();
        var type = (RecipientTypeDetails)(entry.Number(RecipientAttributes.RecipientTypeDetails) ?? 0);
        var kind =
            RemoteMailboxKind.Of(type)
            ?? RemoteMailboxKind.OfCloud(cloud?.RecipientTypeDetails)
            ?? RemoteMailboxKind.All[0];
        var display = entry.Number(RecipientAttributes.RecipientDisplayType);
        var remote = entry.Number(RecipientAttributes.RemoteRecipientType) ?? 0;
        Differ(RecipientAttributes.RecipientTypeDetails, (long)kind.Remote, type == kind.Remote, (long)type);
        Differ(RecipientAttributes.RecipientDisplayType, kind.DisplayType, kind.Shows(display), display);
        Differ(RecipientAttributes.RemoteRecipientType, kind.Moved(remote), remote == kind.Moved(remote), remote);
        foreach (var attribute in new[] { RecipientAttributes.HomeMdb, RecipientAttributes.HomeServerName })
        {
            if (entry.Text(attribute) is { } value)
                differences.Add(
                    new MoveDifference(
                        attribute,
                        null,
                        value,
                        $"{attribute} still names the server: mail would be delivered there."
                    )
                );
        }

        var addresses = entry.Texts(RecipientAttributes.ProxyAddresses).Select(ProxyAddress.FromStored).ToArray();
        var routing = Routing(entry, routingDomain, addresses, differences, missing);
        var isWhole = differences.TrueForAll(d => d.Attribute == RecipientAttributes.ProxyAddresses);
        if (MoveReadiness.MailboxGuid(entry) is null)
        {
            differences.Add(
                new MoveDifference(
                    RecipientAttributes.MailboxGuid,
                    cloud?.ExchangeGuid?.ToString(),
                    null,
                    "msExchMailboxGuid is gone; a move back would need it."
                )
            );
            remaining.Add(
                $"Set msExchMailboxGuid to the ExchangeGuid of the "
                    + $"mailbox{(cloud?.ExchangeGuid is { } guid ? $", {guid}" : string.Empty)} "
                    + $"(Set-RemoteMailbox -ExchangeGuid)."
            );
        }

        if (
            cloud?.LegacyExchangeDN is { Length: > 0 } name
            && !addresses.Any(a => a.Text.Equals($"X500:{name}", StringComparison.OrdinalIgnoreCase))
        )
        {
            differences.Add(
                new MoveDifference(
                    RecipientAttributes.ProxyAddresses,
                    $"X500:{name}",
                    null,
                    "The cloud mailbox's X.500 address is missing: replies to its older mail from "
                        + "on-premises would be returned."
                )
            );
            missing.Add($"X500:{name}");
        }

        RemoteMailboxValues? values = null;
        if (!isWhole)
        {
            if (WhyNotConverted(entry, kind, routing, cloud) is { } why)
                remaining.Add(why);
            else
                values = new RemoteMailboxValues(
                    kind.Remote,
                    kind.Shows(display) ? (int)display!.Value : kind.DisplayType,
                    kind.Moved(remote),
                    routing!
                );
        }

        var edit =
            missing.Count == 0 && values is null
                ? null
                : new RecipientEdit
                {
                    AddAddresses = missing,
                    RemoteMailbox = values,
                    Reason = "After the move: what the mailbox in the cloud needs",
                };
        return new AfterMoveAnswer(differences, edit, remaining.Count == 0 ? null : string.Join(' ', remaining));

        void Differ(string attribute, long wanted, bool isSo, long? found)
        {
            if (isSo)
                return;
            differences.Add(
                new MoveDifference(
                    attribute,
                    wanted.ToString(CultureInfo.InvariantCulture),
                    found?.ToString(CultureInfo.InvariantCulture),
                    $"{attribute} is {found?.ToString(CultureInfo.InvariantCulture) ?? "absent"} and should "
                        + $"be {wanted.ToString(CultureInfo.InvariantCulture)} for a mailbox that was moved "
                        + $"to the cloud."
                )
            );
        }
    }

    /// <summary>
    /// Returns the reason why the console does not change type and routing: it must be certain that the mailbox exists
    /// and which one it is.
    /// </summary>
    private static string? WhyNotConverted(
        DirectoryEntry entry,
        RemoteMailboxKind kind,
        string? routing,
        MoveCandidate? cloud
    )
    {
        if (cloud is not { IsMailbox: true })
            return "Exchange Online does not show the mailbox, so type and routing are left alone. Check "
                + "again after the next synchronisation.";
        if (cloud.ExchangeGuid is not { } guid || MoveReadiness.MailboxGuid(entry) != guid)
            return "msExchMailboxGuid is not the ExchangeGuid of the mailbox in Exchange Online, so type and "
                + "routing are left alone: it could be another mailbox.";
        if (RemoteMailboxKind.OfCloud(cloud.RecipientTypeDetails) is { } there && there != kind)
        {
            return $"Exchange Online has a {cloud.RecipientTypeDetails}, Active Directory says "
                + $"{kind.Remote}. Make both sides say the same first (Set-Mailbox -Type in Exchange Online): "
                + $"a shared mailbox that "
                + "Active Directory calls a user's becomes a user's again, and goes without a licence after 30 days.";
        }

        return routing is null
            ? "The tenant's routing domain is not known, so type and routing are left alone. Set Tenant:RoutingDomain."
            : null;
    }

    /// <summary>Compares targetAddress and the addresses with the routing destination.</summary>
    /// <returns>The address to route mail to, which the object has or receives; null if not known.</returns>
    private static string? Routing(
        DirectoryEntry entry,
        string? routingDomain,
        ProxyAddress[] addresses,
        List<MoveDifference> differences,
        List<string> missing
    )
    {
        var target = entry.Text(RecipientAttributes.TargetAddress);
        var routed = target is null ? default : ProxyAddress.FromStored(target);
        var leadsThere =
            target is not null
            && routed.IsSmtp
            && (
                routingDomain is null || string.Equals(routed.Domain, routingDomain, StringComparison.OrdinalIgnoreCase)
            );
        if (
            target is not null
            && routed.IsSmtp
            && leadsThere
            && !addresses.Any(a => a.IsSmtp && a.Value.Equals(routed.Value, StringComparison.OrdinalIgnoreCase))
        )
        {
            differences.Add(
                new MoveDifference(
                    RecipientAttributes.ProxyAddresses,
                    ProxyAddress.Smtp(routed.Value, false).Text,
                    null,
                    $"{routed.Value}, where mail is routed to, is none of the object's own addresses."
                )
            );
            missing.Add(routed.Value);
        }

        if (leadsThere)
            return routed.Value;
        if (routingDomain is null)
        {
            differences.Add(
                new MoveDifference(
                    RecipientAttributes.TargetAddress,
                    null,
                    target,
                    "targetAddress is absent: mail on-premises for the person has nowhere to go."
                )
            );
            return null;
        }

        var own = addresses.FirstOrDefault(a =>
            a.IsSmtp && string.Equals(a.Domain, routingDomain, StringComparison.OrdinalIgnoreCase)
        );
        var expected =
            own.Text is not null ? own.Value
            : entry.Text(RecipientAttributes.MailNickname) is { } alias ? $"{alias}@{routingDomain}"
            : null;
        differences.Add(
            new MoveDifference(
                RecipientAttributes.TargetAddress,
                expected is null ? null : ProxyAddress.Smtp(expected, true).Text,
                target,
                $"targetAddress does not lead to {routingDomain}: mail on-premises for the person has nowhere to go."
            )
        );
        if (own.Text is null && expected is not null)
        {
            differences.Add(
                new MoveDifference(
                    RecipientAttributes.ProxyAddresses,
                    ProxyAddress.Smtp(expected, false).Text,
                    null,
                    $"The object has no address at {routingDomain}."
                )
            );
            missing.Add(expected);
        }

        return expected;
    }
}
