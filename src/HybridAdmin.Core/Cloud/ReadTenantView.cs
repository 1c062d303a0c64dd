using HybridAdmin.Core.Directory;
using HybridAdmin.Core.Recipients;

namespace HybridAdmin.Core.Cloud;

/// <summary>
/// Asks the tenant about one recipient, live and within a bound; a tenant that does not answer is replaced by what was last known, with its age. Never throws for
/// the cloud's sake: on-premises work goes on.
/// </summary>
public sealed class ReadTenantView(ITenant tenant, TimeProvider time)
{
    /// <summary>A write may wait this long for the tenant.</summary>
    public static readonly TimeSpan ForWriting = TimeSpan.FromSeconds(20);

    /// <summary>A page may wait this long.</summary>
    public static readonly TimeSpan ForLooking = TimeSpan.FromSeconds(5);

    /// <param name="isInScope">Whether the synchronisation takes the object; null: not known.</param>
    /// <param name="bound">How long the tenant may take. A page does not wait at all for a tenant that is known to be away.</param>
    public async Task<TenantView> ExecuteAsync(DirectoryEntry entry, bool? isInScope, TimeSpan bound, CancellationToken cancellationToken)
    {
        if (tenant.Status.State == TenantState.NotConnected) return TenantView.NotConnected;
        if (bound <= ForLooking && tenant.Status is { State: TenantState.Problem, Problem: { } away }) return Remembered(entry, isInScope, away.Message);
        using var limit = new CancellationTokenSource(bound, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            return await LiveAsync(entry, isInScope, both.Token).ConfigureAwait(false);
        }
        catch (CloudFault fault)
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
        var cloud = await FindAsync(entry, cancellationToken).ConfigureAwait(false);
        if (cloud is { Kind: CloudRecipientKind.User, Exchange: null, HasExchangeAnswered: false } && tenant.Index.Current.Find(cloud.Id) is { Exchange: not null })
            return Remembered(entry, isInScope, "Exchange Online does not let the console's application read this mailbox.");
        var capabilities = await tenant.ReadCapabilitiesAsync(false, cancellationToken).ConfigureAwait(false);
        var view = new TenantView(AuthorityRules.Decide(new AuthorityFacts(true, cloud, isInScope, cloud?.HasExchangeAnswered == true)))
        {
            Cloud = cloud,
            Target = cloud is null ? null : CloudTarget.Of(cloud),
            Writing = capabilities.FirstOrDefault(c => c.Operation == CloudOperation.WriteExchangeRecipients),
        };
        if (!view.IsCloudOwned || view.Target is not { } target) return view;
        try
        {
            return view with { Values = await tenant.ReadValuesAsync(target, cancellationToken).ConfigureAwait(false) };
        }
        catch (CloudFault fault) when (!fault.IsAway && fault.Kind == CloudFaultKind.Denied)
        {
            return view; // who owns it is known all the same
        }
    }

    /// <summary>By what the index knows the join, read again live; what it does not know yet is looked for.</summary>
    private async Task<CloudRecipient?> FindAsync(DirectoryEntry entry, CancellationToken cancellationToken)
    {
        if (Join(entry) is { } known && await tenant.ReadAsync(known.Kind, known.Id, cancellationToken).ConfigureAwait(false) is { } read) return read;
        if (KindOf(entry) == CloudRecipientKind.User) return await tenant.FindByImmutableIdAsync(ImmutableId.Of(entry), cancellationToken).ConfigureAwait(false);
        if (KindOf(entry) != CloudRecipientKind.Contact || Recipient.PrimaryOf(entry) is not { } address) return null;
        return (await tenant.FindByAddressAsync(address, cancellationToken).ConfigureAwait(false))
            .FirstOrDefault(r => r.Kind == CloudRecipientKind.Contact && string.Equals(r.PrimarySmtpAddress, address, StringComparison.OrdinalIgnoreCase));
    }

    private TenantView Remembered(DirectoryEntry entry, bool? isInScope, string problem)
    {
        var index = tenant.Index.Current;
        var cloud = index.At is null ? null : Join(entry);
        var decision = AuthorityRules.Decide(new AuthorityFacts(index.At is not null && (cloud is not null || index.IsComplete), cloud, isInScope, HasExchangeAnswered: false));
        var target = cloud is null ? null : CloudTarget.Of(cloud);
        return new TenantView(decision)
        {
            Cloud = cloud,
            Target = target,
            Values = cloud is not null && target is { } found ? ValuesOf(cloud, found, entry) : null,
            Problem = problem,
            AsOf = index.At,
        };
    }

    /// <summary>What the index keeps; the custom attributes stay Active Directory's, for want of better.</summary>
    private static CloudValues ValuesOf(CloudRecipient cloud, CloudTarget target, DirectoryEntry entry)
    {
        var values = new Dictionary<string, IReadOnlyList<DirectoryValue>>
        {
            [CloudProperties.EmailAddresses] = [.. cloud.ProxyAddresses.Select(a => new DirectoryValue(a))],
            [CloudProperties.Alias] = One(cloud.MailNickname),
            [CloudProperties.DisplayName] = One(cloud.DisplayName),
            [CloudProperties.HiddenFromAddressListsEnabled] = One(cloud.Exchange?.HiddenFromAddressListsEnabled is { } hidden ? CloudProperties.Text(hidden) : null),
        };
        for (var n = 1; n <= RecipientAttributes.CustomAttributeCount; n++) values[CloudProperties.Custom(n)] = entry.Values(RecipientAttributes.Custom(n));
        return new CloudValues(target, values);

        static IReadOnlyList<DirectoryValue> One(string? text) => text is null ? [] : [text];
    }

    private CloudRecipient? Join(DirectoryEntry entry) => tenant.Index.Current.Join(
        KindOf(entry), ImmutableId.Of(entry), entry.Values(RecipientAttributes.ObjectSid) is [{ IsOctets: true } sid, ..] ? SecurityIdentifierText.Of(sid.Octets.Span) : null, Recipient.PrimaryOf(entry));

    private static CloudRecipientKind KindOf(DirectoryEntry entry) =>
        entry.IsOfClass("group") ? CloudRecipientKind.Group : entry.IsOfClass("contact") ? CloudRecipientKind.Contact : CloudRecipientKind.User;
}
