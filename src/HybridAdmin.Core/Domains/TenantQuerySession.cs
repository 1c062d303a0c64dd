using HybridAdmin.Core.Tenant;

namespace HybridAdmin.Core.Domains;

/// <summary>
/// Reads parts of the tenant one by one for one page, so that an unreachable part does not affect the others. Each read
/// is bounded in time. A part that did not answer is not queried again for the same page, because the next query would
/// wait as long.
/// </summary>
internal sealed class TenantQuerySession(ITenant tenant, TimeProvider time, CancellationToken cancellationToken)
{
    public const string Graph = "Microsoft 365";
    public const string Exchange = "Exchange Online";

    /// <summary>
    /// The time limit for one query, all attempts included; a healthy tenant answers in a fraction of it.
    /// </summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly List<MissingPart> missing = [];

    /// <summary>The parts that could not be read, each once.</summary>
    public IReadOnlyList<MissingPart> Missing => [.. missing];

    /// <summary>Indicates whether every query of a part was answered.</summary>
    public bool IsWhole(string part) => !missing.Exists(m => m.Part == part);

    /// <param name="isOptional">True if the caller reports a failure elsewhere.</param>
    /// <returns>Null if it could not be read or does not exist.</returns>
    public async Task<T?> TryAsync<T>(string part, Func<CancellationToken, Task<T>> read, bool isOptional = false)
        where T : class?
    {
        if (missing.Exists(m => m.Part == part && m.IsAway))
            return null;
        try
        {
            return await TenantTimeout
                .AskAsync(tenant, time, Patience, read, cancellationToken, part)
                .ConfigureAwait(false);
        }
        catch (TenantFault fault)
        {
            if (fault.IsAway || !isOptional)
                Note(part, fault.Message, fault.IsAway);
        }

        return null;
    }

    private void Note(string part, string message, bool isAway)
    {
        missing.RemoveAll(m => m.Part == part && isAway);
        if (IsWhole(part))
            missing.Add(
                new MissingPart(
                    part,
                    message,
                    tenant.Status is { State: TenantState.Problem } status ? status.Since : null
                )
                {
                    IsAway = isAway,
                }
            );
    }
}
