using HybridAdmin.Core.Audit;
using HybridAdmin.Core.Changes.Model;
using HybridAdmin.Core.Changes.Pipeline;
using HybridAdmin.Core.Tenant;
using HybridAdmin.Core.Tenant.Writing;

namespace HybridAdmin.Core.Changes.Writers;

/// <summary>Writes objects of the tenant: one cmdlet, or one request to Microsoft Graph, sent once.</summary>
internal sealed class TenantWriter(ITenant tenant, ITenantWriter sender, TimeProvider time) : IChangeWriter
{
    private readonly ITenant tenant = tenant;
    private readonly ITenantWriter sender = sender;
    private readonly TimeProvider time = time;

    /// <summary>
    /// The waits before reading back. Exchange Online answers reads from several servers, so the old values may be
    /// returned right after a write.
    /// </summary>
    private static readonly TimeSpan[] ReadBackWaits = [TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(3)];

    public bool Writes(ChangeTarget target) => target is TenantObject;

    public IEnumerable<string> KeysOf(ChangeStep step)
    {
        var target = ((TenantStep)step).Object;
        yield return $"tenant:{target.Object}";
        if (target.Recipient is { } recipient)
            yield return $"object:{recipient.Id}";
        foreach (var claim in step.Claims)
            yield return $"address:{claim.Address.Text}";
    }

    public Task<IChangeAttempt> BeginAsync(ChangeStep step, ChangeRun run, CancellationToken cancellationToken) =>
        Task.FromResult<IChangeAttempt>(new Attempt(this, (TenantStep)step, run));

    /// <summary>
    /// Determines the outcome by the changed values only, because Exchange Online may have added others.
    /// </summary>
    public async Task<AuditEnd?> FindOutAsync(
        AuditEntry entry,
        ChangeTarget target,
        CancellationToken cancellationToken
    )
    {
        if (tenant.Status.State == TenantState.NotConnected)
            return null;
        var own = ((TenantObject)target).Object;
        var present = await tenant.ReadValuesAsync(own, cancellationToken).ConfigureAwait(false);
        var read = $"Found out afterwards by reading the object in {own.Service}: it";
        if (AttributePropertyMapper.Unmet(present, entry.Changes).Count == 0)
            return new AuditEnd(AuditOutcome.Applied, $"{read} has the new values.");
        if (AttributePropertyMapper.Unmet(present, entry.Changes.Select(c => c.Reversed())).Count == 0)
            return new AuditEnd(AuditOutcome.Failed, $"{read} still has the old values, so nothing was written.");
        return new AuditEnd(
            AuditOutcome.Unknown,
            $"{read} has neither the old nor the new values, so somebody else changed it since.",
            AttributePropertyMapper.Differences(present, entry.Changes, c => c.After)
        );
    }

    /// <summary>Maps a fault of a write to an answer: nothing was written.</summary>
    internal static WriteAnswer Refused(TenantFault fault, Problem problem)
    {
        var outcome =
            fault.Kind == TenantFaultKind.Denied && !fault.IsSignInRefused ? AuditOutcome.Refused : AuditOutcome.Failed;
        return new NotWritten(new WriteBlocked(new AuditEnd(outcome, WriteFaults.Words(fault)), problem));
    }

    private sealed class Attempt(TenantWriter writer, TenantStep step, ChangeRun run) : IChangeAttempt
    {
        private readonly TenantTarget target = step.Object.Object;

        public string? Server => null;

        public async Task<WriteBlocked?> CheckAsync(CancellationToken cancellationToken)
        {
            var present = await writer.tenant.ReadValuesAsync(target, cancellationToken).ConfigureAwait(false);
            if (present is null && step.Changes.Any(c => c.Before.Count > 0))
                return PreWriteCheck.Gone(
                    $"{target.Service} does not have the object any more: it was removed since the page was opened."
                );
            if (AttributePropertyMapper.Differences(present, step.Changes, c => c.Before) is { Count: > 0 } moved)
                return PreWriteCheck.Stale(
                    $"Somebody else changed this object in {target.Service} meanwhile; nothing was written.",
                    moved
                );
            var holders = await PreWriteCheck.FindHoldersAsync(step, run, cancellationToken).ConfigureAwait(false);
            return PreWriteCheck.Judge(step, run, holders);
        }

        public async Task<WriteAnswer> SendAsync()
        {
            try
            {
                await writer.sender.SendAsync(step.Write, CancellationToken.None).ConfigureAwait(false);
            }
            catch (TenantFault fault) when (!fault.OutcomeUnknown)
            {
                return Refused(fault, WriteFaults.ProblemOf(fault));
            }
            catch (TenantFault fault)
            {
                return new AnswerLost(
                    $"Microsoft 365 did not answer ({WriteFaults.Words(fault)}). Whether the change was made is not "
                        + "known yet:",
                    "is settled by reading the object, some time after the tenant answers again."
                );
            }

            return await ReadBackAsync().ConfigureAwait(false);
        }

        public async Task<Written?> FindOutAsync()
        {
            try
            {
                var values = await writer.tenant.ReadValuesAsync(target, CancellationToken.None).ConfigureAwait(false);
                return AttributePropertyMapper.Unmet(values, step.Changes).Count == 0
                    ? WrittenAs(
                        values,
                        "The answer of Microsoft 365 was lost; the object was read again and has the new values."
                    )
                    : null;
            }
            catch (TenantFault)
            {
                return null; // still no answer
            }
        }

        private async Task<Written> ReadBackAsync()
        {
            for (var attempt = 0; ; attempt++)
            {
                TenantValues? values;
                try
                {
                    values = await writer.tenant.ReadValuesAsync(target, CancellationToken.None).ConfigureAwait(false);
                }
                catch (TenantFault)
                {
                    return WrittenAs(
                        null,
                        $"{target.Service} took the change; it could not be read back, because the tenant stopped "
                            + "answering."
                    );
                }

                var unmet = AttributePropertyMapper.Unmet(values, step.Changes);
                if (unmet.Count == 0)
                    return WrittenAs(values, null);
                var isOld = AttributePropertyMapper.Differences(values, step.Changes, c => c.Before).Count == 0;
                if (isOld && attempt < ReadBackWaits.Length)
                {
                    await Task.Delay(ReadBackWaits[attempt], writer.time).ConfigureAwait(false);
                    continue;
                }

                return isOld
                    ? WrittenAs(
                        null,
                        $"{target.Service} took the change, but still shows the old values; that may take some minutes."
                    )
                    : WrittenAs(
                        values,
                        $"The change was written, but right after it the object has other values in {target.Service}: "
                            + "somebody else is writing too. Look at it again."
                    ) with
                    {
                        Overtaken = unmet,
                    };
            }
        }

        private Written WrittenAs(TenantValues? values, string? note) =>
            new()
            {
                Note = note,
                UpdateIndex = values is null ? null : () => TenantIndexUpdate.Apply(writer.tenant.Index, values),
            };
    }
}
