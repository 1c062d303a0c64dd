using HybridAdmin.Core.Directory;
using HybridAdmin.Core.Recipients;
using HybridAdmin.Sandbox.Engine;
using HybridAdmin.Sandbox.Organization;
using HybridAdmin.Sandbox.Tenant.Cloud;

namespace HybridAdmin.Sandbox.Tenant.Sync;

/// <summary>
/// One cycle of Entra Connect: import, match, export. The caller holds the state's gate. A cycle without changes
/// exports nothing, so onPremisesLastSyncDateTime of an object is the time of its last export, and the tenant's that of
/// the last cycle.
/// </summary>
internal sealed class SyncCycle(TenantState state, Snapshot directory, DateTimeOffset now, long number)
{
    /// <summary>The number of deletions above which the whole export stops (Entra Connect's default).</summary>
    public const int DeletionThreshold = 500;

    /// <summary>True for every second cycle: conflicts are retried once an hour.</summary>
    private bool IsRetryDue => number % 2 == 0;

    public void Run()
    {
        var sources = directory.Entries.Where(SyncScope.Contains).Where(e => !IsHeldBack(e)).ToList();
        state.LastSync = now;
        var inScope = sources.Select(e => e.Id).ToHashSet();
        var gone = state
            .Objects.Where(o =>
                o.IsSynced && o.Source is { } source && !inScope.Contains(source) && !state.HeldBack.ContainsKey(source)
            )
            .ToList();
        if (gone.Count > DeletionThreshold)
            return;

        foreach (var item in gone)
            state.Delete(item, now);
        Export(sources);
    }

    private bool IsHeldBack(DirectoryEntry entry) =>
        state.HeldBack.TryGetValue(entry.Id, out var until) && number < until;

    private void Export(List<DirectoryEntry> sources)
    {
        var matches = new SyncMatching(state);
        var pairs = sources
            .Select(e => (Entry: e, Present: matches.Find(e)))
            .Where(p => p.Present is { IsCloudManaged: false } && IsAnchorKept(p.Entry, p.Present))
            .ToList();
        var idByName = pairs.ToDictionary(
            p => p.Entry.Dn.ToString(),
            p => p.Present!.Id,
            StringComparer.OrdinalIgnoreCase
        );
        var mapped = pairs
            .Select(p =>
                (
                    p.Entry,
                    Present: p.Present!,
                    Wanted: SyncMapping.Map(p.Entry, p.Present!, dn => idByName.TryGetValue(dn, out var id) ? id : null)
                )
            )
            .ToList();

        var claims = new AddressClaims(state, mapped.Select(m => (m.Entry, m.Present)));
        foreach (var (entry, present, wanted) in mapped)
        {
            var finished = Complete(entry, present, wanted, claims);
            if (state.Find(present.Id) is { } stored && finished.IsSameAs(stored))
                continue;
            state.Put(finished with { LastSync = now });
        }
    }

    /// <summary>
    /// Indicates whether the anchor is unchanged. It must never change; after a change the object is not updated until
    /// the old value is restored.
    /// </summary>
    private static bool IsAnchorKept(DirectoryEntry entry, CloudObject present) =>
        present.Anchor is null || present.Anchor == SyncMapping.Anchor(entry);

    private CloudObject Complete(DirectoryEntry entry, CloudObject present, CloudObject wanted, AddressClaims claims)
    {
        var errors = new List<ProvisioningError>();
        bool IsFree(string address)
        {
            var isQuarantined =
                !IsRetryDue && present.Errors.Any(e => e.Value.Equals(address, StringComparison.OrdinalIgnoreCase));
            if (!isQuarantined && claims.TryClaim(address, present.Id))
                return true;
            if (
                entry
                    .Texts("proxyAddresses")
                    .Append($"smtp:{entry.Text("mail")}")
                    .Contains(address, StringComparer.OrdinalIgnoreCase)
            )
                AddError(errors, present, "ProxyAddress", address);
            return false;
        }

        var principal = wanted.Kind == CloudKind.User ? UserPrincipalName(entry, present, claims, errors) : null;
        var isLicensed = wanted.Licences.Any(l => l.HasMailbox);
        var remote = entry.Number(RecipientAttributes.RemoteRecipientType);
        var isResource = wanted.RecipientType is "SharedMailbox" or "RoomMailbox" or "EquipmentMailbox";
        if (present.IsExchangeCloudManaged)
        {
            foreach (var address in present.ProxyAddresses)
                claims.TryClaim(address, present.Id);
            return wanted with { UserPrincipalName = principal, Errors = errors };
        }

        var result = ProxyCalculation.Run(
            new ProxyInput(
                [.. entry.Texts("proxyAddresses")],
                entry.Text("mail"),
                entry.Text("mailNickname"),
                principal,
                isLicensed,
                wanted.Kind == CloudKind.User && wanted.RecipientType is not null,
                isLicensed || remote is not null || isResource,
                wanted.Kind != CloudKind.Contact,
                present.MailNickname,
                present
                    .ProxyAddresses.Select(ProxyAddress.FromStored)
                    .FirstOrDefault(a => a.Domain == TenantState.InitialDomain)
                    is { Text: not null } own
                    ? own.Value
                    : null
            ),
            TenantState.InitialDomain,
            Tailwind.RoutingDomain,
            state.IsVerified,
            IsFree
        );
        return wanted with
        {
            UserPrincipalName = principal,
            ProxyAddresses = result.Addresses,
            Mail = result.Mail,
            MailNickname = result.MailNickname,
            Errors = errors,
            IsExchangeCloudManaged =
                state.ExchangeAttributesCloudManagedByDefault && wanted.IsMailbox && !present.IsMailbox,
        };
    }

    /// <summary>
    /// The sign-in name in the cloud. A suffix that the tenant does not have is replaced by the initial domain; a name
    /// in use gets four digits and an error.
    /// </summary>
    private string UserPrincipalName(
        DirectoryEntry entry,
        CloudObject present,
        AddressClaims claims,
        List<ProvisioningError> errors
    )
    {
        var name = entry.Text("userPrincipalName") ?? $"{entry.Text("sAMAccountName")}@{TenantState.InitialDomain}";
        var local = ProxyCalculation.LocalPart(name) ?? entry.Text("sAMAccountName")!;
        if (!state.IsVerified(ProxyCalculation.Domain(name)))
            name = $"{local}@{TenantState.InitialDomain}";
        if (claims.TryClaimName(name, present.Id))
            return name;

        AddError(errors, present, "UserPrincipalName", name);
        return $"{local}+{ProxyCalculation.FourDigits(name):0000}@{TenantState.InitialDomain}";
    }

    private void AddError(List<ProvisioningError> errors, CloudObject present, string property, string value)
    {
        if (errors.Exists(e => e.Property == property && e.Value.Equals(value, StringComparison.OrdinalIgnoreCase)))
            return;
        errors.Add(
            present.Errors.FirstOrDefault(e =>
                e.Property == property && e.Value.Equals(value, StringComparison.OrdinalIgnoreCase)
            ) ?? new ProvisioningError(property, value, now)
        );
    }
}
