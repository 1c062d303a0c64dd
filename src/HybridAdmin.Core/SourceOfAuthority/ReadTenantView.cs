using HybridAdmin.Core.Directory;
using HybridAdmin.Core.Recipients;
using HybridAdmin.Core.Recipients.Properties;
using HybridAdmin.Core.SourceOfAuthority.Join;
using HybridAdmin.Core.Tenant;
using HybridAdmin.Core.Tenant.Index;
using HybridAdmin.Core.Tenant.Writing;

namespace HybridAdmin.Core.SourceOfAuthority;

/// <summary>
/// Reads the tenant's data about one recipient, live and with a time limit. If the tenant does not answer, the last
/// known data is used, with its age. Never throws because of the tenant: on-premises work continues.
/// </summary>
public sealed class ReadTenantView(ITenant tenant, TimeProvider time)
{
    /// <summary>The time limit for the tenant during a write.</summary>
    public static readonly TimeSpan ForWriting = TimeSpan.FromSeconds(20);

    /// <summary>The time limit for the tenant on a page.</summary>
    public static readonly TimeSpan ForLooking = TimeSpan.FromSeconds(5);

    /// <param name="isInScope">True if the object is in the scope of the synchronisation; null if not known.</param>
    /// <param name="bound">The time limit for the tenant. A page does not wait at all for a tenant that is known to be
    /// unreachable.</param>
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
            return view; // the owner is known nevertheless
        }
    }

    /// <summary>
    /// Finds the cloud object by the index's join and reads it again live; an object that the index does not know is
    /// searched for.
    /// </summary>
    /// <returns>
    /// The object, and true if a missing object certainly does not exist. Groups are joined by the index alone.
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

    /// <summary>The object with the organisation data if the cloud owns it; null if there is nothing to read.</summary>
    private static TenantTarget? NeedsPerson(TenantView view) =>
        view.Decision.Identity == Authority.Cloud && ExchangeOnlineProperties.OfPerson.Count > 0
            ? view.Target?.Person
            : null;

    /// <summary>The organisation data in the index.</summary>
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

    /// <summary>The values in the index. The index has no custom attributes, so Active Directory's are used.</summary>
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
