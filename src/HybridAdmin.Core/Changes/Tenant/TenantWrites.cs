using System.Globalization;
using System.Text;
using HybridAdmin.Core.Cloud;
using HybridAdmin.Core.Recipients;

namespace HybridAdmin.Core.Changes;

/// <summary>The one write of a change to the tenant, and the line that a person would type for it. Pure.</summary>
public static class TenantWrites
{
    /// <exception cref="ArgumentException">The changes are not of one cmdlet: a planner's mistake.</exception>
    public static CloudWrite Of(CloudTarget target, IReadOnlyList<AttributeChange> changes) =>
        target.Kind switch
        {
            CloudTargetKind.RemoteDomain => RemoteDomain(target, changes),
            CloudTargetKind.Domain => changes is [{ Attribute: CloudProperties.IsVerified, After: [var verified] }]
            && IsTrue(verified.Text)
                ? new VerifyDomain(target)
                : throw NoCmdlet(target),
            _ when target.IsPerson => new SetRecipient(target)
            {
                Texts = changes.ToDictionary(c => c.Attribute, c => c.After is [var value, ..] ? value.Text : null),
            },
            _ when target.IsRecipient => Recipient(target, changes),
            _ => changes is [{ Attribute: CloudProperties.IsCloudManaged, After: [var managed] }]
                ? new SetSyncBehavior(target, IsTrue(managed.Text))
                : throw NoCmdlet(target),
        };

    /// <summary>
    /// The Exchange Online PowerShell line of the write; of domains and sources of authority the request to Microsoft
    /// Graph.
    /// </summary>
    public static string Line(CloudWrite write) =>
        write switch
        {
            SetRecipient set => $"Set-{set.Target.Noun} -Identity {Quote(set.Target.Identity)}{Parameters(set)}",
            NewRemoteDomain made =>
                $"New-RemoteDomain -Name {Quote(made.Target.Identity)} -DomainName {Quote(made.DomainName)}",
            SetRemoteDomain set => $"Set-RemoteDomain -Identity {Quote(set.Target.Identity)} -TNEFEnabled "
                + $"{set.TNEFEnabled switch { true => "$true", false => "$false", null => "$null" }}",
            RemoveRemoteDomain gone => $"Remove-RemoteDomain -Identity {Quote(gone.Target.Identity)} -Confirm:$false",
            VerifyDomain verify => $"POST /v1.0/domains/{verify.Target.Identity}/verify",
            SetSyncBehavior behavior => $"PATCH "
                + $"/v1.0/{Segment(behavior.Target.Kind)}/{behavior.Target.Identity}/onPremisesSyncBehavior "
                + $"{{\"isCloudManaged\":{(behavior.IsCloudManaged ? "true" : "false")}}}",
            _ => throw new ArgumentOutOfRangeException(nameof(write), write, "There is no line for this write."),
        };

    private static CloudWrite RemoteDomain(CloudTarget target, IReadOnlyList<AttributeChange> changes)
    {
        if (changes.FirstOrDefault(c => c.Attribute == CloudProperties.DomainName) is { } existence)
        {
            return existence.After is [var domain]
                ? new NewRemoteDomain(target, domain.Text)
                : new RemoveRemoteDomain(target);
        }

        return changes is [{ Attribute: CloudProperties.TNEFEnabled } tnef]
            ? new SetRemoteDomain(target, tnef.After is [var value] ? IsTrue(value.Text) : null)
            : throw NoCmdlet(target);
    }

    private static SetRecipient Recipient(CloudTarget target, IReadOnlyList<AttributeChange> changes)
    {
        var write = new SetRecipient(target);
        var custom = new SortedDictionary<int, string?>();
        foreach (var change in changes)
        {
            var text = change.After is [var value, ..] ? value.Text : null;
            if (CloudProperties.CustomNumber(change.Attribute) is { } number)
                custom[number] = text;
            else
                write = Set(write, change, text);
        }

        return write with
        {
            CustomAttributes = custom,
        };
    }

    private static SetRecipient Set(SetRecipient write, AttributeChange change, string? text) =>
        change.Attribute switch
        {
            CloudProperties.EmailAddresses => write with { EmailAddresses = Addresses(change) },
            CloudProperties.HiddenFromAddressListsEnabled => write with
            {
                HiddenFromAddressListsEnabled = IsTrue(text),
            },
            CloudProperties.IsExchangeCloudManaged => write with { IsExchangeCloudManaged = IsTrue(text) },
            CloudProperties.Alias => write with { Alias = text },
            CloudProperties.DisplayName => write with { DisplayName = text },
            _ => throw NoCmdlet(write.Target),
        };

    /// <summary>
    /// Where the primary changes the whole list: a prefix alone cannot be changed by Add and Remove (Set-Mailbox,
    /// -EmailAddresses).
    /// </summary>
    private static EmailAddressesWrite Addresses(AttributeChange change)
    {
        var isNewPrimary = change.Added.Concat(change.Removed).Any(v => ProxyAddress.IsPrimarySmtpText(v.Text));
        return new EmailAddressesWrite(
            [.. change.Added.Select(v => v.Text)],
            [.. change.Removed.Select(v => v.Text)],
            isNewPrimary
                ? [.. change.After.Select(v => v.Text).OrderByDescending(t => ProxyAddress.IsPrimarySmtpText(t))]
                : null
        );
    }

    private static StringBuilder Parameters(SetRecipient set)
    {
        var line = new StringBuilder();
        if (set.EmailAddresses is { } addresses)
        {
            line.Append(" -EmailAddresses ");
            if (addresses.Whole is { } whole)
                line.AppendJoin(',', whole.Select(Quote));
            else
                line.Append("@{")
                    .AppendJoin(
                        "; ",
                        new[] { Half("Add", addresses.Add), Half("Remove", addresses.Remove) }.OfType<string>()
                    )
                    .Append('}');
        }

        if (set.HiddenFromAddressListsEnabled is { } hidden)
            line.Append(" -HiddenFromAddressListsEnabled ").Append(Flag(hidden));
        if (set.Alias is { } alias)
            line.Append(" -Alias ").Append(Quote(alias));
        if (set.DisplayName is { } name)
            line.Append(" -DisplayName ").Append(Quote(name));
        if (set.IsExchangeCloudManaged is { } managed)
            line.Append(" -IsExchangeCloudManaged ").Append(Flag(managed));
        foreach (var (parameter, value) in set.Texts)
            line.Append($" -{parameter} ").Append(value is null ? "$null" : Quote(value));
        foreach (var (number, value) in set.CustomAttributes)
            line.Append(CultureInfo.InvariantCulture, $" -CustomAttribute{number} ")
                .Append(string.IsNullOrEmpty(value) ? "$null" : Quote(value));
        return line;
    }

    private static string? Half(string name, IReadOnlyList<string> values) =>
        values.Count == 0 ? null : $"{name}={string.Join(',', values.Select(Quote))}";

    private static string Quote(string text) => CmdletWriter.Quote(text);

    private static string Flag(bool flag) => flag ? "$true" : "$false";

    private static bool IsTrue(string? text) => CloudProperties.True.Equals(text, StringComparison.OrdinalIgnoreCase);

    private static string Segment(CloudTargetKind kind) =>
        kind switch
        {
            CloudTargetKind.GroupSyncBehavior => "groups",
            CloudTargetKind.ContactSyncBehavior => "contacts",
            _ => "users",
        };

    private static ArgumentException NoCmdlet(CloudTarget target) =>
        new($"No single cmdlet makes these changes to {target}.");
}
