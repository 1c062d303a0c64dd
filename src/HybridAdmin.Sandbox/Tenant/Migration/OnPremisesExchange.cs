using System.Globalization;
using HybridAdmin.Core.Directory;
using HybridAdmin.Core.Recipients;
using HybridAdmin.Sandbox.Engine;
using HybridAdmin.Sandbox.Organization;
using HybridAdmin.Sandbox.Tenant.Cloud;

namespace HybridAdmin.Sandbox.Tenant.Migration;

/// <summary>
/// The Exchange server that the acquired firm still runs. When a move completes, its replication service converts the
/// object in Active Directory, as another tool that writes there: the tenant itself never does (decision 0018). It
/// omits the X500 address of the cloud mailbox, as the real one does without write-back, and one object altogether.
/// </summary>
internal sealed class OnPremisesExchange(MemoryDirectory directory)
{
    private static readonly (
        TypeNumber Here,
        TypeNumber There,
        int DisplayHere,
        int DisplayThere,
        int Remote
    )[] Kinds =
    [
        (TypeNumber.UserMailbox, TypeNumber.RemoteUserMailbox, 1073741824, -2147483642, 4),
        (TypeNumber.SharedMailbox, TypeNumber.RemoteSharedMailbox, 0, -2147483642, 100),
        (TypeNumber.RoomMailbox, TypeNumber.RemoteRoomMailbox, 7, -2147481850, 36),
        (TypeNumber.EquipmentMailbox, TypeNumber.RemoteEquipmentMailbox, 8, -2147481594, 68),
    ];

    public void Convert(SimulatedBatch batch, SimulatedMove move)
    {
        if (!batch.IsOffboarding && move.Identity.Equals(OnServerFactory.Forgotten, StringComparison.OrdinalIgnoreCase))
            return;
        if (!batch.IsRemoteMove || move.Source is not { } id || directory.Current.Find(id) is not { } entry)
            return;
        var type = (TypeNumber)(entry.Number(RecipientAttributes.RecipientTypeDetails) ?? 0);
        var kind = Kinds.FirstOrDefault(k => k.Here == type || k.There == type);
        if (kind.There == 0)
            return;
        var values = batch.IsOffboarding
            ? Back(entry, kind)
            : ToCloud(entry, kind, batch.TargetDeliveryDomain ?? Tailwind.RoutingDomain);
        try
        {
            directory.Apply(
                new DirectoryModification(
                    id,
                    [
                        .. values
                            .Where(v => entry.Has(v.Attribute) || v.Value is not null)
                            .Select(v => new AttributeModification(
                                ModificationKind.Replace,
                                v.Attribute,
                                v.Value is null ? [] : [new DirectoryValue(v.Value)]
                            )),
                    ]
                )
            );
        }
        catch (DirectoryFault)
        {
            // Deleted or changed at this moment: the object remains unchanged, which the "after a move" page reports.
        }
    }

    private static IEnumerable<(string Attribute, string? Value)> ToCloud(
        DirectoryEntry entry,
        (TypeNumber Here, TypeNumber There, int DisplayHere, int DisplayThere, int Remote) kind,
        string routingDomain
    )
    {
        var routing = entry
            .Texts(RecipientAttributes.ProxyAddresses)
            .Select(ProxyAddress.FromStored)
            .FirstOrDefault(a => a.IsSmtp && a.Domain.Equals(routingDomain, StringComparison.OrdinalIgnoreCase));
        yield return (RecipientAttributes.RecipientTypeDetails, Text((long)kind.There));
        yield return (RecipientAttributes.RecipientDisplayType, Text(kind.DisplayThere));
        yield return (
            RecipientAttributes.RemoteRecipientType,
            Text(kind.Remote | (int)((entry.Number(RecipientAttributes.RemoteRecipientType) ?? 0) & (2 | 16)))
        );
        yield return (
            RecipientAttributes.TargetAddress,
            $"SMTP:{(routing.Text is null ? $"{entry.Text(RecipientAttributes.MailNickname)}@{routingDomain}" : routing.Value)}"
        );
        yield return ("homeMDB", null);
        yield return ("msExchHomeServerName", null);
    }

    private static IEnumerable<(string Attribute, string? Value)> Back(
        DirectoryEntry entry,
        (TypeNumber Here, TypeNumber There, int DisplayHere, int DisplayThere, int Remote) kind
    )
    {
        yield return (RecipientAttributes.RecipientTypeDetails, Text((long)kind.Here));
        yield return (RecipientAttributes.RecipientDisplayType, Text(kind.DisplayHere));
        yield return (
            RecipientAttributes.RemoteRecipientType,
            ((entry.Number(RecipientAttributes.RemoteRecipientType) ?? 0) & 2) != 0 ? "2" : null
        );
        yield return (RecipientAttributes.TargetAddress, null);
        // Not homeMDB: the sandbox has no configuration partition for it to refer to.
        yield return ("msExchHomeServerName", MailStamp.ServerName);
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
