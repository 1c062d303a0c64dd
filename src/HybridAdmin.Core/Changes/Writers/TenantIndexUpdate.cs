using HybridAdmin.Core.Recipients.Properties;
using HybridAdmin.Core.Tenant;
using HybridAdmin.Core.Tenant.Index;
using HybridAdmin.Core.Tenant.Writing;

namespace HybridAdmin.Core.Changes.Writers;

/// <summary>
/// Updates the tenant's index at once with the values after a write, because Exchange Online's recipients are listed
/// again only after an hour.
/// </summary>
internal static class TenantIndexUpdate
{
    public static void Apply(TenantIndex index, TenantValues values)
    {
        var snapshot = index.Current;
        if (
            !values.Target.IsRecipient
            || snapshot.At is not { } at
            || !Guid.TryParse(values.Target.Identity, out var id)
            || snapshot.Find(id) is not { } known
        )
            return;
        var changed = known with
        {
            ProxyAddresses =
            [
                .. values
                    .Values(ExchangeOnlineProperties.EmailAddresses)
                    .Select(v => v.Text)
                    .Where(t => !t.StartsWith("SPO:", StringComparison.OrdinalIgnoreCase)),
            ],
            MailNickname = values.Text(ExchangeOnlineProperties.Alias) ?? known.MailNickname,
            DisplayName = values.Text(ExchangeOnlineProperties.DisplayName) ?? known.DisplayName,
            Exchange = known.Exchange is null
                ? null
                : known.Exchange with
                {
                    HiddenFromAddressListsEnabled =
                        values.Flag(ExchangeOnlineProperties.HiddenFromAddressListsEnabled)
                        ?? known.Exchange.HiddenFromAddressListsEnabled,
                    IsExchangeCloudManaged =
                        values.Flag(ExchangeOnlineProperties.IsExchangeCloudManaged)
                        ?? known.Exchange.IsExchangeCloudManaged,
                },
        };
        index.Apply([changed], [], at);
    }
}
