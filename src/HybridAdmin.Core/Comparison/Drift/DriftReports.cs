using System.Globalization;
using HybridAdmin.Core.Directory;
using HybridAdmin.Core.Indexing;
using HybridAdmin.Core.Settings;
using HybridAdmin.Core.SourceOfAuthority;
using HybridAdmin.Core.SourceOfAuthority.Join;
using HybridAdmin.Core.Tenant;
using HybridAdmin.Core.Tenant.Index;

namespace HybridAdmin.Core.Comparison.Drift;

/// <summary>The differences of everybody at one time.</summary>
/// <param name="Items">By kind, then by name.</param>
/// <param name="Problem">What could not be looked at and why, as a sentence; null: everything was.</param>
internal sealed record DriftReport(
    DateTimeOffset At,
    HybridRecipientSnapshot Of,
    TenantDescription? Tenant,
    IReadOnlyList<DriftItem> Items,
    string? Problem
);

/// <summary>
/// Works the report out in the background of whoever asks first, and keeps it while nothing changed. One per process;
/// thread-safe.
/// </summary>
public sealed class DriftReports(
    HybridRecipientIndex authorities,
    ITenant tenant,
    IDirectory directory,
    ChangeSettings settings,
    TimeProvider time
)
{
    /// <summary>A busy directory changes all the time: so old a report is good enough.</summary>
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
            // The domains do not change while nobody answers: the last answer goes on counting.
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
            + $"nothing is said of them.";
    }
}
