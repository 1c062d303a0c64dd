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
/// Judges the people of a remote move by the data of both sides: Active Directory (live), Exchange Online and other
/// batches. Reads only.
/// </summary>
internal sealed class MovePeopleCheck(IDirectory directory, IMigration migration, ITenant tenant, RecipientIndex index)
{
    /// <summary>The maximum number of mailboxes whose size is read.</summary>
    internal const int MostSized = 50;

    /// <exception cref="TenantFault">The tenant does not answer, so that nothing can be judged.</exception>
    /// <exception cref="DirectoryFault">A domain does not answer.</exception>
    public async Task<List<MigrationFinding>> ExecuteAsync(
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
            // What lies outside the scope is as if it were not there (decision 0006).
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

    /// <summary>The people as Exchange Online has them; null if the application may not read them.</summary>
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
    /// Sizes of mailboxes in the cloud, in bytes. Each takes a call of its own, so they are read for a small batch
    /// only.
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
                $"How large the {mailboxes.Length} mailboxes are was not read: Exchange Online tells it one "
                    + $"by one, and the console asks for at most {MostSized}. Get-MailboxStatistics tells it."
            )
        );
        return new Dictionary<string, long>();
    }

    /// <summary>The people in batches that have not ended, with the name of the batch.</summary>
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

    private static MigrationFinding Person(MigrationRow row, FindingSeverity severity, string code, string message) =>
        new(severity, code, message) { Row = row.Row, Identity = row.EmailAddress };
}
