using System.Globalization;
using HybridAdmin.Core.Changes;
using HybridAdmin.Core.Directory;
using HybridAdmin.Core.Recipients;

namespace HybridAdmin.Core.Migration;

/// <summary>One value that is not as it should be after a move.</summary>
/// <param name="Attribute">LDAP name.</param>
/// <param name="Expected">As it should be; null: absent.</param>
/// <param name="Found">As it is; null: absent.</param>
/// <param name="Message">What it means, as a sentence.</param>
public sealed record MoveDifference(string Attribute, string? Expected, string? Found, string Message);

/// <summary>An AD object after a move, compared with what it should be.</summary>
/// <param name="Differences">Empty: everything is as it should be.</param>
/// <param name="Edit">What a normal, reviewed edit can put right: addresses; null: nothing of that kind.</param>
/// <param name="Remaining">What has to be done with Exchange's own tools; null: nothing.</param>
public sealed record AfterMoveAnswer(IReadOnlyList<MoveDifference> Differences, RecipientEdit? Edit, string? Remaining);

/// <summary>
/// What the side on-premises should have done to the object when a remote move completed (RULES.md, Moves). To be asked once the batch is completed and
/// the change is replicated: before that differences mean nothing. Pure.
/// </summary>
public static class AfterMove
{
    private static readonly (RecipientTypeDetails OnServer, RecipientTypeDetails Remote, int Display, int SubType)[] Kinds =
    [
        (RecipientTypeDetails.UserMailbox, RecipientTypeDetails.RemoteUserMailbox, -2147483642, 0),
        (RecipientTypeDetails.RoomMailbox, RecipientTypeDetails.RemoteRoomMailbox, -2147481850, 32),
        (RecipientTypeDetails.EquipmentMailbox, RecipientTypeDetails.RemoteEquipmentMailbox, -2147481594, 64),
        (RecipientTypeDetails.SharedMailbox, RecipientTypeDetails.RemoteSharedMailbox, -2147483642, 96),
    ];

    /// <param name="entry">Read live.</param>
    /// <param name="routingDomain">E.g. contoso.mail.onmicrosoft.com; null: not known, and the routing address is not compared.</param>
    /// <param name="cloud">The mailbox as Exchange Online has it; null: not known.</param>
    public static AfterMoveAnswer Compare(DirectoryEntry entry, string? routingDomain, MoveCandidate? cloud)
    {
        var differences = new List<MoveDifference>();
        var isConverted = Types(entry, cloud, differences);
        foreach (var attribute in new[] { "homeMDB", "msExchHomeServerName" })
        {
            if (entry.Text(attribute) is { } value)
                differences.Add(new MoveDifference(attribute, null, value, $"{attribute} still names the server: mail would be delivered there."));
        }

        if (MoveReadiness.MailboxGuid(entry) is null)
            differences.Add(new MoveDifference(RecipientAttributes.MailboxGuid, cloud?.ExchangeGuid?.ToString(), null, "msExchMailboxGuid is gone; a move back would need it."));

        var addresses = entry.Texts(RecipientAttributes.ProxyAddresses).Select(ProxyAddress.FromStored).ToArray();
        var missing = new List<string>();
        var remaining = new List<string>();
        if (!isConverted) remaining.Add("The object was not converted to a remote mailbox. Wait for replication; if it stays so, convert it with the Exchange Management Tools (Disable-Mailbox is wrong here: it would take the addresses away).");
        Routing(entry, routingDomain, addresses, differences, missing, remaining);
        if (cloud?.LegacyExchangeDN is { Length: > 0 } name && !addresses.Any(a => a.Text.Equals($"X500:{name}", StringComparison.OrdinalIgnoreCase)))
        {
            differences.Add(new MoveDifference(RecipientAttributes.ProxyAddresses, $"X500:{name}", null, "The cloud mailbox's X.500 address is missing: replies to its older mail from on-premises would be returned."));
            missing.Add($"X500:{name}");
        }

        if (differences.Exists(d => d.Attribute is "homeMDB" or "msExchHomeServerName")) remaining.Add("Clear homeMDB and msExchHomeServerName with the Exchange Management Tools.");
        var edit = missing.Count == 0 ? null : new RecipientEdit { AddAddresses = missing, Reason = "After the move: addresses that the mailbox in the cloud needs" };
        return new AfterMoveAnswer(differences, edit, remaining.Count == 0 ? null : string.Join(' ', remaining));
    }

    /// <summary>The three type values: which row they should form, with the archive's bits left alone.</summary>
    private static bool Types(DirectoryEntry entry, MoveCandidate? cloud, List<MoveDifference> differences)
    {
        var type = (RecipientTypeDetails)(entry.Number(RecipientAttributes.RecipientTypeDetails) ?? 0);
        var kind = Kinds.FirstOrDefault(k => k.OnServer == type || k.Remote == type);
        if (kind.Remote == 0) kind = Kinds.FirstOrDefault(k => cloud?.RecipientTypeDetails?.Equals(k.OnServer.ToString(), StringComparison.OrdinalIgnoreCase) == true);
        if (kind.Remote == 0) kind = Kinds[0];
        var before = differences.Count;
        Number(RecipientAttributes.RecipientTypeDetails, (long)kind.Remote, type == kind.Remote, (long)type);

        // ACLable is a user's or shared mailbox's variant of the same type, and never rewritten.
        var display = entry.Number(RecipientAttributes.RecipientDisplayType);
        Number(RecipientAttributes.RecipientDisplayType, kind.Display, display == kind.Display || (display == -1073741818 && kind.Display == -2147483642), display);

        var remote = entry.Number(RecipientAttributes.RemoteRecipientType) ?? 0;
        var archive = remote & (2 | 16);
        var expected = 4 | kind.SubType | (int)archive;
        Number(RecipientAttributes.RemoteRecipientType, expected, (remote & ~(2L | 16L)) == (4 | kind.SubType), remote);
        return differences.Count == before;

        void Number(string attribute, long wanted, bool isSo, long? found)
        {
            if (isSo) return;
            differences.Add(new MoveDifference(
                attribute, wanted.ToString(CultureInfo.InvariantCulture), found?.ToString(CultureInfo.InvariantCulture),
                $"{attribute} is {found?.ToString(CultureInfo.InvariantCulture) ?? "absent"} and should be {wanted.ToString(CultureInfo.InvariantCulture)} for a mailbox that was moved to the cloud."));
        }
    }

    private static void Routing(
        DirectoryEntry entry, string? routingDomain, ProxyAddress[] addresses, List<MoveDifference> differences, List<string> missing, List<string> remaining)
    {
        var target = entry.Text(RecipientAttributes.TargetAddress);
        var routed = target is null ? default : ProxyAddress.FromStored(target);
        if (target is not null && routed.IsSmtp && !addresses.Any(a => a.IsSmtp && a.Value.Equals(routed.Value, StringComparison.OrdinalIgnoreCase)))
        {
            differences.Add(new MoveDifference(RecipientAttributes.ProxyAddresses, $"smtp:{routed.Value}", null, $"{routed.Value}, where mail is routed to, is none of the object's own addresses."));
            missing.Add(routed.Value);
        }

        if (routingDomain is null) return;
        var own = addresses.FirstOrDefault(a => a.IsSmtp && string.Equals(a.Domain, routingDomain, StringComparison.OrdinalIgnoreCase));
        var expected = own.Text is not null ? own.Value : entry.Text(RecipientAttributes.MailNickname) is { } alias ? $"{alias}@{routingDomain}" : null;
        if (target is null || !string.Equals(routed.Domain, routingDomain, StringComparison.OrdinalIgnoreCase))
        {
            differences.Add(new MoveDifference(
                RecipientAttributes.TargetAddress, expected is null ? null : $"SMTP:{expected}", target, $"targetAddress does not lead to {routingDomain}: mail on-premises for the person has nowhere to go."));
            remaining.Add($"Set targetAddress{(expected is null ? string.Empty : $" to SMTP:{expected}")} (Set-RemoteMailbox -RemoteRoutingAddress).");
        }

        if (own.Text is null && expected is not null && !missing.Contains(expected, StringComparer.OrdinalIgnoreCase))
        {
            differences.Add(new MoveDifference(RecipientAttributes.ProxyAddresses, $"smtp:{expected}", null, $"The object has no address at {routingDomain}."));
            missing.Add(expected);
        }
    }
}
