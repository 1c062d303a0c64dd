using System.Globalization;
using System.Text;
using HybridAdmin.Core.Directory;
using HybridAdmin.Core.Recipients;
using HybridAdmin.Core.Recipients.Properties;
using HybridAdmin.Core.Tenant.Writing;

namespace HybridAdmin.Core.Changes.Editing;

/// <summary>
/// Writes the Exchange Management Shell line that would make the same change, for people who know the shell and for
/// tickets. The line is shown, never run.
/// </summary>
public static class CmdletWriter
{
    /// <summary>Returns the line; empty if there is nothing to change.</summary>
    public static string Write(DirectoryEntry entry, IReadOnlyList<AttributeChange> changes)
    {
        if (changes.Count == 0)
            return string.Empty;
        var type = RecipientTypes.Classify(entry);
        // No cmdlet sets the type values of a moved mailbox; this is Microsoft's own exception to "no direct edits" (KB
        // 2710029).
        if (
            changes.Any(c =>
                c.Attribute != RecipientAttributes.TargetAddress
                && RecipientAttributes.OfRemoteMailbox.Contains(c.Attribute)
            )
        )
            return ActiveDirectory(entry, changes);
        var isExchangeObject =
            entry.Has(RecipientAttributes.MailNickname) || entry.Has(RecipientAttributes.RecipientTypeDetails);
        if (!isExchangeObject || CmdletFor(type) is not { } cmdlet)
            return ActiveDirectory(entry, changes);
        var ofPerson = changes
            .Where(c => RecipientProperties.OfAttribute(c.Attribute)?.Cmdlet == PropertyCmdlet.Person)
            .ToArray();
        var ofRecipient = changes.Except(ofPerson).ToArray();
        string?[] lines =
        [
            ofRecipient.Length > 0 ? Exchange(cmdlet, type, entry, ofRecipient) : null,
            ofPerson.Length > 0
                ? Exchange(entry.IsOfClass("contact") ? "Set-Contact" : "Set-User", type, entry, ofPerson)
                : null,
        ];
        return string.Join('\n', lines.OfType<string>());
    }

    private static string? CmdletFor(RecipientTypeDetails type) =>
        type switch
        {
            _ when type.IsRemoteMailbox() => "Set-RemoteMailbox",
            RecipientTypeDetails.MailUser => "Set-MailUser",
            RecipientTypeDetails.MailContact => "Set-MailContact",
            RecipientTypeDetails.MailUniversalDistributionGroup
            or RecipientTypeDetails.MailUniversalSecurityGroup
            or RecipientTypeDetails.MailNonUniversalGroup
            or RecipientTypeDetails.RoomList => "Set-DistributionGroup",
            RecipientTypeDetails.DynamicDistributionGroup => "Set-DynamicDistributionGroup",
            RecipientTypeDetails.UserMailbox
            or RecipientTypeDetails.SharedMailbox
            or RecipientTypeDetails.RoomMailbox
            or RecipientTypeDetails.EquipmentMailbox
            or RecipientTypeDetails.LinkedMailbox => "Set-Mailbox",
            _ => null,
        };

    private static string Exchange(
        string cmdlet,
        RecipientTypeDetails type,
        DirectoryEntry entry,
        IReadOnlyList<AttributeChange> changes
    )
    {
        var line = new StringBuilder(cmdlet).Append(" -Identity ").Append(Cmdlet.Quote(entry.Dn.ToString()));
        foreach (var change in changes)
        {
            switch (change.Attribute)
            {
                case RecipientAttributes.ProxyAddresses:
                    Addresses(line, change);
                    break;
                case RecipientAttributes.TargetAddress:
                    line.Append(type.IsRemoteMailbox() ? " -RemoteRoutingAddress " : " -ExternalEmailAddress ")
                        .Append(Value(change));
                    break;
                case RecipientAttributes.PoliciesExcluded:
                    var off = change.After.Any(v =>
                        v.Text.Contains(Recipient.PolicySentinel, StringComparison.OrdinalIgnoreCase)
                    );
                    line.Append(" -EmailAddressPolicyEnabled ").Append(off ? "$false" : "$true");
                    break;
                default:
                    if (Parameter(change) is { } parameter)
                        line.Append(parameter);
                    break;
            }
        }

        return line.ToString();
    }

    /// <summary>Returns the parameter; null if the attribute has no parameter of its own.</summary>
    private static string? Parameter(AttributeChange change) =>
        RecipientProperties.OfAttribute(change.Attribute) switch
        {
            { Kind: PropertyKind.Flag, Name: var name } =>
                $" -{name} {(change.After is [{ Text: "TRUE" }] ? "$true" : "$false")}",
            { Kind: PropertyKind.Text, Name: var name } => $" -{name} {Value(change)}",
            _ => null,
        };

    private static string Value(AttributeChange change) =>
        change.After.Count == 0 ? "$null" : Cmdlet.Quote(change.After[0].Text);

    /// <summary>
    /// Writes aliases with Add and Remove. If the primary address changes, writes the whole list, because Add and
    /// Remove cannot change a prefix only (Set-RemoteMailbox, -EmailAddresses).
    /// </summary>
    private static void Addresses(StringBuilder line, AttributeChange change)
    {
        line.Append(" -EmailAddresses ");
        var newPrimary = change.Added.Concat(change.Removed).Any(v => ProxyAddress.IsPrimarySmtpText(v.Text));
        if (newPrimary)
        {
            line.AppendJoin(',', change.After.Select(v => Cmdlet.Quote(v.Text)));
            return;
        }

        var parts = new List<string>();
        if (change.Added.Count > 0)
            parts.Add("Add=" + string.Join(',', change.Added.Select(v => Cmdlet.Quote(v.Text))));
        if (change.Removed.Count > 0)
            parts.Add("Remove=" + string.Join(',', change.Removed.Select(v => Cmdlet.Quote(v.Text))));
        line.Append("@{").AppendJoin("; ", parts).Append('}');
    }

    /// <summary>Writes the line for objects that no Exchange cmdlet supports.</summary>
    private static string ActiveDirectory(DirectoryEntry entry, IReadOnlyList<AttributeChange> changes)
    {
        var line = new StringBuilder("Set-ADObject -Identity ").Append(Cmdlet.Quote(entry.Dn.ToString()));
        Hashtable(" -Remove", changes.Where(c => c.Before.Count > 1 || c.After.Count > 1), c => c.Removed);
        Hashtable(
            " -Add",
            changes.Where(c => c.Before.Count > 1 || c.After.Count > 1 || c.Before.Count == 0),
            c => c.Added
        );
        Hashtable(" -Replace", changes.Where(c => c is { Before.Count: 1, After.Count: 1 }), c => c.After);
        var cleared = changes.Where(c => c is { Before.Count: 1, After.Count: 0 }).Select(c => c.Attribute).ToArray();
        if (cleared.Length > 0)
            line.Append(" -Clear ").AppendJoin(',', cleared);
        return line.ToString();

        void Hashtable(
            string parameter,
            IEnumerable<AttributeChange> of,
            Func<AttributeChange, IReadOnlyList<DirectoryValue>> values
        )
        {
            var pairs = of.Where(c => values(c).Count > 0)
                .Select(c => $"{c.Attribute}={string.Join(',', values(c).Select(v => Literal(c.Attribute, v)))}")
                .ToArray();
            if (pairs.Length > 0)
                line.Append(parameter).Append(" @{").AppendJoin("; ", pairs).Append('}');
        }

        static string Literal(string attribute, DirectoryValue value) =>
            RecipientProperties.OfAttribute(attribute)?.Kind == PropertyKind.Flag
                ? (value.Text == "TRUE" ? "$true" : "$false")
                : Cmdlet.Quote(value.Text);
    }
}
