namespace HybridAdmin.Core.Tenant;

/// <summary>Limits the time for which a reader or an edit waits for the tenant.</summary>
public static class TenantTimeout
{
    /// <summary>
    /// The limit while the tenant is known to be unreachable: long enough to notice that it is reachable again, short
    /// enough not to delay on-premises work.
    /// </summary>
    public static readonly TimeSpan WhileAway = TimeSpan.FromSeconds(3);

    /// <param name="status">The status as last seen.</param>
    /// <param name="usual">The limit while it answers.</param>
    private static TimeSpan Of(TenantStatus status, TimeSpan usual) =>
        status.State == TenantState.Problem && usual > WhileAway ? WhileAway : usual;

    /// <summary>The message after a time-out: the known problem, otherwise the time waited.</summary>
    /// <param name="before">The status before the request.</param>
    private static string Words(TenantStatus before, TimeSpan patience, string part) =>
        before.Problem?.Message ?? $"{part} did not answer within {(int)patience.TotalSeconds} seconds.";

    /// <summary>Sends one request, all attempts included. A tenant that does not answer is a fault.</summary>
    /// <param name="usual">The limit while the tenant answers.</param>
    /// <param name="part">The name of the source in the message.</param>
    /// <exception cref="TenantFault">The request failed or exceeded its time limit.</exception>
    internal static async Task<T> AskAsync<T>(
        ITenant tenant,
        TimeProvider time,
        TimeSpan usual,
        Func<CancellationToken, Task<T>> read,
        CancellationToken cancellationToken,
        string part = "Microsoft 365"
    )
    {
        var before = tenant.Status;
        var patience = Of(before, usual);
        using var limit = new CancellationTokenSource(patience, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            return await read(both.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new TenantFault(TenantFaultKind.Unreachable, Words(before, patience, part));
        }
    }
}
