using HybridAdmin.Core.Directory;
using HybridAdmin.Sandbox.Engine;
using HybridAdmin.Sandbox.Organization;
using HybridAdmin.Sandbox.Tenant.Cloud;

namespace HybridAdmin.Sandbox.Tenant.Sync;

/// <summary>The deliberate differences between tenant and directory. Objects on-premises by objectGUID.</summary>
public sealed record SeededDifferences
{
    /// <summary>
    /// Mailboxes whose Exchange attributes are mastered in Exchange Online; the first is hidden on-premises and not in
    /// the cloud, and has an address there that AD does not have.
    /// </summary>
    public required IReadOnlyList<Guid> ExchangeCloudManaged { get; init; }

    /// <summary>People who are mastered entirely in the cloud; their AD objects are stale.</summary>
    public required IReadOnlyList<Guid> CloudManaged { get; init; }

    /// <summary>Objects returned to Active Directory that are not taken over yet.</summary>
    public required IReadOnlyList<Guid> RollBackPending { get; init; }

    /// <summary>Objects in scope that are not exported on the tenant's first day.</summary>
    public required IReadOnlyList<Guid> Pending { get; init; }

    /// <summary>Objects with an address or sign-in name that is in use in the cloud.</summary>
    public required IReadOnlyList<Guid> InError { get; init; }

    /// <summary>Objects that were soft-matched with a person who already existed in the cloud.</summary>
    public required IReadOnlyList<Guid> SoftMatched { get; init; }

    /// <summary>The number of cycles of a tenant day.</summary>
    internal const long FirstDay = 48;

    internal static SeededDifferences Choose(Snapshot directory)
    {
        // The order of objects never changes, so these are the same people after every start, whatever was edited.
        var staff = directory
            .Entries.Where(e =>
                e.Dn.IsWithin(Tailwind.Staff)
                && e.Number("msExchRecipientTypeDetails") == 2147483648
                && ((e.Number("userAccountControl") ?? 0) & 2) == 0
                && e.Text("extensionAttribute2") == "Employee"
            )
            .Skip(30)
            .ToList();
        var hidden = staff.Find(e => e.Flag("msExchHideFromAddressLists") == true);
        var visible = staff.Where(e => e != hidden).Select(e => e.Id).ToList();
        var withAlias = staff
            .Where(e => e.Text("proxyAddresses") is not null && SecondaryOf(e) is not null)
            .Skip(20)
            .Take(1)
            .Select(e => e.Id)
            .ToList();
        visible.RemoveAll(withAlias.Contains);
        var administrator = directory.Entries.FirstOrDefault(e =>
            e.IsOfClass("user") && e.Dn.IsWithin(Tailwind.Admins) && !e.Has("mail")
        );
        return new SeededDifferences
        {
            ExchangeCloudManaged = [.. hidden is null ? [] : new[] { hidden.Id }, .. visible.Take(8)],
            CloudManaged = [.. visible.Skip(8).Take(3)],
            RollBackPending = [.. visible.Skip(11).Take(1)],
            Pending = [.. visible.Skip(12).Take(4)],
            SoftMatched = [.. visible.Skip(16).Take(1)],
            InError = [.. withAlias, .. administrator is null ? [] : new[] { administrator.Id }],
        };
    }

    internal static string? SecondaryOf(DirectoryEntry entry) =>
        entry
            .Texts("proxyAddresses")
            .FirstOrDefault(a =>
                a.StartsWith("smtp:", StringComparison.Ordinal)
                && a.EndsWith("@" + Tailwind.MainDomain, StringComparison.OrdinalIgnoreCase)
                && a.Any(char.IsAsciiDigit)
            );

    /// <summary>
    /// Creates the state before the first cycle: existing cloud objects, and the objects that have to wait.
    /// </summary>
    internal void BeforeFirstCycle(TenantState state, Snapshot directory, DateTimeOffset now)
    {
        foreach (var id in Pending)
            state.HeldBack[id] = FirstDay;
        CloudOnlyObjects.Add(state, now);
        if (InError.Count > 0 && directory.Find(InError[0]) is { } holder && SecondaryOf(holder) is { } wanted)
            CloudOnlyObjects.AddMailbox(state, "Quality Circle (cloud)", "quality.circle", now, alias: wanted[5..]);
        if (InError.Count > 1 && directory.Find(InError[1]) is { } admin)
            CloudOnlyObjects.AddUser(
                state,
                $"{admin.Dn.Name} cloud",
                admin.Text("userPrincipalName")!,
                now,
                isAdministrator: true
            );
        foreach (var entry in SoftMatched.Select(directory.Find).OfType<DirectoryEntry>())
            CloudOnlyObjects.AddUser(
                state,
                entry.Text("displayName")!,
                entry.Text("userPrincipalName")!,
                now,
                primary: entry.Text("mail")
            );
    }

    /// <summary>
    /// Creates the state after the first cycle: the objects transferred to the cloud, with their values there.
    /// </summary>
    internal void AfterFirstCycle(TenantState state)
    {
        var first = true;
        foreach (var item in Of(state, ExchangeCloudManaged))
        {
            state.Put(
                item with
                {
                    IsExchangeCloudManaged = true,
                    IsHidden = !first && item.IsHidden,
                    ProxyAddresses = first
                        ? [.. item.ProxyAddresses, $"smtp:{item.MailNickname}.cloud@{Tailwind.MainDomain}"]
                        : item.ProxyAddresses,
                }
            );
            first = false;
        }

        foreach (var item in Of(state, CloudManaged))
            state.Put(
                item with
                {
                    IsCloudManaged = true,
                    SyncEnabled = null,
                    JobTitle = "Head of Cloud Adoption",
                    DisplayName = $"{item.DisplayName} (cloud)",
                }
            );
        foreach (var item in Of(state, RollBackPending))
        {
            state.HeldBack[item.Source!.Value] = FirstDay;
            state.Put(item with { SyncEnabled = null });
        }
    }

    private static List<CloudObject> Of(TenantState state, IReadOnlyList<Guid> sources) =>
        [.. sources.Select(s => state.Objects.FirstOrDefault(o => o.Source == s)).OfType<CloudObject>()];
}
