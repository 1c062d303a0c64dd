using System.Text.Json.Nodes;
using HybridAdmin.Core.Recipients;
using HybridAdmin.Sandbox.Tenant.Cloud;

namespace HybridAdmin.Sandbox.Tenant.Exchange;

/// <summary>Applies a cmdlet's EmailAddresses to an object and refuses what Exchange Online refuses.</summary>
internal sealed class AddressEdit(TenantState state)
{
    /// <summary>
    /// Applies @{Add=...; Remove=...}, or the whole list. The SharePoint address belongs to the service and always
    /// remains.
    /// </summary>
    public CloudObject Apply(CloudObject item, CmdletInput input)
    {
        var addresses = item.ProxyAddresses.ToList();
        if (input.Node("EmailAddresses") is JsonObject change)
        {
            foreach (var gone in Texts(change, "Remove"))
                addresses.RemoveAll(a => a.Equals(gone, StringComparison.OrdinalIgnoreCase));
            foreach (var added in Texts(change, "Add"))
                Add(addresses, added);
        }
        else if (input.Node("EmailAddresses") is JsonArray whole)
        {
            addresses.Clear();
            foreach (var one in whole)
                Add(addresses, Typed(one?.ToString() ?? string.Empty));
        }
        else
        {
            throw CmdletFault.Invalid("EmailAddresses", input.Text("EmailAddresses"));
        }

        addresses.RemoveAll(a => a.StartsWith("SPO:", StringComparison.OrdinalIgnoreCase));
        var primary = addresses
            .Select(ProxyAddress.FromStored)
            .SingleOrDefault(a => a is { IsSmtp: true, IsPrimary: true });
        if (primary.Text is null)
            throw new CmdletFault(
                "Microsoft.Exchange.Data.DataValidationException",
                "The mailbox must have one primary SMTP address."
            );
        foreach (var address in addresses.Except(item.ProxyAddresses, StringComparer.OrdinalIgnoreCase))
            Check(item, ProxyAddress.FromStored(address));
        return item with { ProxyAddresses = addresses, Mail = primary.Value };

        static IEnumerable<string> Texts(JsonObject from, string name) =>
            Http.TenantRequest.Member(from, name) switch
            {
                JsonArray many => many.Select(a => Typed(a?.ToString() ?? string.Empty)),
                JsonValue one => [Typed(one.ToString())],
                _ => [],
            };
    }

    private static string Typed(string address) =>
        address.Contains(':', StringComparison.Ordinal) ? address : $"smtp:{address}";

    /// <summary>Adds an address; a new primary turns the previous one into an alias.</summary>
    private static void Add(List<string> addresses, string added)
    {
        var address = ProxyAddress.FromStored(added);
        if (address is { IsSmtp: true, IsPrimary: true })
        {
            for (var i = 0; i < addresses.Count; i++)
            {
                if (ProxyAddress.FromStored(addresses[i]) is { IsSmtp: true } other)
                    addresses[i] = other.AsPrimary(false).Text;
            }
        }

        addresses.RemoveAll(a => a.Equals(added, StringComparison.OrdinalIgnoreCase));
        addresses.Add(added);
    }

    private void Check(CloudObject item, ProxyAddress address)
    {
        if (address.IsSmtp && !state.IsVerified(address.Domain))
        {
            throw new CmdletFault(
                "Microsoft.Exchange.Management.RecipientTasks.NotAcceptedDomainException",
                $"You can't use the domain because it's not an accepted domain for your organization: {address.Domain}."
            );
        }

        var holder = state.Objects.FirstOrDefault(o =>
            o.Id != item.Id && o.ProxyAddresses.Contains(address.Text, StringComparer.OrdinalIgnoreCase)
        );
        if (holder is null)
            return;
        throw new CmdletFault(
            "Microsoft.Exchange.Management.RecipientTasks.ProxyAddressExistsException",
            $"The proxy address \"{address.Text}\" is already being used by the proxy addresses or "
                + $"LegacyExchangeDN of \"{holder.DisplayName}\". Please choose another proxy address."
        );
    }
}
