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

/// <summary>A batch to be created.</summary>
public sealed record NewBatch
{
    public required string Name { get; init; }

    public MigrationKind Type { get; init; } = MigrationKind.Onboarding;

    /// <summary>The endpoint; null to use the only one that supports the kind.</summary>
    public string? Endpoint { get; init; }

    /// <summary>The text of a CSV file; null to use <see cref="CsvBytes"/> or <see cref="Identities"/>.</summary>
    public string? Csv { get; init; }

    /// <summary>An uploaded file in any encoding.</summary>
    public ReadOnlyMemory<byte>? CsvBytes { get; init; }

    public IReadOnlyList<string> Identities { get; init; } = [];

    /// <summary>The target delivery domain; null for a move to the cloud means the tenant's routing domain.</summary>
    public string? TargetDeliveryDomain { get; init; }

    /// <summary>The start time; null to start manually. A time in the past starts the batch at once.</summary>
    public DateTimeOffset? StartAfter { get; init; }

    /// <summary>The completion time; null to complete manually.</summary>
    public DateTimeOffset? CompleteAfter { get; init; }

    public IReadOnlyList<string> NotificationEmails { get; init; } = [];

    public IReadOnlyList<string> TargetDatabases { get; init; } = [];

    public string? BadItemLimit { get; init; }

    public string? LargeItemLimit { get; init; }
}

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
    /// <summary>The maximum number of mailboxes whose sizes are read. For more mailboxes, no sizes are read.</summary>
    internal const int MostSized = 50;

    /// <exception cref="TenantFault">The tenant does not answer, so nothing can be checked.</exception>
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
            findings.AddRange(await PeopleAsync(actor, people.Rows, target, cancellationToken).ConfigureAwait(false));
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

    private async Task<List<MigrationFinding>> PeopleAsync(
        Actor actor,
        IReadOnlyList<MigrationRow> rows,
        MoveTarget target,
        CancellationToken cancellationToken
    )
    {
        var findings = new List<MigrationFinding>();
        if (rows.Count == 0)
            return findings;
        var recipients = index.Current;
        var cloud = tenant.Index.Current;
        var (candidates, hasAnswered) = (await CandidatesAsync(rows, cancellationToken).ConfigureAwait(false))
            is { } answer
            ? (answer, true)
            : (new Dictionary<string, MoveCandidate>(), false);
        var sizes =
            target.Kind == MigrationKind.Offboarding
                ? await SizesAsync(candidates, findings, cancellationToken).ConfigureAwait(false)
                : new Dictionary<string, long>();
        var taken = await TakenAsync(cancellationToken).ConfigureAwait(false);
        var seen = new Dictionary<Guid, MigrationRow>();
        await using var forest = new ForestSessions(directory, forWriting: false);
        var attributes = (await forest.DescribeAsync(cancellationToken).ConfigureAwait(false)).Existing(
            RecipientAttributes.ForRecipient
        );
        foreach (var row in rows)
        {
            // Objects outside the scope are treated as nonexistent (decision 0006).
            var ids = recipients
                .FindHolders(row.EmailAddress)
                .Where(h => h.Attribute != RecipientAttributes.TargetAddress && recipients.Covers(h.Id, actor.Scope))
                .Select(h => h.Id)
                .Distinct()
                .ToArray();
            if (ids.Length > 1)
                findings.Add(
                    Person(
                        row,
                        FindingSeverity.Error,
                        MigrationCodes.UnknownPerson,
                        $"{row.EmailAddress} belongs to several objects in Active Directory. Find out which "
                            + $"is meant (Who has this address)."
                    )
                );
            if (ids.Length > 1)
                continue;
            var entry =
                ids is [var id] && recipients.Container(id) is { } place
                    ? await (await forest.OpenAsync(place, cancellationToken).ConfigureAwait(false))
                        .ReadAsync(id, attributes, cancellationToken)
                        .ConfigureAwait(false)
                    : null;
            if (entry is not null && !seen.TryAdd(entry.Id, row))
            {
                findings.Add(
                    Person(
                        row,
                        FindingSeverity.Error,
                        MigrationCodes.Duplicate,
                        $"{row.EmailAddress} and {seen[entry.Id].EmailAddress} are the same person. Take one "
                            + $"of them out."
                    )
                );
                continue;
            }

            var known =
                entry is null || cloud.At is null
                    ? null
                    : cloud.Join(TenantRecipientKind.User, ImmutableId.Of(entry), null, Recipient.PrimaryOf(entry));
            var candidate = candidates.GetValueOrDefault(row.EmailAddress);
            if (candidate is not null && sizes.TryGetValue(row.EmailAddress, out var size))
                candidate = candidate with { TotalItemSize = size };
            var facts = new MoveFacts
            {
                Person = row,
                Entry = entry,
                Authority = AuthorityOf(known, candidate, cloud.At is not null),
                Plan = known?.MailboxPlan ?? MailboxPlan.Unknown,
                Candidate = candidate,
                HasExchangeAnswered = hasAnswered,
                OtherBatch =
                    taken.GetValueOrDefault(row.EmailAddress)
                    ?? (
                        entry is null
                            ? null
                            : Addresses(entry)
                                .Select(a => taken.GetValueOrDefault(a))
                                .FirstOrDefault(b => b is not null)
                    ),
            };
            findings.AddRange(MoveReadiness.Check(facts, target));
            if (
                entry is not null
                && entry.Number(RecipientAttributes.AdminCount) is > 0
                && !actor.May(Permission.EditProtectedAccounts)
            )
                findings.Add(
                    Person(
                        row,
                        FindingSeverity.Error,
                        MigrationCodes.ProtectedAccount,
                        $"{Recipient.NameOf(entry)} is a protected account (adminCount = 1): only an "
                            + $"Administrator of this console may move it."
                    )
                );
        }

        return findings;
    }

    private static Authority AuthorityOf(TenantRecipient? known, MoveCandidate? candidate, bool hasTenantAnswered) =>
        candidate?.IsExchangeCloudManaged == true && known?.OnPremisesSyncEnabled == true ? Authority.ExchangeOnline
        : known is null ? Authority.Unknown
        : AuthorityRules
            .Decide(
                new AuthorityFacts(hasTenantAnswered, known, true, known.Exchange is not null || candidate is not null)
            )
            .Exchange;

    /// <summary>Returns the candidates; null if Exchange Online does not let the application read them.</summary>
    private async Task<IReadOnlyDictionary<string, MoveCandidate>?> CandidatesAsync(
        IReadOnlyList<MigrationRow> rows,
        CancellationToken cancellationToken
    )
    {
        try
        {
            return await migration
                .ReadCandidatesAsync([.. rows.Select(r => r.EmailAddress)], cancellationToken)
                .ConfigureAwait(false);
        }
        catch (TenantFault fault) when (fault.Kind == TenantFaultKind.Denied && !fault.IsAway)
        {
            return null;
        }
    }

    /// <summary>
    /// Reads the sizes of mailboxes in the cloud. Each one takes a request of its own, so sizes are read for small
    /// batches only.
    /// </summary>
    private async Task<IReadOnlyDictionary<string, long>> SizesAsync(
        IReadOnlyDictionary<string, MoveCandidate> candidates,
        List<MigrationFinding> findings,
        CancellationToken cancellationToken
    )
    {
        string[] mailboxes = [.. candidates.Where(c => c.Value.IsMailbox).Select(c => c.Key)];
        if (mailboxes.Length <= MostSized)
            return await migration.ReadMailboxSizesAsync(mailboxes, cancellationToken).ConfigureAwait(false);
        findings.Add(
            new MigrationFinding(
                FindingSeverity.Info,
                MigrationCodes.TooLarge,
                $"The sizes of the {mailboxes.Length} mailboxes were not read: Exchange Online returns them one "
                    + $"by one, and the console reads at most {MostSized}. Get-MailboxStatistics shows them."
            )
        );
        return new Dictionary<string, long>();
    }

    /// <summary>Returns the people who are in an unfinished batch, with the name of the batch.</summary>
    private async Task<Dictionary<string, string>> TakenAsync(CancellationToken cancellationToken)
    {
        var taken = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        await foreach (var user in migration.ListUsersAsync(null, cancellationToken).ConfigureAwait(false))
        {
            if (!user.State.IsCompleted() && user.BatchId is { } batch)
                taken[user.Identity] = batch;
        }

        return taken;
    }

    private static IEnumerable<string> Addresses(DirectoryEntry entry) =>
        entry
            .Texts(RecipientAttributes.ProxyAddresses)
            .Select(ProxyAddress.FromStored)
            .Where(a => a.IsSmtp)
            .Select(a => a.Value)
            .Append(entry.Text(RecipientAttributes.UserPrincipalName))
            .OfType<string>();

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

    private static MigrationFinding Person(MigrationRow row, FindingSeverity severity, string code, string message) =>
        new(severity, code, message) { Row = row.Row, Identity = row.EmailAddress };
}
