namespace HybridAdmin.Core.Tenant;

/// <summary>How long somebody who looks or edits waits for the tenant.</summary>
public static class TenantTimeout
{
    /// <summary>
    /// While the tenant is known to be away: long enough to notice that it is back, too short to stand in the way of
    /// on-premises work.
    /// </summary>
    public static readonly TimeSpan WhileAway = TimeSpan.FromSeconds(3);

    /// <param name="status">As last seen.</param>
    /// <param name="usual">While it answers.</param>
    private static TimeSpan Of(TenantStatus status, TimeSpan usual) =>
        status.State == TenantState.Problem && usual > WhileAway ? WhileAway : usual;

    /// <summary>What to say when it was not enough: what is known to be the matter, else how long was waited.</summary>
    /// <param name="before">As seen before the question.</param>
    private static string Words(TenantStatus before, TimeSpan patience, string part) =>
        before.Problem?.Message ?? $"{part} did not answer within {(int)patience.TotalSeconds} seconds.";

    /// <summary>One question, all attempts included. A tenant that stays silent is a fault like any other.</summary>
    /// <param name="usual">While the tenant answers.</param>
    /// <param name="part">What to call it.</param>
    /// <exception cref="TenantFault">It failed, or patience came to its end.</exception>
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
