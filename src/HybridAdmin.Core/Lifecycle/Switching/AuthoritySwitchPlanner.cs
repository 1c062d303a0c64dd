using System.Globalization;
using System.Text.Json;
using HybridAdmin.Core.Audit;
using HybridAdmin.Core.Changes.Model;
using HybridAdmin.Core.Directory;
using HybridAdmin.Core.Findings;
using HybridAdmin.Core.Recipients;
using HybridAdmin.Core.Recipients.Properties;
using HybridAdmin.Core.Tenant.Writing;

namespace HybridAdmin.Core.Lifecycle.Switching;

/// <summary>
/// Plans a switch of IsExchangeCloudManaged and determines the obstacles (RULES.md, Authority). Pure.
/// </summary>
public static class AuthoritySwitchPlanner
{
    /// <summary>The waiting time that Microsoft requires after an on-premises change of the mailbox.</summary>
    public static readonly TimeSpan WaitAfterChange = TimeSpan.FromHours(24);

    private static readonly JsonSerializerOptions Json = new() { WriteIndented = true };

    public static AuthoritySwitch Plan(AuthoritySwitchFacts facts)
    {
        var toCloud = facts.Values?.Flag(ExchangeOnlineProperties.IsExchangeCloudManaged) != true;
        var findings = new List<Finding>();
        Mailbox(findings, facts);
        if (toCloud)
            Synchronisation(findings, facts);
        var differences = facts.Values is { } values ? AuthorityDifferences.Differences(facts.Entry, values) : [];
        Values(findings, toCloud, differences);
        if (facts.Organization?.Warning is { } warning)
            findings.Add(new Finding(FindingSeverity.Warning, FindingCodes.TenantDefault, warning));
        else if (facts.Organization?.ExchangeAttributesCloudManagedByDefault is null)
            findings.Add(
                new Finding(
                    FindingSeverity.Info,
                    FindingCodes.TenantDefault,
                    "Whether new mailboxes of the tenant are cloud-managed by default could not be read, so "
                        + "it is not known."
                )
            );

        var plan = new ChangePlan
        {
            TargetName = Recipient.NameOf(facts.Entry),
            Action = AuditAction.AuthoritySwitched,
            Steps = StepsOf(facts, toCloud),
            Findings = [.. findings.OrderBy(f => f.Severity)],
        };
        return new AuthoritySwitch(toCloud, plan)
        {
            Confirmation =
                Recipient.PrimaryOf(facts.Values is { } now ? now.Over(facts.Entry, isWhole: false) : facts.Entry)
                ?? Recipient.NameOf(facts.Entry),
            Differences = differences,
            Backup = BackupText(facts, toCloud),
        };
    }

    /// <summary>
    /// One Set-Mailbox, with the values of both sides recorded with it; no values while they are unknown.
    /// </summary>
    private static IReadOnlyList<ChangeStep> StepsOf(AuthoritySwitchFacts facts, bool toCloud) =>
        facts.Values is { } values && facts.View.Target is { } target
            ? TenantStep.For(
                new TenantObject(target) { Recipient = DirectoryObject.Of(facts.Entry) },
                [
                    new AttributeChange(
                        ExchangeOnlineProperties.IsExchangeCloudManaged,
                        values.Values(ExchangeOnlineProperties.IsExchangeCloudManaged),
                        [ExchangeOnlineProperties.Text(toCloud)]
                    ),
                ],
                claims: [],
                AuthorityDifferences.BackupOf(facts.Entry, values)
            )
            : [];

    private static void Mailbox(List<Finding> findings, AuthoritySwitchFacts facts)
    {
        if (facts.View.Problem is { } problem)
            Refuse(
                $"The tenant does not answer at present ({problem.TrimEnd('.')}): nothing can be switched "
                    + $"until it answers."
            );
        else if (!facts.View.IsConnected)
            Refuse("No Microsoft 365 tenant is connected. Set Tenant:TenantId to connect one.");
        else if (facts.View.Cloud is null)
            Refuse(
                "There is no cloud object for this recipient, so there is no mailbox whose authority could be switched."
            );
        else if (facts.View.Target is not { Kind: TenantTargetKind.Mailbox })
            Refuse("Only mailboxes can be switched: user, shared, room and equipment mailboxes in Exchange Online.");
        else if (facts.View.Cloud.OnPremisesSyncEnabled != true)
            Refuse("The mailbox is not synchronised from Active Directory, so Exchange Online owns it in any case.");
        else if (facts.Values is null)
            Refuse(
                "Exchange Online does not show the mailbox to this application, so its values cannot be saved first."
            );
        else if (facts.Values.Values(ExchangeOnlineProperties.IsExchangeCloudManaged).Count == 0)
            Refuse(
                "Exchange Online does not say who owns the Exchange attributes of this mailbox "
                    + "(IsExchangeCloudManaged), so it cannot be switched."
            );
        else if (facts.View.Writing is { IsAvailable: false } writing)
            findings.Add(
                new Finding(
                    FindingSeverity.Error,
                    FindingCodes.TenantRoleMissing,
                    $"The console's application may not write mailboxes; it lacks {writing.Missing}."
                )
            );

        void Refuse(string why) => findings.Add(new Finding(FindingSeverity.Error, FindingCodes.Invalid, why));
    }

    /// <summary>
    /// Checks that the last change in Active Directory has arrived in the cloud; after the switch it never will.
    /// </summary>
    private static void Synchronisation(List<Finding> findings, AuthoritySwitchFacts facts)
    {
        if (facts.LastChange is { } own && facts.Now - own < WaitAfterChange)
        {
            findings.Add(
                new Finding(
                    FindingSeverity.Error,
                    FindingCodes.SyncPending,
                    $"This console changed the recipient in Active Directory at {Utc(own)}. Microsoft requires "
                        + $"a wait of 24 hours after an on-premises change: switch after "
                        + $"{Utc(own + WaitAfterChange)}."
                )
            );
        }

        var last = facts.Tenant is { OnPremisesLastSyncDateTime: { } at } tenant
            ? at - tenant.ClockSkew
            : (DateTimeOffset?)null;
        var changed = WhenChanged(facts.Entry);
        if (last is not { } synchronised)
        {
            findings.Add(
                new Finding(
                    FindingSeverity.Error,
                    FindingCodes.SyncUnknown,
                    "The tenant does not say when it was last synchronised, so it is not known whether "
                        + "Active Directory's last change has arrived. The switch is possible only after it has."
                )
            );
        }
        else if (changed is { } directory && directory > synchronised)
        {
            findings.Add(
                new Finding(
                    FindingSeverity.Error,
                    FindingCodes.SyncPending,
                    $"The object was changed in Active Directory at {Utc(directory)}, after the last "
                        + $"synchronisation ({Utc(synchronised)}): wait for the next one, or the change never "
                        + $"arrives."
                )
            );
        }
        else if (changed is { } recent && facts.Now - recent < WaitAfterChange && facts.LastChange is not { } mine)
        {
            findings.Add(
                new Finding(
                    FindingSeverity.Warning,
                    FindingCodes.SyncPending,
                    $"The object was changed in Active Directory at {Utc(recent)}, by another tool or by a "
                        + $"sign-in. If it was an Exchange attribute, Microsoft requires a wait of 24 hours."
                )
            );
        }

        findings.Add(
            new Finding(
                FindingSeverity.Info,
                FindingCodes.SyncUnknown,
                "Entra Connect 2.5.190.0 or later is needed; an application cannot read its version, so "
                    + "check it yourself."
            )
        );
    }

    private static void Values(List<Finding> findings, bool toCloud, IReadOnlyList<AuthorityDifference> differences)
    {
        if (toCloud)
        {
            findings.Add(
                new Finding(
                    FindingSeverity.Info,
                    FindingCodes.ValuesWrittenBack,
                    "From then on the Exchange attributes are edited in Exchange Online, and Active "
                        + "Directory's values go stale. Entra Cloud Sync writes some of them back, if that "
                        + "job is set up; whether it is cannot be read by an application."
                )
            );
            return;
        }

        findings.Add(
            differences.Count == 0
                ? new Finding(
                    FindingSeverity.Info,
                    FindingCodes.ValuesOverwritten,
                    "Both sides have the same values, so the next synchronisation overwrites nothing."
                )
                : new Finding(
                    FindingSeverity.Warning,
                    FindingCodes.ValuesOverwritten,
                    $"The next synchronisation overwrites "
                        + $"{string.Join(", ", differences.Select(d => d.Property))} in Exchange Online with "
                        + $"Active Directory's values. Copy what is to stay to Active Directory first."
                )
        );
    }

    private static string BackupText(AuthoritySwitchFacts facts, bool toCloud) =>
        JsonSerializer.Serialize(
            new
            {
                recipient = facts.Entry.Dn.ToString(),
                objectGuid = facts.Entry.Id,
                at = facts.Now,
                isExchangeCloudManaged = !toCloud,
                activeDirectory = RecipientAttributes
                    .Editable.Where(facts.Entry.Has)
                    .ToDictionary(a => a, a => facts.Entry.Texts(a).ToArray()),
                exchangeOnline = (
                    facts.Values?.Properties ?? new Dictionary<string, IReadOnlyList<DirectoryValue>>()
                ).ToDictionary(p => p.Key, p => p.Value.Select(v => v.Text).ToArray()),
            },
            Json
        );

    /// <summary>The value of whenChanged, in LDAP's Generalized Time: 20261121060000.0Z.</summary>
    private static DateTimeOffset? WhenChanged(DirectoryEntry entry) =>
        DateTimeOffset.TryParseExact(
            entry.Text(RecipientAttributes.WhenChanged),
            ["yyyyMMddHHmmss.f'Z'", "yyyyMMddHHmmss'Z'"],
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
            out var at
        )
            ? at
            : null;

    private static string Utc(DateTimeOffset at) =>
        at.UtcDateTime.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);
}
