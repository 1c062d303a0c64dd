using HybridAdmin.Core.Tenant;

namespace HybridAdmin.Core.Domains;

/// <summary>
/// Reads parts of the tenant one by one for one page, so that one that is away takes no other with it; each within a
/// bound, and a part that did not answer is not asked again for the same page, since the next question would only wait
/// as long.
/// </summary>
internal sealed class TenantQuerySession(ITenant tenant, TimeProvider time, CancellationToken cancellationToken)
{
    public const string Graph = "Microsoft 365";
    public const string Exchange = "Exchange Online";

    /// <summary>For one question, all attempts included; a tenant that is well answers in a fraction of it.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly List<MissingPart> missing = [];

    /// <summary>What could not be read, once for each part.</summary>
    public IReadOnlyList<MissingPart> Missing => [.. missing];

    /// <summary>Whether everything that was asked of a part was answered.</summary>
    public bool IsWhole(string part) => !missing.Exists(m => m.Part == part);

    /// <param name="isOptional">That it cannot be had is said elsewhere.</param>
    /// <returns>Null: it could not be read, or it is not there.</returns>
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
