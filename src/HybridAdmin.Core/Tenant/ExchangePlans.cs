using System.Collections.Frozen;

namespace HybridAdmin.Core.Tenant;

/// <summary>The service that a person's licences provide in Exchange Online.</summary>
public enum MailboxPlan
{
    /// <summary>Not requested, or a plan that the console does not know.</summary>
    Unknown,

    None,

    /// <summary>An archive without a mailbox of its own.</summary>
    ArchiveOnly,

    Mailbox,
}

/// <summary>A plan assigned to a user (Graph: assignedPlan).</summary>
public readonly record struct AssignedPlan(Guid ServicePlanId, string? Service, string? CapabilityStatus);

/// <summary>
/// Exchange's service plans. The list is data: there are others, and a plan that is not in it counts as unknown, never
/// as none.
/// </summary>
public static class ExchangePlans
{
    /// <summary>
    /// The name and service by servicePlanId. EXCHANGE_S_FOUNDATION is part of many licences and provides no mailbox.
    /// </summary>
    public static FrozenDictionary<Guid, (string Name, MailboxPlan Gives)> Known { get; } =
        new (string Id, string Name, MailboxPlan Gives)[]
        {
            ("9aaf7827-d63c-4b61-89c3-182f06f82e5c", "EXCHANGE_S_STANDARD", MailboxPlan.Mailbox),
            ("efb87545-963c-4e0d-99df-69c6916d9eb0", "EXCHANGE_S_ENTERPRISE", MailboxPlan.Mailbox),
            ("4a82b400-a79f-41a4-b4e2-e94f5787b113", "EXCHANGE_S_DESKLESS", MailboxPlan.Mailbox),
            ("e8f81a67-bd96-4074-b108-cf193eb9433b", "EXCHANGE_S_ESSENTIALS", MailboxPlan.Mailbox),
            ("1126bef5-da20-4f07-b45e-ad25d2581aa8", "EXCHANGE_S_ESSENTIALS", MailboxPlan.Mailbox),
            ("fc52cc4b-ed7d-472d-bbe7-b081c23ecc56", "EXCHANGE_S_STANDARD_MIDMARKET", MailboxPlan.Mailbox),
            ("90927877-dcff-4af6-b346-2332c0b15bb7", "EXCHANGE_B_STANDARD", MailboxPlan.Mailbox),
            ("d42bdbd6-c335-4231-ab3d-c8f348d5aff5", "EXCHANGE_L_STANDARD", MailboxPlan.Mailbox),
            ("e9b4930a-925f-45e2-ac2a-3f7788ca6fdd", "EXCHANGE_S_STANDARD_GOV", MailboxPlan.Mailbox),
            ("8c3069c0-ccdb-44be-ab77-986203a67df2", "EXCHANGE_S_ENTERPRISE_GOV", MailboxPlan.Mailbox),
            ("88f4d7ef-a73b-4246-8047-516022144c9f", "EXCHANGE_S_DESKLESS_GOV", MailboxPlan.Mailbox),
            ("176a09a6-7ec5-4039-ac02-b2791c6ba793", "EXCHANGE_S_ARCHIVE_ADDON", MailboxPlan.ArchiveOnly),
            ("da040e0a-b393-4bea-bb76-928b3fa1cf5a", "EXCHANGE_S_ARCHIVE", MailboxPlan.ArchiveOnly),
            ("113feb6c-3fe4-4440-bddc-54d774bf0318", "EXCHANGE_S_FOUNDATION", MailboxPlan.None),
            ("922ba911-5694-4e99-a794-73aed9bfeec8", "EXCHANGE_S_FOUNDATION_GOV", MailboxPlan.None),
        }.ToFrozenDictionary(p => Guid.Parse(p.Id), p => (p.Name, p.Gives));

    /// <summary>
    /// The best service among the plans. Entries remain with the status Deleted or Suspended after a licence is
    /// removed, so only Enabled and Warning count. Null plans mean that they were not requested.
    /// </summary>
    public static MailboxPlan Evaluate(IEnumerable<AssignedPlan>? plans)
    {
        if (plans is null)
            return MailboxPlan.Unknown;
        var best = MailboxPlan.None;
        var isUnknown = false;
        foreach (var plan in plans)
        {
            if (
                !Is(plan.Service, "exchange")
                || !(Is(plan.CapabilityStatus, "Enabled") || Is(plan.CapabilityStatus, "Warning"))
            )
                continue;
            if (!Known.TryGetValue(plan.ServicePlanId, out var known))
                isUnknown = true;
            else if (known.Gives > best)
                best = known.Gives;
        }

        return isUnknown && best != MailboxPlan.Mailbox ? MailboxPlan.Unknown : best;
    }

    private static bool Is(string? text, string word) => string.Equals(text, word, StringComparison.OrdinalIgnoreCase);
}
