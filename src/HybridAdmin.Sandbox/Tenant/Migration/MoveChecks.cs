using HybridAdmin.Core.Directory;
using HybridAdmin.Core.Recipients;
using HybridAdmin.Sandbox.Engine;
using HybridAdmin.Sandbox.Tenant.Cloud;

namespace HybridAdmin.Sandbox.Tenant.Migration;

/// <summary>
/// The reasons why a simulated move fails, in the words of the real one, and the changes to the cloud object when it
/// succeeds.
/// </summary>
internal sealed class MoveChecks(MigrationState migration, TenantState state, MemoryDirectory directory)
{
    /// <summary>Checks a move before anything is copied; null: it continues.</summary>
    public string? AtValidation(SimulatedBatch batch, SimulatedMove move)
    {
        if (!batch.IsRemoteMove)
            return null;
        if (
            migration.Batches.Exists(b =>
                b != batch
                && b.People.Exists(p =>
                    p.Identity.Equals(move.Identity, StringComparison.OrdinalIgnoreCase) && !p.IsFinal
                )
            )
        )
            return $"UserDuplicateInOtherBatchException: The user '{move.Identity}' already exists in "
                + $"another migration batch.";
        if (ObjectOf(move.Identity) is not { } cloud)
            return $"ManagementObjectNotFoundException: A recipient wasn't found for \"{move.Identity}\" on "
                + $"the target. Please create a recipient of the appropriate type on the target and try again.";
        move.Source = cloud.Source;
        var entry = cloud.Source is { } id ? directory.Current.Find(id) : null;
        return batch.IsOffboarding ? BackProblem(batch, cloud, entry) : ToCloudProblem(batch, cloud, entry);
    }

    /// <summary>Checks a move during the copy; null: it was copied.</summary>
    public static string? AtCopy(SimulatedBatch batch, SimulatedMove move)
    {
        if (move.Skipped == 0 || move.IsApproved)
            return null;
        var limit = move.BadItemLimit ?? batch.BadItemLimit;
        if (limit is null)
            return null; // decided by the cloud's own score at the completion
        return
            limit.Equals("Unlimited", StringComparison.OrdinalIgnoreCase)
            || (int.TryParse(limit, out var number) && move.Skipped <= number)
            ? null
            : $"TooManyBadItemsPermanentException: This mailbox exceeded the maximum number of corrupted "
                + $"items that were specified for this move request ({limit}).";
    }

    /// <summary>Changes the cloud object after a completed move.</summary>
    /// <returns>A warning; null: none.</returns>
    public string? Land(SimulatedBatch batch, SimulatedMove move, TenantState of)
    {
        if (!batch.IsRemoteMove || ObjectOf(move.Identity) is not { } cloud)
            return null;
        if (batch.IsOffboarding)
        {
            of.Put(
                cloud with
                {
                    RecipientType = "MailUser",
                    HasMovedHere = false,
                    ExternalEmailAddress = $"SMTP:{cloud.Mail}",
                }
            );
            return null;
        }

        var details = cloud.Source is { } id
            ? (TypeNumber)(directory.Current.Find(id)?.Number(RecipientAttributes.RecipientTypeDetails) ?? 0)
            : 0;
        var type = details switch
        {
            TypeNumber.RemoteSharedMailbox => "SharedMailbox",
            TypeNumber.RemoteRoomMailbox => "RoomMailbox",
            TypeNumber.RemoteEquipmentMailbox => "EquipmentMailbox",
            _ => "UserMailbox",
        };
        of.Put(cloud with { RecipientType = type, HasMovedHere = true, ExternalEmailAddress = null });
        return type == "UserMailbox" && !cloud.Licences.Any(l => l.HasMailbox)
            ? "MissingExchangeLicenseWarning: The mailbox has no Exchange Online license and is disconnected "
                + "in 30 days."
            : null;
    }

    /// <summary>The cloud object with an address.</summary>
    public CloudObject? ObjectOf(string address) =>
        state.Objects.FirstOrDefault(o =>
            o.RecipientType is not null
            && o.ProxyAddresses.Append($"smtp:{o.UserPrincipalName}")
                .Contains($"smtp:{address}", StringComparer.OrdinalIgnoreCase)
        );

    private string? ToCloudProblem(SimulatedBatch batch, CloudObject cloud, DirectoryEntry? entry)
    {
        if (cloud.IsMailbox)
            return $"UserAlreadyHasMailboxException: The user '{cloud.DisplayName}' already has a primary mailbox.";
        if (entry is null || !entry.Has("msExchHomeServerName"))
            return $"UnsupportedRecipientTypePermanentException: '{cloud.DisplayName}' isn't a mailbox on "
                + $"the source server.";
        if (
            entry
                .Texts("proxyAddresses")
                .Select(ProxyAddress.FromStored)
                .FirstOrDefault(a => a.IsSmtp && !state.IsVerified(a.Domain)) is
            { Text: not null } foreign
        )
            return $"NotAcceptedDomainException: You can't use the domain because it's not an accepted "
                + $"domain for your organization: {foreign.Domain}.";
        if (!Has(cloud.ProxyAddresses, batch.TargetDeliveryDomain))
            return $"TargetDeliveryDomainMismatchPermanentException: The target mailbox doesn't have an SMTP "
                + $"address that matches the target delivery domain '{batch.TargetDeliveryDomain}'.";
        return cloud.ExchangeGuid == Guid.Empty
            ? $"RecipientNotFoundPermanentException: Cannot find a recipient that has mailbox GUID of "
                + $"'{cloud.DisplayName}'."
            : null;
    }

    private static string? BackProblem(SimulatedBatch batch, CloudObject cloud, DirectoryEntry? entry)
    {
        if (!cloud.IsMailbox)
            return $"UnsupportedRecipientTypePermanentException: '{cloud.DisplayName}' isn't a mailbox in the cloud.";
        if (cloud.IsExchangeCloudManaged)
            return $"The mailbox '{cloud.DisplayName}' is managed in the cloud (IsExchangeCloudManaged) and "
                + $"can't be moved.";
        if (entry is null || !entry.Has("msExchMailboxGuid"))
            return $"RecipientNotFoundPermanentException: Cannot find a recipient on-premises that has the "
                + $"mailbox GUID '{cloud.ExchangeGuid}'.";
        return Has(cloud.ProxyAddresses, batch.TargetDeliveryDomain)
            ? null
            : $"TargetDeliveryDomainMismatchPermanentException: The mailbox doesn't have an SMTP address "
                + $"that matches the target delivery domain '{batch.TargetDeliveryDomain}'.";
    }

    private static bool Has(IEnumerable<string> addresses, string? domain) =>
        addresses
            .Select(ProxyAddress.FromStored)
            .Any(a => a.IsSmtp && a.Domain.Equals(domain, StringComparison.OrdinalIgnoreCase));
}
