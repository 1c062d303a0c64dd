using System.Globalization;
using HybridAdmin.Core.Directory;
using HybridAdmin.Core.Indexing;
using HybridAdmin.Core.Settings;
using HybridAdmin.Core.SourceOfAuthority;
using HybridAdmin.Core.SourceOfAuthority.Join;
using HybridAdmin.Core.Tenant;
using HybridAdmin.Core.Tenant.Index;

namespace HybridAdmin.Core.Comparison.Drift;

/// <summary>The differences of all recipients at one time.</summary>
/// <param name="Items">The differences by kind, then by name.</param>
/// <param name="Problem">
/// The data that could not be read and the reason, as a sentence; null if everything was read.
/// </param>
internal sealed record DriftReport(
    DateTimeOffset At,
    HybridRecipientSnapshot Of,
    TenantDescription? Tenant,
    IReadOnlyList<DriftItem> Items,
    string? Problem
);

/// <summary>
/// Builds the report on a background thread for the first caller, and caches it until something changes. One instance
/// per process; thread-safe.
/// </summary>
public sealed class DriftReports(
    HybridRecipientIndex authorities,
    ITenant tenant,
    IDirectory directory,
    ChangeSettings settings,
    TimeProvider time
)
{
    /// <summary>
    /// The time for which a report may be reused although the directory has changed, because a busy directory changes
    /// all the time.
    /// </summary>
    private static readonly TimeSpan GoodFor = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly SemaphoreSlim gate = new(1, 1);
    private DriftReport? last;

    internal async Task<DriftReport> GetAsync(CancellationToken cancellationToken)
    {
        await gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var (described, problem) = await DescribeAsync(cancellationToken).ConfigureAwait(false);
            var joined = authorities.Current;
            if (
                last is { } known
                && known.Problem == problem
                && ReferenceEquals(known.Tenant, described)
                && (
                    ReferenceEquals(known.Of, joined)
                    || (known.Of.Tenant.At is not null && time.GetUtcNow() - known.At < GoodFor)
                )
            )
                return known;
            return last = await Task.Run(() => Build(joined, described, problem, cancellationToken), cancellationToken)
                .ConfigureAwait(false);
        }
        finally
        {
            gate.Release();
        }
    }

    private DriftReport Build(
        HybridRecipientSnapshot joined,
        TenantDescription? described,
        string? problem,
        CancellationToken cancellationToken
    )
    {
        var scope = new SyncScope(settings.SyncedOrganizationalUnits, HasExchangeSchema: true);
        var items = new List<DriftItem>();
        foreach (var recipient in joined.Recipients.Indexed())
        {
            cancellationToken.ThrowIfCancellationRequested();
            items.AddRange(DriftRules.Of(recipient, joined, described, scope));
        }

        var sorted = items
            .OrderBy(i => i.Kind)
            .ThenBy(i => i.DisplayName, StringComparer.OrdinalIgnoreCase)
            .ThenBy(i => i.Id)
            .ToArray();
        return new DriftReport(time.GetUtcNow(), joined, described, sorted, problem);
    }

    private async Task<(TenantDescription? Described, string? Problem)> DescribeAsync(
        CancellationToken cancellationToken
    )
    {
        if (tenant.Status.State == TenantState.NotConnected)
            return (null, null);
        try
        {
            var described = await TenantTimeout
                .AskAsync(tenant, time, Patience, token => tenant.DescribeAsync(false, token), cancellationToken)
                .ConfigureAwait(false);
            return (
                described,
                tenant.Status is { State: TenantState.Problem, Problem: { } away } ? Away(away.Message)
                : directory.Status.IsReachable == false
                    ? "Active Directory cannot be reached: its part is as last known."
                : Missing()
            );
        }
        catch (TenantFault fault)
        {
            // The tenant's domains do not change while the tenant does not answer, so the last description is still
            // used.
            return (last?.Tenant, Away(fault.Message));
        }
    }

    private string Away(string why)
    {
        var since = tenant.Status is { State: TenantState.Problem, Since: { } at }
            ? string.Create(CultureInfo.InvariantCulture, $" since {at.UtcDateTime:yyyy-MM-dd HH:mm} UTC")
            : string.Empty;
        return $"Microsoft 365 could not be asked{since}: {why} Its part is as last known.";
    }

    private string? Missing()
    {
        var coverage = tenant.Index.Current.Coverage;
        if (tenant.Index.Current.At is null)
            return "The tenant's objects are still being read.";
        string?[] missing =
        [
            coverage.HasUsers ? null : "users",
            coverage.HasGroups ? null : "groups",
            coverage.HasContacts ? null : "contacts",
            coverage.HasExchange ? null : "Exchange Online's part (hidden flags, kinds of mailboxes)",
        ];
        var words = missing.OfType<string>().ToArray();
        if (words.Length == 0)
            return tenant.Status.Missing.Count == 0 ? null : string.Join(' ', tenant.Status.Missing);
        return $"The application may not read {string.Join(", ", words)} of the tenant, or could not yet: "
            + $"they are not compared.";
    }
}
