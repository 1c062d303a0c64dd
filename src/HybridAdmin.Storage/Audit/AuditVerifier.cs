using HybridAdmin.Core.Audit;
using HybridAdmin.Storage.Model;
using Microsoft.EntityFrameworkCore;

namespace HybridAdmin.Storage.Audit;

/// <summary>
/// Verifies the chain and compares its end with the head file. Records may be added meanwhile: they are checked too.
/// For the meaning of an end that is not anchored see <see cref="AuditHeadFile"/>; then the log is valid and the
/// problem says "end not anchored since".
/// </summary>
internal sealed class AuditVerifier(Database database, StorageOptions options)
{
    private const int BatchSize = 2000;

    /// <summary>
    /// The number of times that a head that is behind is read again: the process that committed may be about to write
    /// it.
    /// </summary>
    private const int Patience = 10;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(30);

    internal async Task<AuditVerification> VerifyAsync(CancellationToken cancellationToken)
    {
        var run = new Run(database, cancellationToken);
        try
        {
            for (var round = 0; ; round++)
            {
                if (await Task.Run(run.CheckNewRecords, cancellationToken).ConfigureAwait(false) is { } broken)
                    return Result(run, broken.Sequence, broken.Problem);

                var head = database.Head.Read();
                if (head is null)
                    return WithoutHead(run);
                if (head.Sequence == run.Last || round == Patience)
                    return Compare(run, head);
                await Task.Delay(Pause, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (AuditUnavailableException exception)
        {
            return Result(run, null, exception.Message);
        }
        catch (Exception exception) when (StorageFaults.IsStorageFault(exception))
        {
            throw new AuditUnavailableException(
                $"The audit log cannot be read. {StorageFaults.Describe(exception, options)}",
                exception
            );
        }
    }

    private AuditVerification WithoutHead(Run run)
    {
        if (run.Last == 0)
            return Result(run, null, null);

        var file = database.Head.Path;
        return options.HeadFile is not null
            ? Result(
                run,
                null,
                $"The head file {file} is missing: whether records were cut off the end after record "
                    + $"{run.Last} cannot be determined. "
                    + "Restore it, or correct Audit:HeadFile."
            )
            : Valid(
                run,
                $"End not anchored since record 1: the head file {file} is missing, so records cut off the "
                    + $"end would not be noticed."
            );
    }

    private AuditVerification Compare(Run run, AuditHead head)
    {
        using var context = database.CreateContext();
        if (database.Head.Contradicts(head, run.Last, context.HashOf) is { } problem)
            return Result(run, Math.Min(head.Sequence, run.Last + 1), problem);
        if (head.Sequence < run.Last)
            return Valid(
                run,
                $"End not anchored since record {head.Sequence}, {head.At:u}: the {run.Last - head.Sequence} "
                    + $"records after it are whole, "
                    + "but the head file was not written with them (a crash, or a fault that the log names)."
            );

        return Valid(
            run,
            head.UnanchoredUntil == 0
                ? null
                : $"End not anchored until record {head.UnanchoredUntil}, {head.BegunAt:u}: the head file "
                    + $"was begun then. Records cut off the end before would not be noticed."
        );
    }

    private AuditVerification Valid(Run run, string? remark) =>
        new(true, run.Records, null, remark, options.KeepsKeyAndHeadOutside);

    private AuditVerification Result(Run run, long? firstBroken, string? problem) =>
        new(problem is null, run.Records, firstBroken, problem, options.KeepsKeyAndHeadOutside);

    /// <summary>The progress of one verification through the table.</summary>
    private sealed class Run(Database database, CancellationToken cancellationToken)
    {
        private byte[] previous = AuditChain.Start;

        internal long Last { get; private set; }

        internal long Records { get; private set; }

        /// <summary>Continues where it stopped; null: all existing records are valid.</summary>
        internal (long Sequence, string Problem)? CheckNewRecords()
        {
            using var context = database.CreateContext();
            if (
                Records == 0
                && context.AuditRecords.Where(r => r.Sequence < 1).Select(r => (long?)r.Sequence).Min() is { } below
            )
                return (below, $"Audit record {below} is not one of the log: the first one is 1.");

            while (true)
            {
                cancellationToken.ThrowIfCancellationRequested();
                List<AuditRecord> batch;
                try
                {
                    batch = context
                        .AuditRecords.AsNoTracking()
                        .Where(r => r.Sequence > Last)
                        .OrderBy(r => r.Sequence)
                        .Take(BatchSize)
                        .ToList();
                }
                catch (Exception exception) when (exception is InvalidCastException or InvalidOperationException)
                {
                    return (
                        Last + 1,
                        $"Audit record {Last + 1}, or one of the next {BatchSize}, has a column that the log "
                            + $"never writes: {exception.Message}"
                    );
                }

                if (batch.Count == 0)
                    return null;
                if (Check(batch, AttributesOf(context, batch)) is { } broken)
                    return broken;
            }
        }

        private (long Sequence, string Problem)? Check(List<AuditRecord> batch, ILookup<long, string> attributes)
        {
            foreach (var record in batch)
            {
                if (record.Sequence != Last + 1)
                    return (Last + 1, $"Audit record {Last + 1} is missing.");

                Records++;
                if (database.Chain.Check(record, previous) is { } problem)
                    return (record.Sequence, $"Audit record {record.Sequence} {problem}.");
                if (!HasItsAttributes(record, attributes[record.Sequence]))
                    return (
                        record.Sequence,
                        $"Audit record {record.Sequence} is whole, but the attributes that it is found by were changed."
                    );

                previous = record.Hash;
                Last = record.Sequence;
            }

            return null;
        }

        private static ILookup<long, string> AttributesOf(HybridAdminContext context, List<AuditRecord> batch)
        {
            var (from, to) = (batch[0].Sequence, batch[^1].Sequence);
            return context
                .AuditAttributes.AsNoTracking()
                .Where(a => a.ChangeId >= from && a.ChangeId <= to)
                .ToList()
                .ToLookup(a => a.ChangeId, a => a.Attribute);
        }

        private static bool HasItsAttributes(AuditRecord record, IEnumerable<string> stored)
        {
            if (record.Kind != AuditRecordKind.Intent)
                return !stored.Any();
            if (!ChangesJson.TryRead(record.Changes ?? string.Empty, out var changes))
                return false;

            return AuditRows
                .Attributes(record, changes)
                .Select(a => a.Attribute)
                .ToHashSet(StringComparer.Ordinal)
                .SetEquals(stored);
        }
    }
}
