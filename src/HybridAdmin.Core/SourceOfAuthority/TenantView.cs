using HybridAdmin.Core.Directory;
using HybridAdmin.Core.Recipients;
using HybridAdmin.Core.Recipients.Properties;
using HybridAdmin.Core.Tenant;
using HybridAdmin.Core.Tenant.Writing;

namespace HybridAdmin.Core.SourceOfAuthority;

/// <summary>
/// The tenant's data about one recipient of Active Directory: the owner, and the effective values if the cloud owns
/// them.
/// </summary>
public sealed record TenantView(AuthorityDecision Decision)
{
    /// <summary>The view without a configured tenant: nothing is known, and no problem is reported.</summary>
    public static TenantView NotConnected { get; } = new(AuthorityRules.Decide(default)) { IsConnected = false };

    /// <summary>Indicates whether a tenant is configured.</summary>
    public bool IsConnected { get; init; } = true;

    /// <summary>The cloud object; null if there is none or it is not known.</summary>
    public TenantRecipient? Cloud { get; init; }

    /// <summary>The object that Exchange Online's cmdlets would write; null if the console does not write it.</summary>
    public TenantTarget? Target { get; init; }

    /// <summary>The values in Exchange Online, read only if it owns any; null if not read.</summary>
    public TenantValues? Values { get; init; }

    /// <summary>
    /// The organisation data in Exchange Online (Get-User), read only if the cloud owns the whole object; null if not
    /// read.
    /// </summary>
    public TenantValues? PersonValues { get; init; }

    /// <summary>
    /// The reason why not everything was read live, as a sentence; null if it was. <see cref="AsOf"/> has the age of
    /// the data.
    /// </summary>
    public string? Problem { get; init; }

    /// <summary>
    /// The time at which the data was read, if not live; null with a problem means that nothing is known.
    /// </summary>
    public DateTimeOffset? AsOf { get; init; }

    /// <summary>
    /// The capability of the application to write recipients in Exchange Online; null if not checked or not known.
    /// </summary>
    public TenantCapability? Writing { get; init; }

    /// <summary>
    /// Indicates whether Exchange Online owns the Exchange attributes, alone or with the whole object.
    /// </summary>
    public bool IsCloudOwned => Decision.Exchange is Authority.ExchangeOnline or Authority.Cloud;

    /// <summary>The object with the effective values: those of Exchange Online if it owns them.</summary>
    public DirectoryEntry Effective(DirectoryEntry entry)
    {
        if (!IsCloudOwned)
            return entry;
        var isWhole = Decision.Identity == Authority.Cloud;
        var effective = Values?.Over(entry, isWhole) ?? entry;
        return isWhole && PersonValues is { } person ? person.Over(effective, isWhole) : effective;
    }

    /// <summary>
    /// The reason why a property that the cloud owns cannot be written there by the console, as a sentence; null if it
    /// can.
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
    /// The reason why nothing can be written in Exchange Online now and the recommended action, as a sentence; null if
    /// it can.
    /// </summary>
    public string? WhyNotWritable =>
        this switch
        {
            { Problem: { } problem } =>
                $"Exchange Online does not answer at present ({problem.TrimEnd('.')}): try again when the "
                    + $"tenant answers.",
            { Target: null } =>
                "Exchange Online holds it as an object of a kind that the console does not change: use the "
                    + "Exchange admin center.",
            { Values: null } => "Exchange Online does not show its values to this application: use the Exchange admin "
                + "center, or grant the application the permission.",
            { Writing: { IsAvailable: false } writing } =>
                $"The console's application may not write there; it lacks {writing.Missing}. Grant it that, "
                    + $"or make the change in the Exchange admin center.",
            _ => null,
        };
}
