using HybridAdmin.Core.Access;
using HybridAdmin.Core.Changes.Editing;
using HybridAdmin.Core.Directory;
using HybridAdmin.Core.Domains;
using HybridAdmin.Core.Indexing;
using HybridAdmin.Core.Recipients;
using HybridAdmin.Core.Tenant;

namespace HybridAdmin.Core.Changes.Domains;

/// <summary>A suffix that people use, or could use, to sign in.</summary>
/// <param name="Name">The suffix in lower case.</param>
/// <param name="People">The number of people within the actor's scope.</param>
/// <param name="IsVerified">True if the tenant has verified it; null if the tenant could not be queried.</param>
/// <param name="AuthenticationType">Managed or Federated; null if not known.</param>
/// <param name="IsOffered">
/// True if it may be assigned to people: it is a UPN suffix or domain of the forest, or verified in the tenant.
/// </param>
public sealed record UpnSuffix(string Name, int People, bool? IsVerified, string? AuthenticationType, bool IsOffered);

/// <summary>
/// Lists people by the suffix of their sign-in name, and plans a change of the suffix for many of them.
/// </summary>
public sealed class UpnSuffixes(
    ICurrentActor current,
    IDirectory directory,
    ITenant tenant,
    RecipientIndex index,
    TimeProvider time
)
{
    /// <summary>
    /// Returns the suffixes: first those in use that the tenant has not verified, then by the number of people.
    /// </summary>
    /// <exception cref="DirectoryFault">The directory has never been described and cannot be reached.</exception>
    public async Task<(IReadOnlyList<UpnSuffix> Items, IReadOnlyList<MissingPart> Away)> ListAsync(
        CancellationToken cancellationToken
    )
    {
        var actor = await current.RequireAsync(Permission.ReadRecipients, cancellationToken).ConfigureAwait(false);
        var description = await directory.DescribeAsync(false, cancellationToken).ConfigureAwait(false);
        var parts = new TenantQuerySession(tenant, time, cancellationToken);
        var domains = await DomainsAsync(parts).ConfigureAwait(false);
        var people = index.Current.UpnSuffixes(actor.Scope);
        var ofForest = description
            .UpnSuffixes.Concat(description.Domains.Select(d => d.DnsName))
            .Select(n => n.ToLowerInvariant())
            .ToHashSet();
        var verified = (domains ?? []).Where(d => d is { IsVerified: true }).Select(d => d.Name);
        var items = people
            .Keys.Union(ofForest)
            .Union(verified)
            .Select(name =>
            {
                var domain = domains?.FirstOrDefault(d => d.Name == name);
                return new UpnSuffix(
                    name,
                    people.GetValueOrDefault(name),
                    domains is null ? null : domain is { IsVerified: true },
                    domain?.AuthenticationType,
                    SmtpAddress.IsDomain(name) && (ofForest.Contains(name) || domain is { IsVerified: true })
                );
            });
        return (
            [
                .. items
                    .OrderByDescending(s => s is { People: > 0, IsVerified: false })
                    .ThenByDescending(s => s.People)
                    .ThenBy(s => s.Name, StringComparer.Ordinal),
            ],
            parts.Missing
        );
    }

    /// <summary>
    /// Returns the edits that assign another suffix to people. People who already have it, or who have no sign-in name,
    /// are left out.
    /// </summary>
    /// <exception cref="AccessDeniedException">The role may not change sign-in names.</exception>
    public async Task<IReadOnlyList<WantedEdit>> EditsAsync(
        IReadOnlyCollection<Guid> ids,
        string suffix,
        CancellationToken cancellationToken
    )
    {
        await current.RequireAsync(Permission.EditUserPrincipalName, cancellationToken).ConfigureAwait(false);
        var (snapshot, edits) = (index.Current, new List<WantedEdit>());
        foreach (var id in ids)
        {
            if (snapshot.Find(id)?.UserPrincipalName is not { } name || name.LastIndexOf('@') is not (> 0 and var at))
                continue;
            edits.Add(
                new WantedEdit(
                    id,
                    new RecipientEdit { UserPrincipalName = $"{name[..at]}@{suffix.ToLowerInvariant()}" }
                )
            );
        }

        return edits;
    }

    /// <summary>
    /// Returns the people in a review whose sign-in will change, based on the values that were just read.
    /// </summary>
    public async Task<IReadOnlyList<SignInDifference>> DifferencesAsync(
        RecipientsReview review,
        CancellationToken cancellationToken
    )
    {
        await current.RequireAsync(Permission.ReadRecipients, cancellationToken).ConfigureAwait(false);
        var domains = await DomainsAsync(new TenantQuerySession(tenant, time, cancellationToken)).ConfigureAwait(false);
        var found = new List<SignInDifference>();
        foreach (var item in review.Items)
        {
            if (item is not { State: ReviewState.Ready, Plan: { } plan })
                continue;
            if (
                plan.Changes.FirstOrDefault(c => c.Attribute == RecipientAttributes.UserPrincipalName)
                is not { After: [var after] } change
            )
                continue;
            var before = change.Before.Count == 0 ? "" : change.Before[0].Text;
            var primary = index.Current.Find(item.Wanted.Id)?.PrimarySmtpAddress;
            var differs = SignInRules.Differences(
                before,
                after.Text,
                primary,
                Of(before),
                Of(after.Text),
                domains is not null
            );
            found.Add(new SignInDifference(item.Wanted.Id, item.Name, before, after.Text, differs));
        }

        return found;

        TenantDomain? Of(string name) =>
            domains?.FirstOrDefault(d => name.EndsWith("@" + d.Name, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>Returns the tenant's domains; null if there is no tenant, or if it is not reachable.</summary>
    private Task<IReadOnlyList<TenantDomain>?> DomainsAsync(TenantQuerySession parts) =>
        tenant.Status.State == TenantState.NotConnected
            ? Task.FromResult<IReadOnlyList<TenantDomain>?>(null)
            : parts.TryAsync(TenantQuerySession.Graph, tenant.ListDomainsAsync);
}
