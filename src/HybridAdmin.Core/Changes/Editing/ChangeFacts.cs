using HybridAdmin.Core.Access;
using HybridAdmin.Core.Directory;
using HybridAdmin.Core.Domains;
using HybridAdmin.Core.Findings;
using HybridAdmin.Core.SourceOfAuthority;

namespace HybridAdmin.Core.Changes.Editing;

/// <summary>
/// The facts that the planner needs in addition to the object and the edit. Gathered beforehand, so that planning is a
/// pure function.
/// </summary>
public sealed record ChangeFacts
{
    public required Actor Actor { get; init; }

    public required DirectoryDescription Directory { get; init; }

    public IReadOnlyList<OfferedDomain> Domains { get; init; } = [];

    /// <summary>Other objects that hold one of the requested addresses.</summary>
    public IReadOnlyList<AddressHolder> Holders { get; init; } = [];

    /// <summary>Other objects that have the requested alias.</summary>
    public IReadOnlyList<AddressHolder> AliasHolders { get; init; } = [];

    /// <summary>
    /// The recipient in the tenant; null if the tenant was not queried, and Active Directory is treated as the owner of
    /// everything.
    /// </summary>
    public TenantView? Tenant { get; init; }

    /// <summary>
    /// Other objects of the tenant that hold one of the requested addresses, if the cloud is to be written.
    /// </summary>
    public IReadOnlyList<AddressHolder> TenantHolders { get; init; } = [];

    /// <summary>
    /// The organisational units that the synchronisation includes. If empty (unknown), every object counts as included.
    /// </summary>
    public IReadOnlyList<DistinguishedName> SyncedOrganizationalUnits { get; init; } = [];

    /// <summary>The organisational units that the settings mark as owned by the cloud.</summary>
    public IReadOnlyList<DistinguishedName> CloudManagedOrganizationalUnits { get; init; } = [];

    /// <summary>
    /// Returns the holder if the actor may see it; null if it is outside the actor's scope. The actor then learns that
    /// the address is taken, but not by which object.
    /// </summary>
    public AddressHolder? Shown(AddressHolder holder) =>
        Actor.Scope.Count == 0 || (holder.Dn is { } dn && Actor.Covers(dn)) ? holder : null;

    /// <summary>The text shown to an actor for a holder outside the actor's scope.</summary>
    public const string OutsideScope = "an object outside your organisational units";

    /// <summary>Returns the name of the holder that the actor may see.</summary>
    public string NameOf(AddressHolder holder) => Shown(holder)?.DisplayName ?? OutsideScope;

    public bool IsInSyncScope(DistinguishedName dn) =>
        SyncedOrganizationalUnits.Count == 0 || SyncedOrganizationalUnits.Any(dn.IsWithin);
}
