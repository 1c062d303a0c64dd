using HybridAdmin.Core.Access;
using HybridAdmin.Core.Directory;
using HybridAdmin.Core.Findings;
using HybridAdmin.Core.Indexing;
using HybridAdmin.Core.Migration;
using HybridAdmin.Core.Migration.Csv;
using HybridAdmin.Core.Migration.Moves;
using HybridAdmin.Core.Migration.Writing;
using HybridAdmin.Core.Recipients;
using HybridAdmin.Core.SourceOfAuthority;
using HybridAdmin.Core.Tenant;
using HybridAdmin.Core.Tenant.Index;

namespace HybridAdmin.Core.Batches;

/// <summary>
/// The common part of preview and creation of a batch: reads people and facts of both sides, checks them, and plans.
/// Writes nothing.
/// </summary>
public sealed class BatchPreparation(
    IDirectory directory,
    IMigration migration,
    ITenant tenant,
    RecipientIndex index,
    WorkingHours hours,
    TimeProvider time
)
{
    /// <exception cref="TenantFault">The tenant does not answer: nothing could be judged.</exception>
    /// <exception cref="DirectoryFault">A domain does not answer.</exception>
    internal async Task<MigrationPlan> PrepareAsync(Actor actor, NewBatch wanted, CancellationToken cancellationToken)
    {
        var findings = new List<MigrationFinding>();
        var name = wanted.Name.Trim();
        if (name.Length is 0 or > 64)
            findings.Add(Error(MigrationCodes.Invalid, "A batch needs a name of 1 to 64 characters.", "name"));
        else if (await migration.ReadBatchAsync(name, cancellationToken).ConfigureAwait(false) is { } there)
            findings.Add(
                Error(
                    MigrationCodes.BatchExists,
                    $"A batch named {there.Identity} already exists. Choose another name.",
                    "name"
                )
            );
        if (wanted.Type is MigrationKind.IMAP or MigrationKind.Staged)
            findings.Add(
                Error(
                    MigrationCodes.Invalid,
                    $"The console does not create this kind ({wanted.Type.Words()}): its CSV holds people's "
                        + $"passwords, which the console does not take. Create it in the Exchange admin "
                        + $"center; here it can be viewed and run.",
                    "type"
                )
            );
        else if (wanted.Type == MigrationKind.Unknown)
            findings.Add(Error(MigrationCodes.Invalid, "The console does not know this kind of migration.", "type"));

        var capabilities = await tenant.ReadCapabilitiesAsync(false, cancellationToken).ConfigureAwait(false);
        if (
            capabilities.FirstOrDefault(c => c.Operation == TenantOperation.WriteMigration) is
            { IsAvailable: false } missing
        )
            findings.Add(
                Error(
                    MigrationCodes.CapabilityMissing,
                    $"The console's application may only read migration. Missing: {missing.Missing}.",
                    null
                )
            );
        var endpoint = await EndpointAsync(wanted, findings, cancellationToken).ConfigureAwait(false);
        var target = await TargetAsync(wanted, findings, cancellationToken).ConfigureAwait(false);
        var people =
            wanted.Type == MigrationKind.Cutover ? new MigrationPeople([], [])
            : wanted.CsvBytes is { } bytes ? MigrationCsv.Read(bytes.Span, wanted.Type)
            : wanted.Csv is { } csv ? MigrationCsv.Read(csv, wanted.Type)
            : MigrationCsv.Of(wanted.Identities);
        findings.AddRange(people.Findings);
        if (
            people.Rows.Count == 0
            && wanted.Type != MigrationKind.Cutover
            && !people.Findings.Any(f => f.Severity == FindingSeverity.Error)
        )
            findings.Add(
                Error(
                    MigrationCodes.CsvEmpty,
                    "Nobody is to be moved: give a CSV or a list of addresses.",
                    "identities"
                )
            );
        if (wanted.Type.IsRemoteMove())
            findings.AddRange(
                await new MovePeopleCheck(directory, migration, tenant, index)
                    .ExecuteAsync(actor, people.Rows, target, cancellationToken)
                    .ConfigureAwait(false)
            );
        Times(wanted, findings);

        var now = time.GetUtcNow();
        var create = new CreateMigrationBatch(name, wanted.Type)
        {
            Endpoint = endpoint ?? string.Empty,
            TargetDeliveryDomain = target.TargetDeliveryDomain,
            People = people.Rows,
            TargetDatabases = wanted.TargetDatabases,
            AutoStart = wanted.StartAfter <= now,
            StartAfter = wanted.StartAfter > now ? wanted.StartAfter : null,
            CompleteAfter = wanted.CompleteAfter,
            NotificationEmails = wanted.NotificationEmails,
            BadItemLimit = wanted.BadItemLimit,
            LargeItemLimit = wanted.LargeItemLimit,
        };
        return MigrationPlanner.Plan(create, findings);
    }

    private async Task<string?> EndpointAsync(
        NewBatch wanted,
        List<MigrationFinding> findings,
        CancellationToken cancellationToken
    )
    {
        var all = await migration.ListEndpointsAsync(cancellationToken).ConfigureAwait(false);
        var serving = all.Where(e => e.Serves(wanted.Type)).ToArray();
        if (wanted.Endpoint is { Length: > 0 } named)
        {
            if (
                serving.FirstOrDefault(e => e.Identity.Equals(named.Trim(), StringComparison.OrdinalIgnoreCase)) is
                { } found
            )
                return found.Identity;
            var isOther = all.Any(e => e.Identity.Equals(named.Trim(), StringComparison.OrdinalIgnoreCase));
            findings.Add(
                Error(
                    MigrationCodes.EndpointUnknown,
                    isOther
                        ? $"The endpoint {named} is of another kind; {wanted.Type.Words()} cannot use it."
                        : $"There is no endpoint {named}.",
                    "endpoint"
                )
            );
            return named;
        }

        if (serving is [var only])
            return only.Identity;
        findings.Add(
            Error(
                MigrationCodes.EndpointUnknown,
                serving.Length == 0
                    ? $"There is no endpoint for this kind ({wanted.Type.Words()}). Make one in the Exchange "
                        + $"admin center or PowerShell (New-MigrationEndpoint); it needs a password, which "
                        + $"the console does not take."
                    : $"There are several endpoints: {string.Join(", ", serving.Select(e => e.Identity))}. Choose one.",
                "endpoint"
            )
        );
        return null;
    }

    private async Task<MoveTarget> TargetAsync(
        NewBatch wanted,
        List<MigrationFinding> findings,
        CancellationToken cancellationToken
    )
    {
        IReadOnlySet<string>? accepted = null;
        var domain = string.IsNullOrWhiteSpace(wanted.TargetDeliveryDomain)
            ? null
            : wanted.TargetDeliveryDomain.Trim().ToLowerInvariant();
        try
        {
            accepted = (await tenant.ListAcceptedDomainsAsync(cancellationToken).ConfigureAwait(false))
                .Select(d => d.DomainName.ToLowerInvariant())
                .ToHashSet();
            if (domain is null && wanted.Type == MigrationKind.Onboarding)
                domain = (await tenant.DescribeAsync(false, cancellationToken).ConfigureAwait(false)).RoutingDomain;
        }
        catch (TenantFault fault) when (!fault.IsAway)
        {
            // The application may not read them: each person's finding states that it was not compared.
        }

        if (wanted.Type.IsRemoteMove())
        {
            if (domain is null)
                findings.Add(
                    Error(
                        MigrationCodes.TargetDomainNotAccepted,
                        wanted.Type == MigrationKind.Onboarding
                            ? "The tenant's routing domain is not known. Name the domain to deliver to, for "
                                + "example contoso.mail.onmicrosoft.com."
                            : "Name the mail domain on-premises to deliver to.",
                        "targetDeliveryDomain"
                    )
                );
            else if (!SmtpAddress.IsDomain(domain))
                findings.Add(
                    Error(
                        MigrationCodes.TargetDomainNotAccepted,
                        $"{domain} is not a domain name.",
                        "targetDeliveryDomain"
                    )
                );
            else if (wanted.Type == MigrationKind.Onboarding && accepted?.Contains(domain) == false)
                findings.Add(
                    Error(
                        MigrationCodes.TargetDomainNotAccepted,
                        $"{domain} is not an accepted domain of Exchange Online.",
                        "targetDeliveryDomain"
                    )
                );
        }

        return new MoveTarget
        {
            Kind = wanted.Type,
            TargetDeliveryDomain = domain,
            AcceptedDomains = accepted,
        };
    }

    private void Times(NewBatch wanted, List<MigrationFinding> findings)
    {
        if (wanted.CompleteAfter is not null && !wanted.Type.IsRemoteMove())
            findings.Add(
                Error(
                    MigrationCodes.Invalid,
                    "Only remote moves are completed, so there is no time for it.",
                    "completeAfter"
                )
            );
        if (wanted.CompleteAfter < time.GetUtcNow())
            findings.Add(
                new MigrationFinding(
                    FindingSeverity.Warning,
                    MigrationCodes.Invalid,
                    "The completion time has passed: people are completed as soon as they are copied."
                )
                {
                    Member = "completeAfter",
                }
            );
        else if (wanted.CompleteAfter is { } at && hours.Contains(at))
            findings.Add(
                new MigrationFinding(FindingSeverity.Warning, MigrationCodes.DuringWorkingHours, hours.Sentence)
                {
                    Member = "completeAfter",
                }
            );
        if (wanted.CompleteAfter < wanted.StartAfter)
            findings.Add(
                Error(MigrationCodes.Invalid, "The batch would be completed before it starts.", "completeAfter")
            );
        foreach (var address in wanted.NotificationEmails.Where(e => !SmtpAddress.TryParse(e, out _, out _)))
            findings.Add(Error(MigrationCodes.Invalid, $"{address} is not an email address.", "notificationEmails"));
    }

    private static MigrationFinding Error(string code, string message, string? member) =>
        new(FindingSeverity.Error, code, message) { Member = member };
}
