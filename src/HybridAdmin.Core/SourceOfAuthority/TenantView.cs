using HybridAdmin.Core.Directory;
using HybridAdmin.Core.Recipients;
using HybridAdmin.Core.Recipients.Properties;
using HybridAdmin.Core.Tenant;
using HybridAdmin.Core.Tenant.Writing;

namespace HybridAdmin.Core.SourceOfAuthority;

/// <summary>
/// What the tenant says of one recipient of Active Directory: who owns it, and the values that count where the cloud
/// does.
/// </summary>
public sealed record TenantView(AuthorityDecision Decision)
{
    /// <summary>No tenant is configured: nothing is known, and nobody is alarmed.</summary>
    public static TenantView NotConnected { get; } = new(AuthorityRules.Decide(default)) { IsConnected = false };

    /// <summary>Whether a tenant is configured.</summary>
    public bool IsConnected { get; init; } = true;

    /// <summary>The cloud object; null: there is none, or it is not known.</summary>
    public TenantRecipient? Cloud { get; init; }

    /// <summary>What Exchange Online's cmdlets would write; null: nothing that the console writes.</summary>
    public TenantTarget? Target { get; init; }

    /// <summary>The values in Exchange Online, read only where it owns any; null: not read.</summary>
    public TenantValues? Values { get; init; }

    /// <summary>
    /// The organisation data in Exchange Online (Get-User), read only where the cloud owns the whole object; null: not
    /// read.
    /// </summary>
    public TenantValues? PersonValues { get; init; }

    /// <summary>
    /// Null: everything was read live. Else why not, as a sentence; then <see cref="AsOf"/> tells the age.
    /// </summary>
    public string? Problem { get; init; }

    /// <summary>When what is shown was read, if not live; null with a problem: nothing is known.</summary>
    public DateTimeOffset? AsOf { get; init; }

    /// <summary>
    /// Whether the application may write recipients in Exchange Online; null: not asked, or it could not be found out.
    /// </summary>
    public TenantCapability? Writing { get; init; }

    /// <summary>Whether Exchange Online owns the Exchange attributes, alone or with the whole object.</summary>
    public bool IsCloudOwned => Decision.Exchange is Authority.ExchangeOnline or Authority.Cloud;

    /// <summary>The object with the values that count: those of Exchange Online where it owns them.</summary>
    public DirectoryEntry Effective(DirectoryEntry entry)
    {
        if (!IsCloudOwned)
            return entry;
        var isWhole = Decision.Identity == Authority.Cloud;
        var effective = Values?.Over(entry, isWhole) ?? entry;
        return isWhole && PersonValues is { } person ? person.Over(effective, isWhole) : effective;
    }

    /// <summary>
    /// Why one property, where the cloud owns it, cannot be written there from here, as a sentence; null: it can.
    /// </summary>
    public string? WhyNotWritten(RecipientProperty property) =>
        WhyNotWritable
        ?? property.NotInTenant
        ?? (
            property.Cmdlet == PropertyCmdlet.Person && PersonValues is null
                ? $"The {property.Words} is owned by the cloud, with the whole object, and Exchange Online does not "
                    + "show it to this application. Change it in the Microsoft 365 admin center."
                : null
        );

    /// <summary>
    /// Why nothing can be written in Exchange Online now, as a sentence with what to do; null: it can.
    /// </summary>
    public string? WhyNotWritable =>
        this switch
        {
            { Problem: { } problem } =>
                $"Exchange Online cannot be asked at present ({problem.TrimEnd('.')}): try again when the "
                    + $"tenant answers.",
            { Target: null } =>
                "Exchange Online holds it as an object of a kind that the console does not change: use the "
                    + "Exchange admin center.",
            { Values: null } => "Exchange Online does not show its values to this application: use the Exchange admin "
                + "center, or give the application the right.",
            { Writing: { IsAvailable: false } writing } =>
                $"The console's application may not write there; it lacks {writing.Missing}. Give it that, "
                    + $"or make the change in the Exchange admin center.",
            _ => null,
        };
}
