using System.Globalization;
using HybridAdmin.Core.Access;
using HybridAdmin.Core.Recipients;
using HybridAdmin.Core.SourceOfAuthority.Join;
using HybridAdmin.Core.Tenant;

namespace HybridAdmin.Core.Comparison.Find;

/// <summary>
/// Finds the holders of an address in the tenant: people, groups, contacts, guests, objects that only Exchange Online
/// knows, and deleted objects that can be restored. Queried live.
/// </summary>
public sealed class TenantAddressHolders(ITenant tenant, HybridRecipientIndex authorities, TimeProvider time)
{
    /// <summary>The time that an answer about the directory waits for the cloud.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    /// <param name="owners">The holders in Active Directory, whose cloud objects are the same objects.</param>
    /// <returns>The holders, and the parts that could not be queried, as a sentence.</returns>
    internal async Task<(IReadOnlyList<TenantHolder> Holders, string? Remark)> FindAsync(
        Actor actor,
        ProxyAddress address,
        IReadOnlyList<AddressOwner> owners,
        CancellationToken cancellationToken
    )
    {
        if (tenant.Status.State == TenantState.NotConnected)
            return ([], "No tenant is connected, so it is not known who has it in the cloud.");
        if (!address.IsSmtp)
            return ([], null);
        var found = new List<TenantRecipient>();
        try
        {
            await TenantTimeout.AskAsync(tenant, time, Patience, ReadAsync, cancellationToken).ConfigureAwait(false);
            return (Owners(actor, address, found, owners), null);
        }
        catch (TenantFault fault)
        {
            return (
                Owners(actor, address, found, owners),
                $"Microsoft 365 could not be asked whole{Since()}, so others may have it there: {fault.Message}"
            );
        }

        async Task<int> ReadAsync(CancellationToken token)
        {
            found.AddRange(await tenant.FindByAddressAsync(address.Value, token).ConfigureAwait(false));
            found.AddRange(
                (await tenant.FindDeletedByAddressAsync(address.Value, token).ConfigureAwait(false)).Where(d =>
                    found.All(f => f.Id != d.Id)
                )
            );
            return found.Count;
        }
    }

    private string Since() =>
        tenant.Status is { State: TenantState.Problem, Since: { } at }
            ? string.Create(CultureInfo.InvariantCulture, $" (since {at.UtcDateTime:yyyy-MM-dd HH:mm} UTC)")
            : string.Empty;

    private TenantHolder[] Owners(
        Actor actor,
        ProxyAddress address,
        IReadOnlyList<TenantRecipient> found,
        IReadOnlyList<AddressOwner> owners
    )
    {
        var joined = authorities.Current;
        var same = new Dictionary<Guid, AddressOwner>();
        foreach (var owner in owners)
        {
            if (joined.Recipients.FindIndexed(owner.Id) is { } indexed && joined.CloudOf(indexed) is { } own)
                same[own.Id] = owner;
        }

        return found
            .Select(c =>
            {
                var own = same.GetValueOrDefault(c.Id);
                // An actor with a scope learns that a holder exists, but not which one, unless it is in the scope
                // (decision 0006).
                var isTold = actor.Scope.Count == 0 || own is { IsOutsideScope: false };
                return new TenantHolder(
                    c.Id,
                    isTold ? TenantDisplayNames.Name(c) : "an object of the tenant",
                    isTold ? TenantDisplayNames.Kind(c) : "in the cloud",
                    Place(c, address.Value),
                    own?.Id
                )
                {
                    DeletedAt = c.DeletedDateTime,
                };
            })
            .OrderBy(o => o.DeletedAt is not null)
            .ThenBy(o => o.OnPremisesId is null)
            .ThenBy(o => o.DisplayName, StringComparer.OrdinalIgnoreCase)
            .ToArray();
    }

    private static string Place(TenantRecipient cloud, string address) =>
        address.Equals(cloud.PrimarySmtpAddress, StringComparison.OrdinalIgnoreCase) ? "primary address"
        : ProxyAddressCollection.Holds(cloud.ProxyAddresses, address) ? "alias"
        : address.Equals(cloud.Mail, StringComparison.OrdinalIgnoreCase) ? "mail"
        : "sign-in name";
}
