using HybridAdmin.Core.Access;
using HybridAdmin.Core.Changes.Editing;
using HybridAdmin.Core.Directory;
using HybridAdmin.Core.Domains;
using HybridAdmin.Core.Indexing;
using HybridAdmin.Core.Recipients;
using HybridAdmin.Core.Tenant;

namespace HybridAdmin.Core.Changes.Domains;

/// <summary>A suffix with which people sign in, or could.</summary>
/// <param name="Name">In lower case.</param>
/// <param name="People">Of the actor's scope.</param>
/// <param name="IsVerified">In the tenant; null: it could not be asked.</param>
/// <param name="AuthenticationType">Managed or Federated; null: not known.</param>
/// <param name="IsOffered">Whether it may be given to people: a UPN suffix or domain of the forest, or verified in the
/// tenant.</param>
public sealed record UpnSuffix(string Name, int People, bool? IsVerified, string? AuthenticationType, bool IsOffered);

/// <summary>People by the suffix of their sign-in name, and what a change of it for many would do.</summary>
public sealed class UpnSuffixes(
    ICurrentActor current,
    IDirectory directory,
    ITenant tenant,
    RecipientIndex index,
    TimeProvider time
)
{
    /// <summary>Suffixes with people first, those that the tenant does not know before the others.</summary>
    /// <exception cref="DirectoryFault">The directory was never described and cannot be reached.</exception>
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
    /// The edits that give people another suffix; who has it already, or no sign-in name, is left out.
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
    /// Who of those that a review will change signs in differently, by the values that were just read.
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

    /// <summary>Null: no tenant, or it is away.</summary>
    private Task<IReadOnlyList<TenantDomain>?> DomainsAsync(TenantQuerySession parts) =>
        tenant.Status.State == TenantState.NotConnected
            ? Task.FromResult<IReadOnlyList<TenantDomain>?>(null)
            : parts.TryAsync(TenantQuerySession.Graph, tenant.ListDomainsAsync);
}
