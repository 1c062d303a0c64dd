using HybridAdmin.Core.Audit;
using HybridAdmin.Core.Cloud;
using HybridAdmin.Core.Directory;

namespace HybridAdmin.Core.Changes;

/// <summary>
/// The same way for the tenant: turn, re-read, compare, intent, one cmdlet sent once, read back, outcome. And plans of
/// several parts, all of which are checked before the first is written.
/// </summary>
public sealed partial class ChangeRunner
{
    /// <summary>
    /// Exchange Online answers reads from several servers: right after a write the old values may be seen.
    /// </summary>
    private static readonly TimeSpan[] ReadBackWaits = [TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(3)];

    private async Task<ChangeResult> RunPartsAsync(
        ChangePlan plan,
        ChangeFacts facts,
        string? reason,
        Guid correlationId,
        ForestSessions forest,
        Func<ChangeFacts, ChangePlan>? judge,
        CancellationToken cancellationToken
    )
    {
        foreach (var part in plan.Parts)
        {
            if (
                await PrecheckAsync(
                        part,
                        facts,
                        IntentOf(part, facts, reason, correlationId),
                        forest,
                        judge,
                        cancellationToken
                    )
                    .ConfigureAwait(false) is
                { } refused
            )
                return refused;
        }

        var results = new List<ChangeResult>();
        foreach (var part in plan.Parts)
        {
            // Once a part is written the others are not given up half-way.
            var result = await RunAsync(
                    part,
                    facts,
                    reason,
                    correlationId,
                    forest,
                    judge,
                    results.Count == 0 ? cancellationToken : CancellationToken.None
                )
                .ConfigureAwait(false);
            results.Add(result);
            if (!result.IsDone)
                return results.Count == 1 ? result : Halted(plan, results, result.Problem!);
        }

        return new ChangeResult
        {
            ChangeId = results[0].ChangeId,
            At = results[^1].At,
            Changes = plan.Changes,
            Parts = results,
            Server = results.Select(r => r.Server).OfType<string>().FirstOrDefault(),
            Entry = results.Select(r => r.Entry).OfType<DirectoryEntry>().FirstOrDefault(),
            Note = string.Join(
                ' ',
                results.Select(r =>
                    $"{Place(r.Tenant)}: {AuditSummary.Of(r.Changes)} (record "
                    + $"{r.ChangeId}).{(r.Note is { } note ? " " + note : string.Empty)}"
                )
            ),
        };
    }

    private static ChangeResult Halted(ChangePlan plan, List<ChangeResult> results, Problem problem)
    {
        var done = results.Where(r => r.IsDone).ToArray();
        var made = string.Join(
            ' ',
            done.Select(r => $"Made in {Place(r.Tenant)}: {AuditSummary.Of(r.Changes)} (record {r.ChangeId}).")
        );
        var open = plan.Parts[done.Length];
        var message =
            $"{made} Not made in {Place(open.Tenant)}: {problem.Message} Try the rest again, or take "
            + $"{(done.Length == 1 ? $"record {done[0].ChangeId}" : "the records")} back.";
        IReadOnlyList<long> applied = [.. done.SelectMany(r => r.AppliedChangeIds)];
        return new ChangeResult
        {
            ChangeId = results[^1].ChangeId,
            Changes = [.. done.SelectMany(r => r.Changes)],
            Parts = results,
            Entry = results.Select(r => r.Entry).OfType<DirectoryEntry>().FirstOrDefault(),
            Problem = problem with { Message = message, AppliedChangeIds = applied },
        };
    }

    private static string Place(CloudTarget? tenant) => tenant is { } target ? target.Service : "Active Directory";

    /// <summary>Whether a part could be written now; null: as far as can be seen.</summary>
    private async Task<ChangeResult?> PrecheckAsync(
        ChangePlan part,
        ChangeFacts facts,
        AuditIntent intent,
        ForestSessions forest,
        Func<ChangeFacts, ChangePlan>? judge,
        CancellationToken cancellationToken
    )
    {
        try
        {
            if (part.Tenant is { } target)
                return await CheckInTenantAsync(part, target, facts, intent, forest, judge, cancellationToken)
                    .ConfigureAwait(false);
            var session = await forest.OpenAsync(part.TargetDn, cancellationToken).ConfigureAwait(false);
            return
                await LastCheck.RunAsync(part, facts, session, forest, judge, cancellationToken).ConfigureAwait(false)
                    is { } hindrance
                ? await RecordAsync(intent, hindrance.End, hindrance.Problem).ConfigureAwait(false)
                : null;
        }
        catch (DirectoryFault fault)
        {
            return await RecordAsync(intent, new AuditEnd(AuditOutcome.Failed, Words(fault)), ProblemOf(fault))
                .ConfigureAwait(false);
        }
        catch (CloudFault fault)
        {
            return await RecordAsync(intent, new AuditEnd(AuditOutcome.Failed, Words(fault)), ProblemOf(fault))
                .ConfigureAwait(false);
        }
    }

    private async Task<ChangeResult> RunInTenantAsync(
        ChangePlan plan,
        CloudTarget target,
        ChangeFacts facts,
        AuditIntent intent,
        ForestSessions forest,
        Func<ChangeFacts, ChangePlan>? judge,
        CancellationToken cancellationToken
    )
    {
        try
        {
            using var turn = await queue
                .EnterAsync(KeysOf(plan).Append($"tenant:{target}"), cancellationToken)
                .ConfigureAwait(false);
            return await CheckInTenantAsync(plan, target, facts, intent, forest, judge, cancellationToken)
                    .ConfigureAwait(false)
                ?? await WriteInTenantAsync(plan, target, intent, cancellationToken).ConfigureAwait(false);
        }
        catch (CloudFault fault)
        {
            return await RecordAsync(intent, new AuditEnd(AuditOutcome.Failed, Words(fault)), ProblemOf(fault))
                .ConfigureAwait(false);
        }
        catch (DirectoryFault fault)
        {
            return await RecordAsync(intent, new AuditEnd(AuditOutcome.Failed, Words(fault)), ProblemOf(fault))
                .ConfigureAwait(false);
        }
        catch (AuditUnavailableException unavailable)
        {
            return ChangeResult.Failed(ProblemCode.AuditUnavailable, $"Nothing was changed: {unavailable.Message}");
        }
    }

    private async Task<ChangeResult?> CheckInTenantAsync(
        ChangePlan plan,
        CloudTarget target,
        ChangeFacts facts,
        AuditIntent intent,
        ForestSessions forest,
        Func<ChangeFacts, ChangePlan>? judge,
        CancellationToken cancellationToken
    )
    {
        var present = await tenant.ReadValuesAsync(target, cancellationToken).ConfigureAwait(false);
        if (present is null && plan.Changes.Any(c => c.Before.Count > 0))
        {
            var gone = $"{target.Service} does not have the object any more: it was removed since the page was opened.";
            return await RecordAsync(
                    intent,
                    new AuditEnd(AuditOutcome.Failed, gone),
                    new Problem(ProblemCode.NotFound, gone)
                )
                .ConfigureAwait(false);
        }

        if (CloudChanges.Differences(present, plan.Changes, c => c.Before) is { Count: > 0 } moved)
        {
            var stale = $"Somebody else changed this object in {target.Service} meanwhile; nothing was written.";
            return await RecordAsync(
                    intent,
                    new AuditEnd(AuditOutcome.Conflict, stale, moved),
                    new Problem(ProblemCode.Stale, stale) { Found = moved }
                )
                .ConfigureAwait(false);
        }

        var holders = await AddressSearch
            .FindHoldersAsync(forest, plan.Claims, plan.TargetId, cancellationToken)
            .ConfigureAwait(false);
        if (judge is not null)
        {
            var judged = holders.Count == 0 ? plan : judge(facts with { Holders = holders });
            if (!judged.HasErrors)
                return null;
            var problem = EditRecipient.ProblemOf(judged);
            return await RecordAsync(intent, new AuditEnd(AuditOutcome.Refused, problem.Message), problem)
                .ConfigureAwait(false);
        }

        var taken = plan
            .Claims.SelectMany(claim => claim.JudgeAll(holders, facts))
            .FirstOrDefault(f => f.Severity == FindingSeverity.Error);
        return taken is null
            ? null
            : await RecordAsync(
                    intent,
                    new AuditEnd(AuditOutcome.Refused, taken.Message),
                    new Problem(ProblemCode.AddressInUse, taken.Message) { Holder = taken.Holder }
                )
                .ConfigureAwait(false);
    }

    private async Task<ChangeResult> WriteInTenantAsync(
        ChangePlan plan,
        CloudTarget target,
        AuditIntent intent,
        CancellationToken cancellationToken
    )
    {
        var write = TenantWrites.Of(target, plan.Changes);
        var changeId = await audit.BeginAsync(intent, cancellationToken).ConfigureAwait(false);
        inFlight[changeId] = true;
        try
        {
            try
            {
                await tenant.SendAsync(write, CancellationToken.None).ConfigureAwait(false);
            }
            catch (CloudFault fault) when (!fault.OutcomeUnknown)
            {
                var outcome =
                    fault.Kind == CloudFaultKind.Denied && !fault.IsSignInRefused
                        ? AuditOutcome.Refused
                        : AuditOutcome.Failed;
                await EndAsync(changeId, new AuditEnd(outcome, Words(fault))).ConfigureAwait(false);
                return new ChangeResult
                {
                    ChangeId = changeId,
                    Tenant = target,
                    Problem = ProblemOf(fault) with { ChangeId = changeId },
                };
            }
            catch (CloudFault fault)
            {
                return await FindOutInTenantAsync(plan, target, changeId, fault).ConfigureAwait(false);
            }

            return await ReadBackInTenantAsync(plan, target, changeId).ConfigureAwait(false);
        }
        finally
        {
            inFlight.TryRemove(changeId, out _);
        }
    }

    private async Task<ChangeResult> ReadBackInTenantAsync(ChangePlan plan, CloudTarget target, long changeId)
    {
        for (var attempt = 0; ; attempt++)
        {
            CloudValues? values;
            try
            {
                values = await tenant.ReadValuesAsync(target, CancellationToken.None).ConfigureAwait(false);
            }
            catch (CloudFault)
            {
                return await DoneInTenantAsync(
                        plan,
                        target,
                        changeId,
                        null,
                        $"{target.Service} took the change; it could not be read back, because the tenant "
                            + $"stopped answering."
                    )
                    .ConfigureAwait(false);
            }

            var unmet = CloudChanges.Unmet(values, plan.Changes);
            if (unmet.Count == 0)
                return await DoneInTenantAsync(plan, target, changeId, values, null).ConfigureAwait(false);
            var isOld = CloudChanges.Differences(values, plan.Changes, c => c.Before).Count == 0;
            if (isOld && attempt < ReadBackWaits.Length)
            {
                await Task.Delay(ReadBackWaits[attempt], time).ConfigureAwait(false);
                continue;
            }

            if (isOld)
                return await DoneInTenantAsync(
                        plan,
                        target,
                        changeId,
                        null,
                        $"{target.Service} took the change, but still shows the old values; that may last some minutes."
                    )
                    .ConfigureAwait(false);
            var overtaken =
                $"The change was written, but right after it the object has other values in "
                + $"{target.Service}: somebody else is writing too. Look at it again.";
            await EndAsync(changeId, new AuditEnd(AuditOutcome.Unknown, overtaken, unmet)).ConfigureAwait(false);
            Learn(target, values);
            return new ChangeResult
            {
                ChangeId = changeId,
                At = time.GetUtcNow(),
                Tenant = target,
                Changes = plan.Changes,
                Problem = new Problem(ProblemCode.OutcomeUnknown, overtaken) { Found = unmet, ChangeId = changeId },
            };
        }
    }

    /// <summary>The answer was lost. Only a read tells; the cmdlet is never repeated.</summary>
    private async Task<ChangeResult> FindOutInTenantAsync(
        ChangePlan plan,
        CloudTarget target,
        long changeId,
        CloudFault fault
    )
    {
        try
        {
            var values = await tenant.ReadValuesAsync(target, CancellationToken.None).ConfigureAwait(false);
            if (CloudChanges.Unmet(values, plan.Changes).Count == 0)
                return await DoneInTenantAsync(
                        plan,
                        target,
                        changeId,
                        values,
                        "The answer of Microsoft 365 was lost; the object was read again and has the new values."
                    )
                    .ConfigureAwait(false);
        }
        catch (CloudFault)
        {
            // Still away: the intent stays open and is settled when the tenant is back.
        }

        var message =
            $"Microsoft 365 did not answer ({Words(fault)}). Whether the change was made is not known yet: "
            + $"the record {changeId} is settled by reading the object, some time after the tenant "
            + $"answers again.";
        return new ChangeResult
        {
            ChangeId = changeId,
            Tenant = target,
            Problem = new Problem(ProblemCode.OutcomeUnknown, message) { ChangeId = changeId },
        };
    }

    private async Task<ChangeResult> DoneInTenantAsync(
        ChangePlan plan,
        CloudTarget target,
        long changeId,
        CloudValues? values,
        string? note
    )
    {
        var recorded = await EndAsync(changeId, new AuditEnd(AuditOutcome.Applied, note)).ConfigureAwait(false);
        Learn(target, values);
        return new ChangeResult
        {
            ChangeId = changeId,
            At = time.GetUtcNow(),
            Tenant = target,
            Changes = plan.Changes,
            Note = recorded
                ? note
                : $"The change was made and its intent is in the log (record {changeId}), but the outcome "
                    + $"could not be recorded yet. It is settled as soon as the log can be written.",
        };
    }

    /// <summary>
    /// The tenant's index has the new values at once; Exchange Online's recipients are listed again only after an hour.
    /// </summary>
    private void Learn(CloudTarget target, CloudValues? values)
    {
        var snapshot = tenant.Index.Current;
        if (
            values is null
            || !target.IsRecipient
            || snapshot.At is not { } at
            || !Guid.TryParse(target.Identity, out var id)
            || snapshot.Find(id) is not { } known
        )
            return;
        var changed = known with
        {
            ProxyAddresses =
            [
                .. values
                    .Values(CloudProperties.EmailAddresses)
                    .Select(v => v.Text)
                    .Where(t => !t.StartsWith("SPO:", StringComparison.OrdinalIgnoreCase)),
            ],
            MailNickname = values.Text(CloudProperties.Alias) ?? known.MailNickname,
            DisplayName = values.Text(CloudProperties.DisplayName) ?? known.DisplayName,
            Exchange = known.Exchange is null
                ? null
                : known.Exchange with
                {
                    HiddenFromAddressListsEnabled =
                        values.Flag(CloudProperties.HiddenFromAddressListsEnabled)
                        ?? known.Exchange.HiddenFromAddressListsEnabled,
                    IsExchangeCloudManaged =
                        values.Flag(CloudProperties.IsExchangeCloudManaged) ?? known.Exchange.IsExchangeCloudManaged,
                },
        };
        tenant.Index.Apply([changed], [], at);
    }

    private static string Words(CloudFault fault) =>
        string.IsNullOrWhiteSpace(fault.ServerText)
        || fault.Message.Contains(fault.ServerText, StringComparison.Ordinal)
            ? fault.Message
            : $"{fault.Message} The server says: {fault.ServerText}";

    internal static Problem ProblemOf(CloudFault fault) =>
        fault switch
        {
            { IsAway: true } => new Problem(ProblemCode.TenantUnavailable, Words(fault)),
            { Kind: CloudFaultKind.NotFound } => new Problem(ProblemCode.NotFound, Words(fault)),
            { Kind: CloudFaultKind.Denied } => new Problem(ProblemCode.AuthorityElsewhere, Words(fault)),
            _ => new Problem(ProblemCode.TenantRefused, Words(fault)),
        };
}
