using HybridAdmin.Core.Access;
using HybridAdmin.Core.Audit;
using HybridAdmin.Core.Changes.Model;
using HybridAdmin.Core.Changes.Pipeline;
using HybridAdmin.Core.Directory;
using HybridAdmin.Core.Domains;
using HybridAdmin.Core.Findings;
using HybridAdmin.Core.Recipients;
using HybridAdmin.Core.Recipients.Properties;
using HybridAdmin.Core.Settings;
using HybridAdmin.Core.SourceOfAuthority;
using HybridAdmin.Core.Tenant;

namespace HybridAdmin.Core.Changes.Editing;

/// <summary>
/// The common part of preview and edit: reads the object and the facts on one controller, checks the policy, and plans.
/// </summary>
/// <param name="tenant">Searched for holders of the addresses that are to be written there.</param>
public sealed class EditPreparation(
    IDirectory directory,
    ListOfferedDomains domains,
    ChangeSettings settings,
    ReadTenantView tenants,
    ITenant tenant
)
{
    /// <param name="Entry">The effective values: the cloud's where the cloud owns them.</param>
    internal readonly record struct Prepared(
        ChangePlan? Plan,
        ChangeFacts? Facts,
        DirectoryEntry? Entry,
        Problem? Problem
    )
    {
        /// <summary>The object in Active Directory.</summary>
        public DirectoryEntry? InDirectory { get; init; }
    }

    /// <summary>Opens the sessions of one preview or edit: plan, write and read-back on one controller.</summary>
    internal ForestSessions Begin() => new(directory, forWriting: true);

    /// <param name="forest">The sessions in which the object is read, and afterwards written.</param>
    /// <param name="willRun">
    /// True if the plan is carried out at once. <see cref="ChangePipeline"/> then searches the forest for the addresses
    /// when its turn comes, and one search is enough.
    /// </param>
    internal async Task<Prepared> PrepareAsync(
        ForestSessions forest,
        Actor actor,
        Guid id,
        RecipientEdit edit,
        string? expectedVersion,
        bool willRun,
        CancellationToken cancellationToken
    )
    {
        try
        {
            var description = await forest.DescribeAsync(cancellationToken).ConfigureAwait(false);
            var found = await forest
                .FindAsync(id, description.Existing(RecipientAttributes.ForRecipient), cancellationToken)
                .ConfigureAwait(false);
            if (found is not { Entry: var entry })
                return new Prepared(
                    null,
                    null,
                    null,
                    new Problem(ProblemCode.NotFound, "There is no recipient with this id, or it is not visible.")
                );
            if (EditPolicy.Refusal(actor, entry, edit) is { } refusal)
                return new Prepared(null, null, entry, new Problem(ProblemCode.Forbidden, refusal));
            var view = await tenants
                .ExecuteAsync(entry, settings.IsInSyncScope(entry.Dn), ReadTenantView.ForWriting, cancellationToken)
                .ConfigureAwait(false);
            var effective = view.Effective(entry);

            // Values that were not read live cannot be compared; the write compares with live values in any case.
            if (
                expectedVersion is not null
                && expectedVersion != Recipient.VersionOf(effective)
                && view is not { IsCloudOwned: true, Problem: not null }
            )
            {
                return new Prepared(
                    null,
                    null,
                    effective,
                    new Problem(
                        ProblemCode.Stale,
                        "The recipient has other values than the ones this change was made on. Look at them "
                            + "and decide again."
                    )
                    {
                        Found = Present(effective),
                    }
                );
            }

            var facts = new ChangeFacts
            {
                Actor = actor,
                Tenant = view,
                TenantHolders = await TenantHoldersAsync(entry, edit, view, cancellationToken).ConfigureAwait(false),
                Directory = description,
                Domains = await domains.ExecuteAsync(cancellationToken).ConfigureAwait(false),
                AliasHolders = edit.Alias is { Length: > 0 } alias
                    ? await AddressSearch
                        .FindAliasHoldersAsync(forest, alias, id, cancellationToken)
                        .ConfigureAwait(false)
                    : [],
                SyncedOrganizationalUnits = settings.SyncedOrganizationalUnits,
                CloudManagedOrganizationalUnits = settings.CloudManagedOrganizationalUnits,
            };
            var plan = willRun ? ChangePlanner.Plan(entry, edit, facts) : null;
            if (plan is { HasErrors: false })
                return new Prepared(plan, facts, effective, null) { InDirectory = entry };

            // Nothing is carried out, so all errors are returned at once.
            facts = facts with
            {
                Holders = await AddressSearch
                    .FindHoldersAsync(forest, HybridEditPlanner.ClaimsOf(entry, edit, view), id, cancellationToken)
                    .ConfigureAwait(false),
            };
            return new Prepared(ChangePlanner.Plan(entry, edit, facts), facts, effective, null) { InDirectory = entry };
        }
        catch (DirectoryFault fault)
        {
            return new Prepared(null, null, null, WriteFaults.ProblemOf(fault));
        }
    }

    /// <summary>
    /// Returns the holders in the tenant of addresses that are to be written there. Exchange Online refuses such an
    /// address in any case; the search reports it before the write.
    /// </summary>
    private async Task<IReadOnlyList<AddressHolder>> TenantHoldersAsync(
        DirectoryEntry entry,
        RecipientEdit edit,
        TenantView view,
        CancellationToken cancellationToken
    )
    {
        if (view is not { IsCloudOwned: true, WhyNotWritable: null, Cloud: { } own })
            return [];
        var found = new List<AddressHolder>();
        try
        {
            foreach (var claim in HybridEditPlanner.ClaimsOf(entry, edit, view).Where(c => c.Address.IsSmtp))
            {
                foreach (
                    var holder in await tenant
                        .FindByAddressAsync(claim.Address.Value, cancellationToken)
                        .ConfigureAwait(false)
                )
                {
                    if (holder.Id != own.Id)
                        found.Add(
                            new AddressHolder(
                                holder.Id,
                                holder.DisplayName ?? holder.UserPrincipalName ?? holder.Id.ToString(),
                                "EmailAddresses",
                                claim.Address.Value
                            )
                        );
                }
            }
        }
        catch (TenantFault)
        {
            // Exchange Online then reports it when the address is written.
        }

        return found;
    }

    /// <summary>Returns the present values that an edit can change, for a caller whose values are outdated.</summary>
    private static AttributeChange[] Present(DirectoryEntry entry) =>
        RecipientAttributes
            .Editable.Where(entry.Has)
            .Select(a => new AttributeChange(a, [], entry.Values(a)))
            .ToArray();

    /// <summary>
    /// Returns the intent that records a refused attempt: with the requested values, under the names of the edit's
    /// members.
    /// </summary>
    internal static AuditIntent Attempt(
        Actor actor,
        Guid id,
        DirectoryEntry? entry,
        RecipientEdit edit,
        Guid correlationId
    ) =>
        new()
        {
            Actor = actor,
            Action = AuditAction.RecipientEdited,
            TargetId = id,
            TargetName = entry is null ? null : Recipient.NameOf(entry),
            TargetDn = entry?.Dn.ToString(),
            Changes = Requested(entry, edit),
            Reason = edit.Reason,
            CorrelationId = correlationId,
        };

    private static List<AttributeChange> Requested(DirectoryEntry? entry, RecipientEdit edit)
    {
        var asked = new List<AttributeChange>();
        var addresses = entry?.Values(RecipientAttributes.ProxyAddresses) ?? [];
        if (edit.AddAddresses.Count > 0 || edit.RemoveAddresses.Count > 0)
        {
            var after = addresses
                .Where(a =>
                    !edit.RemoveAddresses.Contains(a.Text, StringComparer.OrdinalIgnoreCase)
                    && !edit.RemoveAddresses.Contains(
                        ProxyAddress.FromStored(a.Text).Value,
                        StringComparer.OrdinalIgnoreCase
                    )
                )
                .Concat(edit.AddAddresses.Select(a => new DirectoryValue(a)))
                .ToArray();
            asked.Add(new AttributeChange(RecipientAttributes.ProxyAddresses, addresses, after));
        }

        Add(RecipientAttributes.Mail, edit.PrimarySmtpAddress);
        Add(
            RecipientAttributes.HideFromAddressLists,
            edit.HiddenFromAddressListsEnabled switch
            {
                true => "TRUE",
                false => "FALSE",
                null => null,
            }
        );
        foreach (var property in edit.Properties)
            Add(property.Attribute, edit.Text(property));
        Add(RecipientAttributes.RecipientTypeDetails, Number((long?)edit.RemoteMailbox?.Type));
        Add(RecipientAttributes.RecipientDisplayType, Number(edit.RemoteMailbox?.DisplayType));
        Add(RecipientAttributes.RemoteRecipientType, Number(edit.RemoteMailbox?.RemoteRecipientType));
        Add(RecipientAttributes.TargetAddress, edit.RemoteMailbox?.RemoteRoutingAddress);
        return asked;

        static string? Number(long? value) => value?.ToString(System.Globalization.CultureInfo.InvariantCulture);

        void Add(string attribute, string? value)
        {
            if (value is not null)
                asked.Add(
                    new AttributeChange(attribute, entry?.Values(attribute) ?? [], value.Length == 0 ? [] : [value])
                );
        }
    }
}
