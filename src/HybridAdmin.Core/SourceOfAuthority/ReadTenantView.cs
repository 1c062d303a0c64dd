using HybridAdmin.Core.Directory;
using HybridAdmin.Core.Recipients;
using HybridAdmin.Core.Recipients.Properties;
using HybridAdmin.Core.SourceOfAuthority.Join;
using HybridAdmin.Core.Tenant;
using HybridAdmin.Core.Tenant.Index;
using HybridAdmin.Core.Tenant.Writing;

namespace HybridAdmin.Core.SourceOfAuthority;

/// <summary>
/// Asks the tenant about one recipient, live and within a bound; a tenant that does not answer is replaced by what was
/// last known, with its age. Never throws for the cloud's sake: on-premises work goes on.
/// </summary>
public sealed class ReadTenantView(ITenant tenant, TimeProvider time)
{
    /// <summary>A write may wait this long for the tenant.</summary>
    public static readonly TimeSpan ForWriting = TimeSpan.FromSeconds(20);

    /// <summary>A page may wait this long.</summary>
    public static readonly TimeSpan ForLooking = TimeSpan.FromSeconds(5);

    /// <param name="isInScope">Whether the synchronisation takes the object; null: not known.</param>
    /// <param name="bound">How long the tenant may take. A page does not wait at all for a tenant that is known to be
    /// away.</param>
    public async Task<TenantView> ExecuteAsync(
        DirectoryEntry entry,
        bool? isInScope,
        TimeSpan bound,
        CancellationToken cancellationToken
    )
    {
        if (tenant.Status.State == TenantState.NotConnected)
            return TenantView.NotConnected;
        if (bound <= ForLooking && tenant.Status is { State: TenantState.Problem, Problem: { } away })
            return Remembered(entry, isInScope, away.Message);
        using var limit = new CancellationTokenSource(bound, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            return await LiveAsync(entry, isInScope, both.Token).ConfigureAwait(false);
        }
        catch (TenantFault fault)
        {
            return Remembered(entry, isInScope, fault.Message);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return Remembered(entry, isInScope, "Microsoft 365 did not answer in time.");
        }
    }

    private async Task<TenantView> LiveAsync(DirectoryEntry entry, bool? isInScope, CancellationToken cancellationToken)
    {
        var (cloud, isCertain) = await FindAsync(entry, cancellationToken).ConfigureAwait(false);
        if (
            cloud is { Kind: TenantRecipientKind.User, Exchange: null, HasExchangeAnswered: false }
            && tenant.Index.Current.Find(cloud.Id) is { Exchange: not null }
        )
            return Remembered(
                entry,
                isInScope,
                "Exchange Online does not let the console's application read this mailbox."
            );
        var capabilities = await tenant.ReadCapabilitiesAsync(false, cancellationToken).ConfigureAwait(false);
        var view = new TenantView(
            AuthorityRules.Decide(
                new AuthorityFacts(
                    cloud is not null || isCertain,
                    cloud,
                    Scope(entry, isInScope),
                    cloud?.HasExchangeAnswered == true
                )
            )
        )
        {
            Cloud = cloud,
            Target = cloud is null ? null : TenantTarget.Of(cloud),
            Writing = capabilities.FirstOrDefault(c => c.Operation == TenantOperation.WriteExchangeRecipients),
        };
        if (!view.IsCloudOwned || view.Target is not { } target)
            return view;
        try
        {
            view = view with { Values = await tenant.ReadValuesAsync(target, cancellationToken).ConfigureAwait(false) };
            return NeedsPerson(view) is { } person
                ? view with
                {
                    PersonValues = await tenant.ReadValuesAsync(person, cancellationToken).ConfigureAwait(false),
                }
                : view;
        }
        catch (TenantFault fault) when (!fault.IsAway && fault.Kind == TenantFaultKind.Denied)
        {
            return view; // who owns it is known all the same
        }
    }

    /// <summary>
    /// By what the index knows of the join, read again live; what it does not know yet is looked for.
    /// </summary>
    /// <returns>
    /// Whether that nothing was found means that there is nothing: groups are joined by the index alone.
    /// </returns>
    private async Task<(TenantRecipient? Cloud, bool IsCertain)> FindAsync(
        DirectoryEntry entry,
        CancellationToken cancellationToken
    )
    {
        var index = tenant.Index.Current;
        if (
            SourceAnchorMatcher.Find(index, entry) is { } known
            && await tenant.ReadAsync(known.Kind, known.Id, cancellationToken).ConfigureAwait(false) is { } read
        )
            return (read, true);
        var kind = SourceAnchorMatcher.KindOf(entry);
        if (kind == TenantRecipientKind.User)
            return (
                await tenant.FindByImmutableIdAsync(ImmutableId.Of(entry), cancellationToken).ConfigureAwait(false),
                true
            );
        if (kind != TenantRecipientKind.Contact || Recipient.PrimaryOf(entry) is not { } address)
            return (null, SourceAnchorMatcher.IsNeverSynchronised(kind) || index.KnowsAll(kind));
        return (
            (await tenant.FindByAddressAsync(address, cancellationToken).ConfigureAwait(false)).FirstOrDefault(r =>
                r.Kind == TenantRecipientKind.Contact
                && string.Equals(r.PrimarySmtpAddress, address, StringComparison.OrdinalIgnoreCase)
            ),
            true
        );
    }

    private static bool? Scope(DirectoryEntry entry, bool? isInScope) =>
        SourceAnchorMatcher.IsNeverSynchronised(SourceAnchorMatcher.KindOf(entry)) ? false : isInScope;

    private TenantView Remembered(DirectoryEntry entry, bool? isInScope, string problem)
    {
        var index = tenant.Index.Current;
        var cloud = SourceAnchorMatcher.Find(index, entry);
        var decision = SourceAnchorMatcher.Decide(
            index,
            SourceAnchorMatcher.KindOf(entry),
            cloud,
            () => Scope(entry, isInScope)
        );
        var target = cloud is null ? null : TenantTarget.Of(cloud);
        return new TenantView(decision)
        {
            Cloud = cloud,
            Target = target,
            Values = cloud is not null && target is { } found ? ValuesOf(cloud, found, entry) : null,
            PersonValues = cloud is not null && target?.Person is { } person ? PersonValuesOf(cloud, person) : null,
            Problem = problem,
            AsOf = index.At,
        };
    }

    /// <summary>What holds the organisation data, where the cloud owns it; null: nothing to read.</summary>
    private static TenantTarget? NeedsPerson(TenantView view) =>
        view.Decision.Identity == Authority.Cloud && ExchangeOnlineProperties.OfPerson.Count > 0
            ? view.Target?.Person
            : null;

    /// <summary>What the index keeps of the organisation data.</summary>
    private static TenantValues PersonValuesOf(TenantRecipient cloud, TenantTarget person) =>
        new(
            person,
            RecipientProperties
                .Plain.Where(p => p.IsInTenant)
                .Select(p =>
                    KeyValuePair.Create(
                        p.Name,
                        (IReadOnlyList<DirectoryValue>)(cloud.Texts[p] is { } text ? [text] : [])
                    )
                )
        );

    /// <summary>What the index keeps; the custom attributes stay Active Directory's, for want of better.</summary>
    private static TenantValues ValuesOf(TenantRecipient cloud, TenantTarget target, DirectoryEntry entry)
    {
        var values = new Dictionary<string, IReadOnlyList<DirectoryValue>>
        {
            [ExchangeOnlineProperties.EmailAddresses] = [.. cloud.ProxyAddresses.Select(a => new DirectoryValue(a))],
            [ExchangeOnlineProperties.Alias] = One(cloud.MailNickname),
            [ExchangeOnlineProperties.DisplayName] = One(cloud.DisplayName),
            [ExchangeOnlineProperties.HiddenFromAddressListsEnabled] = One(
                cloud.Exchange?.HiddenFromAddressListsEnabled is { } hidden
                    ? ExchangeOnlineProperties.Text(hidden)
                    : null
            ),
        };
        for (var n = 1; n <= RecipientAttributes.CustomAttributeCount; n++)
            values[ExchangeOnlineProperties.Custom(n)] = entry.Values(RecipientAttributes.Custom(n));
        return new TenantValues(target, values);

        static IReadOnlyList<DirectoryValue> One(string? text) => text is null ? [] : [text];
    }
}
