using HybridAdmin.Core.Changes.Model;
using HybridAdmin.Core.Changes.Reading;
using HybridAdmin.Core.Changes.Writers;
using HybridAdmin.Core.Directory;

namespace HybridAdmin.Core.Changes.Pipeline;

/// <summary>
/// The part of the pipeline for plans of several steps: all steps are checked before the first is written, and each has
/// a record of its own.
/// </summary>
public sealed partial class ChangePipeline
{
    private async Task<ChangeResult> RunAllAsync(ChangeRun run, CancellationToken cancellationToken)
    {
        foreach (var step in run.Plan.Steps)
        {
            if (await PrecheckAsync(step, run, cancellationToken).ConfigureAwait(false) is { } refused)
                return refused;
        }

        var results = new List<ChangeResult>();
        foreach (var step in run.Plan.Steps)
        {
            // Once a step is written, the remaining steps are no longer cancelled.
            var token = results.Count == 0 ? cancellationToken : CancellationToken.None;
            results.Add(await RunAsync(step, run, token).ConfigureAwait(false));
            if (results[^1].Problem is { } problem)
                return results.Count == 1 ? results[0] : Halted(run.Plan, results, problem);
        }

        return new ChangeResult
        {
            ChangeId = results[0].ChangeId,
            At = results[^1].At,
            Changes = run.Plan.Changes,
            Steps = results,
            Server = results.Select(r => r.Server).OfType<string>().FirstOrDefault(),
            Entry = EntryOf(results),
            Note = string.Join(
                ' ',
                results.Select(r =>
                    $"{r.Target!.Service}: {AuditSummary.Of(r.Changes)} (record {r.ChangeId})."
                    + (r.Note is { } note ? " " + note : string.Empty)
                )
            ),
        };
    }

    /// <summary>
    /// Returns the result of a failure between two steps: the completed steps, with their records, and the failed one.
    /// </summary>
    private static ChangeResult Halted(ChangePlan plan, List<ChangeResult> results, Problem problem)
    {
        var done = results.Where(r => r.IsDone).ToArray();
        var made = string.Join(
            ' ',
            done.Select(r => $"Made in {r.Target!.Service}: {AuditSummary.Of(r.Changes)} (record {r.ChangeId}).")
        );
        var open = plan.Steps[done.Length];
        var message =
            $"{made} Not made in {open.Target.Service}: {problem.Message} Try the rest again, or take "
            + $"{(done.Length == 1 ? $"record {done[0].ChangeId}" : "the records")} back.";
        return new ChangeResult
        {
            ChangeId = results[^1].ChangeId,
            Changes = [.. done.SelectMany(r => r.Changes)],
            Steps = results,
            Entry = EntryOf(results),
            Problem = problem with
            {
                Message = message,
                AppliedChangeIds = [.. done.SelectMany(r => r.AppliedChangeIds)],
            },
        };
    }

    /// <summary>Checks a step without writing it; returns null if the step can be written.</summary>
    private async Task<ChangeResult?> PrecheckAsync(ChangeStep step, ChangeRun run, CancellationToken cancellationToken)
    {
        WriteBlocked? blocked;
        try
        {
            var attempt = await WriterOf(step.Target).BeginAsync(step, run, cancellationToken).ConfigureAwait(false);
            blocked = await attempt.CheckAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception fault) when (WriteFaults.Is(fault))
        {
            blocked = WriteBlocked.By(fault);
        }

        return blocked is null
            ? null
            : await RecordAsync(IntentOf(run.Plan, step, run.Order), blocked).ConfigureAwait(false);
    }

    private static DirectoryEntry? EntryOf(List<ChangeResult> results) =>
        results.Select(r => r.Entry).OfType<DirectoryEntry>().FirstOrDefault();
}
