using System.Globalization;
using HybridAdmin.Core.Access;
using HybridAdmin.Core.Audit;
using HybridAdmin.Core.Browsing;
using HybridAdmin.Core.Tenant;

namespace HybridAdmin.Core.Comparison.Drift;

/// <summary>The filter of the report. Each member narrows the result.</summary>
public sealed record DriftQuery
{
    public DriftKind? Kind { get; init; }

    /// <summary>Part of a name, an address or a value; case and diacritics are ignored.</summary>
    public string? Search { get; init; }
}

/// <summary>A part of the report.</summary>
public sealed record DriftList
{
    /// <summary>The number of matches.</summary>
    public required int Total { get; init; }

    public required IReadOnlyList<DriftItem> Items { get; init; }

    /// <summary>
    /// The counts by kind for the actor's whole scope, regardless of the query; kinds without differences are missing.
    /// </summary>
    public required IReadOnlyDictionary<DriftKind, int> Counts { get; init; }

    /// <summary>The number of recipients with at least one difference, regardless of the query.</summary>
    public required int Recipients { get; init; }

    /// <summary>The data that could not be read and the reason; null if everything was read.</summary>
    public string? Problem { get; init; }

    public required TenantStatus Tenant { get; init; }

    /// <summary>
    /// The time at which the tenant's data was last read; null if it never was, and there is nothing to compare.
    /// </summary>
    public DateTimeOffset? TenantAt { get; init; }
}

/// <summary>Returns the drift report: all differences within the actor's scope, with their reasons.</summary>
public sealed class GetDrift(ICurrentActor current, DriftReports reports, ITenant tenant)
{
    public const int MostAtOnce = 1000;

    /// <param name="take">The number of differences to return, 0 to 1000.</param>
    public async Task<DriftList> ExecuteAsync(DriftQuery query, int skip, int take, CancellationToken cancellationToken)
    {
        var actor = await current.RequireAsync(Permission.ReadRecipients, cancellationToken).ConfigureAwait(false);
        return Page(
            await reports.GetAsync(cancellationToken).ConfigureAwait(false),
            actor,
            query,
            Math.Max(0, skip),
            Math.Clamp(take, 0, MostAtOnce)
        );
    }

    internal DriftList Page(DriftReport report, Actor actor, DriftQuery query, int skip, int take)
    {
        var covered =
            actor.Scope.Count == 0 ? report.Items : report.Items.Where(i => actor.Covers(i.Container)).ToArray();
        var matching = covered.Where(i => Matches(i, query)).ToArray();
        return new DriftList
        {
            Total = matching.Length,
            Items = [.. matching.Skip(skip).Take(take)],
            Counts = covered.GroupBy(i => i.Kind).OrderBy(g => g.Key).ToDictionary(g => g.Key, g => g.Count()),
            Recipients = covered.Select(i => i.Id).Distinct().Count(),
            Problem = report.Problem,
            Tenant = tenant.Status,
            TenantAt = report.Of.Tenant.At,
        };
    }

    private static bool Matches(DriftItem item, DriftQuery query)
    {
        if (query.Kind is { } kind && kind != item.Kind)
            return false;
        if (string.IsNullOrWhiteSpace(query.Search))
            return true;
        var text = query.Search.Trim();
        return new[] { item.DisplayName, item.PrimarySmtpAddress, item.OnPremises, item.Cloud }.Any(t =>
            t is not null
            && CultureInfo.InvariantCulture.CompareInfo.IndexOf(
                t,
                text,
                CompareOptions.IgnoreCase | CompareOptions.IgnoreNonSpace
            ) >= 0
        );
    }
}

/// <summary>Exports the report. The export is recorded; if the audit log is unavailable, nothing is exported.</summary>
public sealed class ExportDrift(ICurrentActor current, DriftReports reports, GetDrift drift, IAuditLog audit)
{
    /// <exception cref="AccessDeniedException">The role may not export.</exception>
    /// <exception cref="AuditUnavailableException">The export could not be recorded.</exception>
    public async Task<DriftList> ExecuteAsync(DriftQuery query, CancellationToken cancellationToken)
    {
        var actor = await current.RequireAsync(Permission.ExportRecipients, cancellationToken).ConfigureAwait(false);
        var page = drift.Page(
            await reports.GetAsync(cancellationToken).ConfigureAwait(false),
            actor,
            query,
            0,
            ExportRecipients.Most
        );
        var filters = new[]
        {
            query.Kind is { } kind ? $"kind {kind}" : null,
            string.IsNullOrWhiteSpace(query.Search) ? null : $"search \"{query.Search.Trim()}\"",
        }
            .OfType<string>()
            .ToArray();
        var count = page.Items.Count.ToString("N0", CultureInfo.InvariantCulture);
        await audit
            .RecordAsync(
                new AuditIntent
                {
                    Actor = actor,
                    Action = AuditAction.DriftExported,
                    CorrelationId = Guid.NewGuid(),
                },
                new AuditEnd(
                    AuditOutcome.Applied,
                    $"Exported {count} {(page.Items.Count == 1 ? "difference" : "differences")} between "
                        + $"Active Directory and the cloud as CSV "
                        + $"({(filters.Length == 0 ? "no filter" : string.Join("; ", filters))})"
                ),
                cancellationToken
            )
            .ConfigureAwait(false);
        return page;
    }
}
