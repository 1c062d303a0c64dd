using HybridAdmin.Core.Directory;
using HybridAdmin.Core.Findings;
using HybridAdmin.Core.Recipients;
using HybridAdmin.Core.Tenant;

namespace HybridAdmin.Core.Migration.Moves;

/// <summary>Checks one person of a move and collects the findings for <see cref="MoveReadiness"/>.</summary>
internal sealed class MoveCheck(MoveFacts facts, MoveTarget target)
{
    private readonly List<MigrationFinding> findings = [];

    /// <summary>The findings, errors first.</summary>
    public IReadOnlyList<MigrationFinding> Run()
    {
        if (facts.Entry is not { } entry)
            Add(
                FindingSeverity.Error,
                MigrationCodes.UnknownPerson,
                $"Nobody in Active Directory has the address {facts.Person.EmailAddress}. Check its spelling."
            );
        else if (target.Kind == MigrationKind.Offboarding)
            Back(entry);
        else
            ToCloud(entry);
        return [.. findings.OrderBy(f => f.Severity)];
    }

    private void Add(FindingSeverity severity, string code, string message) =>
        findings.Add(
            new MigrationFinding(severity, code, message)
            {
                Row = facts.Person.Row,
                Identity = facts.Person.EmailAddress,
            }
        );

    private void ToCloud(DirectoryEntry of)
    {
        var name = Recipient.NameOf(of);
        var type = (RecipientTypeDetails)(of.Number(RecipientAttributes.RecipientTypeDetails) ?? 0);
        if (type.IsRemoteMailbox())
        {
            Add(
                FindingSeverity.Error,
                MigrationCodes.AlreadyInCloud,
                $"The mailbox of {name} is in the cloud already ({type})."
            );
            return; // everything else would follow from it
        }

        if (!MoveReadiness.OnServer.Contains(type))
            Add(
                FindingSeverity.Error,
                MigrationCodes.NoMailbox,
                $"{name} has no mailbox on-premises ({(type == 0 ? "not mail-enabled" : type)}), so "
                    + $"there is nothing to move."
            );
        if (!of.Has(RecipientAttributes.MailNickname))
            Add(
                FindingSeverity.Error,
                MigrationCodes.AliasMissing,
                $"{name} has no alias (mailNickname): the Exchange attributes do not synchronise. Set an "
                    + $"alias first."
            );
        var guid = MoveReadiness.MailboxGuid(of);
        if (guid is null && MoveReadiness.OnServer.Contains(type))
            Add(
                FindingSeverity.Error,
                MigrationCodes.MailboxGuidMissing,
                $"{name} has no msExchMailboxGuid, by which the cloud knows the mailbox."
            );
        Owner(name);
        Domains(of, name);
        CloudMailUser(name, guid);
        if (
            facts.Plan == MailboxPlan.None
            && type is RecipientTypeDetails.UserMailbox or RecipientTypeDetails.LinkedMailbox
        )
            Add(
                FindingSeverity.Warning,
                MigrationCodes.LicenceMissing,
                $"{name} has no Exchange licence. Assign one now or within 30 days after the move; then "
                    + $"the mailbox is disconnected."
            );
        Advice(of, name);
    }

    private void Back(DirectoryEntry of)
    {
        var name = Recipient.NameOf(of);
        var type = (RecipientTypeDetails)(of.Number(RecipientAttributes.RecipientTypeDetails) ?? 0);
        if (!type.IsRemoteMailbox())
        {
            Add(
                FindingSeverity.Error,
                MoveReadiness.OnServer.Contains(type) ? MigrationCodes.AlreadyOnPremises : MigrationCodes.NoMailbox,
                MoveReadiness.OnServer.Contains(type)
                    ? $"The mailbox of {name} is on-premises already."
                    : $"{name} has no mailbox in the cloud that Active Directory knows of."
            );
            return;
        }

        if (facts.HasExchangeAnswered && facts.Candidate is not { IsMailbox: true })
            Add(
                FindingSeverity.Error,
                MigrationCodes.NoMailbox,
                $"Exchange Online has no mailbox of {name}, so there is nothing to move back."
            );
        if (!facts.HasExchangeAnswered)
            NotAsked(name);
        var guid = MoveReadiness.MailboxGuid(of);
        if (guid is null)
        {
            Add(
                FindingSeverity.Error,
                MigrationCodes.MailboxGuidMissing,
                $"{name}: msExchMailboxGuid is empty, as for every mailbox made in the cloud, and a move "
                    + $"back needs it. Set it to the cloud mailbox's ExchangeGuid"
                    + $"{(facts.Candidate?.ExchangeGuid is { } wanted ? $" {wanted}" : string.Empty)} "
                    + $"(Set-RemoteMailbox -ExchangeGuid) and wait for the synchronisation."
            );
        }
        else if (facts.Candidate is { IsMailbox: true } mailbox && mailbox.ExchangeGuid != guid)
        {
            Add(
                FindingSeverity.Error,
                MigrationCodes.ExchangeGuidDiffers,
                $"{name}: ExchangeGuid of the cloud mailbox is {Text(mailbox.ExchangeGuid)}, "
                    + $"msExchMailboxGuid is {guid}. They must be the same."
            );
        }

        if (facts.Authority is Authority.ExchangeOnline || facts.Candidate?.IsExchangeCloudManaged == true)
            Add(
                FindingSeverity.Error,
                MigrationCodes.AuthorityElsewhere,
                $"Exchange Online owns the Exchange attributes of {name} (IsExchangeCloudManaged). Hand "
                    + $"them back to Active Directory before the move."
            );
        else
            Owner(name);
        if (
            target.TargetDeliveryDomain is { } domain
            && !MoveReadiness.Has(of.Texts(RecipientAttributes.ProxyAddresses), domain)
        )
            Add(
                FindingSeverity.Error,
                MigrationCodes.RoutingAddressMissing,
                $"{name} has no address at {domain}, the domain that mail is delivered to after the move "
                    + $"back. Add one."
            );
        if (facts.Candidate?.LitigationHoldEnabled == true)
            Add(
                FindingSeverity.Warning,
                MigrationCodes.Invalid,
                $"The mailbox of {name} is on litigation hold; check that the server on-premises keeps "
                    + $"it before you move it back."
            );
        Advice(of, name);
    }

    private void Owner(string name)
    {
        if (facts.Authority == Authority.Cloud)
            Add(
                FindingSeverity.Error,
                MigrationCodes.AuthorityElsewhere,
                $"The cloud owns {name} altogether: Active Directory's object is stale, and a move needs "
                    + $"a synchronised one."
            );
        else if (facts.Authority == Authority.ExchangeOnline)
            Add(
                FindingSeverity.Error,
                MigrationCodes.AuthorityElsewhere,
                $"Exchange Online owns the Exchange attributes of {name} (IsExchangeCloudManaged), so "
                    + $"nothing of Active Directory reaches the cloud."
            );
    }

    private void Domains(DirectoryEntry of, string name)
    {
        if (target.AcceptedDomains is not { } accepted)
        {
            Add(
                FindingSeverity.Warning,
                MigrationCodes.CloudUnknown,
                $"The accepted domains of Exchange Online could not be read, so the addresses of {name} "
                    + $"were not compared with them."
            );
            return;
        }

        foreach (
            var address in of.Texts(RecipientAttributes.ProxyAddresses)
                .Select(ProxyAddress.FromStored)
                .Where(a => a.IsSmtp)
        )
        {
            if (address.Domain is { } domain && !accepted.Contains(domain.ToLowerInvariant()))
                Add(
                    FindingSeverity.Error,
                    MigrationCodes.ProxyDomainNotAccepted,
                    $"{name} has {address.Value}, and {domain} is no accepted domain of Exchange Online. "
                        + $"Remove the address or verify the domain in the tenant."
                );
        }
    }

    private void CloudMailUser(string name, Guid? guid)
    {
        if (!facts.HasExchangeAnswered)
        {
            NotAsked(name);
            return;
        }

        if (facts.Candidate is not { } cloud)
        {
            Add(
                FindingSeverity.Error,
                MigrationCodes.CloudObjectMissing,
                $"Exchange Online has no object of {name}. Check that the object is synchronised, and "
                    + $"wait for a synchronisation."
            );
            return;
        }

        if (cloud.IsMailbox)
        {
            Add(
                FindingSeverity.Error,
                MigrationCodes.CloudMailboxPresent,
                $"There is a mailbox of {name} in the cloud already. Merge or remove it before the move; "
                    + $"mail may be in both."
            );
            return;
        }

        if (cloud.ExchangeGuid is null)
            Add(
                FindingSeverity.Error,
                MigrationCodes.ExchangeGuidMissing,
                $"The cloud object of {name} has no ExchangeGuid: msExchMailboxGuid is not synchronised. "
                    + $"Check alias and synchronisation."
            );
        else if (guid is not null && cloud.ExchangeGuid != guid)
            Add(
                FindingSeverity.Error,
                MigrationCodes.ExchangeGuidDiffers,
                $"{name}: ExchangeGuid of the cloud object is {cloud.ExchangeGuid}, msExchMailboxGuid is "
                    + $"{guid}. They must be the same."
            );
        if (target.TargetDeliveryDomain is { } domain && !MoveReadiness.Has(cloud.EmailAddresses, domain))
            Add(
                FindingSeverity.Error,
                MigrationCodes.RoutingAddressMissing,
                $"The cloud object of {name} has no address at {domain}. Add the alias at {domain} in "
                    + $"Active Directory and wait for the synchronisation."
            );
    }

    private void NotAsked(string name) =>
        Add(
            FindingSeverity.Warning,
            MigrationCodes.CloudUnknown,
            $"Exchange Online could not be asked about {name}, so its side of the move was not checked."
        );

    private void Advice(DirectoryEntry of, string name)
    {
        if (facts.OtherBatch is { } batch)
            Add(
                FindingSeverity.Error,
                MigrationCodes.AlreadyInBatch,
                $"{name} is in the batch {batch} already. Remove the person from it first."
            );
        if (
            Recipient.PrimaryOf(of) is { } primary
            && of.Text(RecipientAttributes.UserPrincipalName) is { } upn
            && !primary.Equals(upn, StringComparison.OrdinalIgnoreCase)
        )
            Add(
                FindingSeverity.Info,
                MigrationCodes.PrimaryNotUpn,
                $"{name} signs in as {upn} and has the primary address {primary}. After the move people "
                    + $"expect one name for both."
            );
        if (facts.Candidate?.TotalItemSize is >= MoveReadiness.LargeMailbox and var size)
            Add(
                FindingSeverity.Info,
                MigrationCodes.TooLarge,
                $"The mailbox of {name} holds {size / 1024 / 1024 / 1024} GB; the move takes long, and "
                    + $"the mailbox on the other side must be allowed to be as large."
            );
    }

    private static string Text(Guid? guid) => guid?.ToString() ?? "absent";
}
