using HybridAdmin.Core.Audit;
using HybridAdmin.Core.Changes.Model;
using HybridAdmin.Core.Changes.Pipeline;
using HybridAdmin.Core.Directory;
using HybridAdmin.Core.Recipients;

namespace HybridAdmin.Core.Changes.Writers;

/// <summary>
/// Writes objects of Active Directory: checks, writes and reads back on the domain controller that the plan was made
/// on.
/// </summary>
internal sealed class DirectoryWriter(IDirectory directory, IChangeListener listener, TimeProvider time) : IChangeWriter
{
    private readonly IDirectory directory = directory;
    private readonly IChangeListener listener = listener;

    /// <summary>
    /// The time during which old values on another controller prove nothing. Replication between sites runs every 180
    /// minutes by default (Microsoft: "Determining the interval"), and may take several hops.
    /// </summary>
    private static readonly TimeSpan ReplicationPatience = TimeSpan.FromHours(24);

    public bool Writes(ChangeTarget target) => target is DirectoryObject;

    public IEnumerable<string> KeysOf(ChangeStep step) =>
        step.Claims.Select(c => $"address:{c.Address.Text}").Prepend($"object:{((ModifyStep)step).Object.Id}");

    public async Task<IChangeAttempt> BeginAsync(ChangeStep step, ChangeRun run, CancellationToken cancellationToken)
    {
        var modify = (ModifyStep)step;
        var session = await run.Forest.OpenAsync(modify.Dn, cancellationToken).ConfigureAwait(false);
        return new Attempt(
            this,
            modify,
            run,
            session as IDirectoryWriter
                ?? throw new InvalidOperationException($"The conversation with {session.Server} cannot write.")
        );
    }

    /// <summary>
    /// Reads the controller that was written to before all others. New values on another controller also prove the
    /// write. Old values there prove nothing until it has had time to receive the new ones.
    /// </summary>
    public async Task<AuditEnd?> FindOutAsync(
        AuditEntry entry,
        ChangeTarget target,
        CancellationToken cancellationToken
    )
    {
        var own = (DirectoryObject)target;
        await using var forest = new ForestSessions(directory, forWriting: true);
        var attributes = entry.Changes.Select(c => c.Attribute).ToArray();

        // The object's own domain comes first. It may not answer, or may no longer be served: the object is then not
        // visible, but not deleted.
        if (own.Dn is { } near)
            await forest.OpenAsync(near, entry.Server, cancellationToken).ConfigureAwait(false);
        if (
            await forest.FindAsync(own.Id, attributes, cancellationToken).ConfigureAwait(false)
            is not var (session, present)
        )
            return new AuditEnd(AuditOutcome.Unknown, "Found out afterwards: the object is not there any more.");
        var unmet = ChangeDifferences.Of(present, entry.Changes, c => c.After);
        if (unmet.Count == 0)
            return new AuditEnd(
                AuditOutcome.Applied,
                "Found out afterwards by reading the object: it has the new values."
            );
        if (entry.Server is { } written && !string.Equals(written, session.Server, StringComparison.OrdinalIgnoreCase))
            return ByAnother(entry, written, session.Server, unmet);
        if (ChangeDifferences.Of(present, entry.Changes, c => c.Before).Count == 0)
            return new AuditEnd(
                AuditOutcome.Failed,
                "Found out afterwards by reading the object: it still has the old values, so nothing was written."
            );
        return new AuditEnd(
            AuditOutcome.Unknown,
            "Found out afterwards by reading the object: it has neither the old nor the new values, so somebody else "
                + "changed it since.",
            unmet
        );
    }

    private AuditEnd? ByAnother(AuditEntry entry, string written, string asked, IReadOnlyList<AttributeChange> found) =>
        time.GetUtcNow() - entry.At < ReplicationPatience
            ? null
            : new AuditEnd(
                AuditOutcome.Unknown,
                $"{written}, which it was sent to, has not answered since, and {asked} does not have the new values a "
                    + $"day later. If {written} comes back, look at the object again.",
                found
            );

    private sealed class Attempt(DirectoryWriter writer, ModifyStep step, ChangeRun run, IDirectoryWriter session)
        : IChangeAttempt
    {
        private readonly string[] readBack =
        [
            .. RecipientAttributes.ForReadBack.Union(
                step.Changes.Select(c => c.Attribute),
                StringComparer.OrdinalIgnoreCase
            ),
        ];

        /// <summary>The server that did not answer the write.</summary>
        private string? silent;

        public string Server => session.Server;

        public async Task<WriteBlocked?> CheckAsync(CancellationToken cancellationToken)
        {
            // Concurrent: neither needs the other's result, and both are awaited.
            var reading = ReadAsync(cancellationToken);
            var asking = PreWriteCheck.FindHoldersAsync(step, run, cancellationToken);
            await Task.WhenAll(reading, asking).ConfigureAwait(false);
            var (present, holders) = (await reading.ConfigureAwait(false), await asking.ConfigureAwait(false));
            if (present is null)
                return PreWriteCheck.Gone(
                    "The recipient is not there any more: it was deleted or moved out of sight since the page was "
                        + "opened."
                );
            if (ChangeDifferences.Of(present, step.Changes, c => c.Before) is { Count: > 0 } moved)
                return PreWriteCheck.Stale(
                    "Somebody else changed this recipient meanwhile; nothing was written.",
                    moved
                );
            return PreWriteCheck.Judge(step, run, holders) is { } blocked ? blocked with { Entry = present } : null;
        }

        public async Task<WriteAnswer> SendAsync()
        {
            try
            {
                var entry = await session
                    .ModifyAndReadAsync(step.ToModification(), readBack, CancellationToken.None)
                    .ConfigureAwait(false);
                return WrittenAs(entry, session.Server);
            }
            catch (DirectoryFault fault) when (!fault.OutcomeUnknown)
            {
                return new NotWritten(await RefusedAsync(fault).ConfigureAwait(false));
            }
            catch (DirectoryFault fault)
            {
                silent = fault.Server;
                return new AnswerLost(
                    $"The directory did not answer ({WriteFaults.Words(fault)}). Whether the change was made is not "
                        + "known yet:",
                    "is settled by reading the recipient as soon as the directory is back."
                );
            }
        }

        /// <summary>Reads from the controller that was written to, as long as it answers.</summary>
        public async Task<Written?> FindOutAsync()
        {
            try
            {
                await using var again = await writer
                    .directory.OpenAtAsync(step.Dn, session.Server, CancellationToken.None)
                    .ConfigureAwait(false);
                var entry = await again
                    .ReadAsync(step.Object.Id, readBack, CancellationToken.None)
                    .ConfigureAwait(false);
                return entry is not null && ChangeDifferences.Of(entry, step.Changes, c => c.After).Count == 0
                    ? WrittenAs(entry, silent) with
                    {
                        Note = "The server's answer was lost; the object was read again and has the new values.",
                    }
                    : null;
            }
            catch (DirectoryFault)
            {
                return null; // still no answer
            }
        }

        private Written WrittenAs(DirectoryEntry? entry, string? server)
        {
            var overtaken = ChangeDifferences.Of(entry, step.Changes, c => c.After);
            return new Written
            {
                Entry = entry,
                Server = server,
                Overtaken = overtaken,
                Note =
                    overtaken.Count == 0
                        ? null
                        : "The change was written, but right after it the recipient has other values: somebody else is "
                            + "writing too. Look at it again.",
                UpdateIndex = entry is null ? null : () => writer.listener.Changed(entry),
            };
        }

        private async Task<WriteBlocked> RefusedAsync(DirectoryFault fault)
        {
            if (fault.Kind is not (DirectoryFaultKind.ValueGone or DirectoryFaultKind.ValueExists))
                return WriteBlocked.By(fault);
            IReadOnlyList<AttributeChange> found = [];
            try
            {
                found = ChangeDifferences.Of(
                    await ReadAsync(CancellationToken.None).ConfigureAwait(false),
                    step.Changes,
                    c => c.Before
                );
            }
            catch (DirectoryFault)
            {
                // The conflict remains; only its present values are not shown.
            }

            return PreWriteCheck.Stale(
                "Somebody else changed this recipient at the same moment; nothing was written.",
                found
            );
        }

        private Task<DirectoryEntry?> ReadAsync(CancellationToken cancellationToken) =>
            session.ReadAsync(step.Object.Id, [.. step.Changes.Select(c => c.Attribute)], cancellationToken);
    }
}
