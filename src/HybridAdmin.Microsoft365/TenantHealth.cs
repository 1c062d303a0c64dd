using HybridAdmin.Core.Tenant;
using HybridAdmin.Core.Tenant.Index;
using Microsoft.Extensions.Logging;

namespace HybridAdmin.Microsoft365;

/// <summary>The state of the connection as last seen; each call reports its result. Thread-safe.</summary>
internal sealed class TenantHealth(TimeProvider time, ILogger<Microsoft365Tenant> logger)
{
    private readonly object gate = new();
    private volatile TenantStatus status = new(TenantState.NotTried, null, null);

    public TenantStatus Status => status;

    /// <summary>Runs a call and reports its result.</summary>
    public Task<T> TrackAsync<T>(Func<Task<T>> call) =>
        TrackSilenceAsync(async () =>
        {
            try
            {
                var answer = await call().ConfigureAwait(false);
                Answered();
                return answer;
            }
            catch (TenantFault fault)
            {
                Failed(fault);
                throw;
            }
        });

    /// <summary>
    /// Runs a call and reports a caller that gave up after some seconds, so that the next page need not wait as long
    /// for the same silence.
    /// </summary>
    public async Task<T> TrackSilenceAsync<T>(Func<Task<T>> call)
    {
        var start = time.GetTimestamp();
        try
        {
            return await call().ConfigureAwait(false);
        }
        catch (OperationCanceledException)
            when (time.GetElapsedTime(start) is var waited && waited >= TenantTimeout.WhileAway)
        {
            Silent(waited);
            throw;
        }
    }

    public void Answered()
    {
        lock (gate)
        {
            if (status.State == TenantState.Reachable)
                return;
            status = status with { State = TenantState.Reachable, Since = time.GetUtcNow(), Problem = null };
        }

        logger.TenantBack();
    }

    /// <summary>
    /// Records a fault. It counts only if the tenant as a whole does not answer; a missing permission does not concern
    /// the connection.
    /// </summary>
    public void Failed(TenantFault fault)
    {
        if (!fault.IsAway)
        {
            Answered();
            return;
        }

        lock (gate)
        {
            var since = status.State == TenantState.Problem ? status.Since : time.GetUtcNow();
            status = status with { State = TenantState.Problem, Since = since, Problem = fault };
        }

        logger.TenantFailed(fault.Kind, fault.Status, fault.Code, fault.RequestId);
    }

    /// <summary>Records that a caller stopped waiting. A known cause takes precedence.</summary>
    public void Silent(TimeSpan waited)
    {
        if (status.State != TenantState.Problem)
            Failed(
                new TenantFault(
                    TenantFaultKind.Unreachable,
                    $"Microsoft 365 did not answer within {(int)waited.TotalSeconds} seconds."
                )
            );
    }

    public void Indexed(TenantSnapshot snapshot)
    {
        lock (gate)
            status = status with { IndexedAt = snapshot.At, IndexedObjects = snapshot.Count };
    }

    /// <summary>Replaces the warnings; new ones are logged.</summary>
    /// <param name="missing">The warnings about parts that could not be read.</param>
    public void Warn(IReadOnlyList<string> warnings, IReadOnlyList<string> missing)
    {
        warnings = [.. warnings, .. missing];
        IReadOnlyList<string> before;
        lock (gate)
        {
            before = status.Warnings;
            status = status with { Warnings = warnings, Missing = missing };
        }

        foreach (var warning in warnings.Except(before))
            logger.TenantWarning(warning);
    }
}
