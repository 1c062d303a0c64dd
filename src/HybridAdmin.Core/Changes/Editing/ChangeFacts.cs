using HybridAdmin.Core.Access;
using HybridAdmin.Core.Directory;
using HybridAdmin.Core.Domains;
using HybridAdmin.Core.Findings;
using HybridAdmin.Core.SourceOfAuthority;

namespace HybridAdmin.Core.Changes.Editing;

/// <summary>
/// All that the planner needs to know beside the object and the edit. Gathered beforehand, so that planning is a pure
/// function.
/// </summary>
public sealed record ChangeFacts
{
    public required Actor Actor { get; init; }

    public required DirectoryDescription Directory { get; init; }

    public IReadOnlyList<OfferedDomain> Domains { get; init; } = [];

    /// <summary>Every other object that holds one of the addresses asked for.</summary>
    public IReadOnlyList<AddressHolder> Holders { get; init; } = [];

    /// <summary>Other objects with the alias asked for.</summary>
    public IReadOnlyList<AddressHolder> AliasHolders { get; init; } = [];

    /// <summary>
    /// What the tenant says of the recipient; null: it was not asked, and everything counts as Active Directory's.
    /// </summary>
    public TenantView? Tenant { get; init; }

    /// <summary>
    /// Other objects of the tenant that hold one of the addresses asked for, where the cloud is to be written.
    /// </summary>
    public IReadOnlyList<AddressHolder> TenantHolders { get; init; } = [];

    /// <summary>What the sync takes; empty: not known, so everything counts as inside.</summary>
    public IReadOnlyList<DistinguishedName> SyncedOrganizationalUnits { get; init; } = [];

    /// <summary>What the settings mark as owned by the cloud.</summary>
    public IReadOnlyList<DistinguishedName> CloudManagedOrganizationalUnits { get; init; } = [];

    /// <summary>
    /// The holder, for an answer to the actor; null: it lies outside the actor's scope, who learns that the address is
    /// taken, but not by whom.
    /// </summary>
    public AddressHolder? Shown(AddressHolder holder) =>
        Actor.Scope.Count == 0 || (holder.Dn is { } dn && Actor.Covers(dn)) ? holder : null;

    /// <summary>What somebody with a scope is told of a holder beyond it.</summary>
    public const string OutsideScope = "an object outside your organisational units";

    /// <summary>What to call the holder before the actor.</summary>
    public string NameOf(AddressHolder holder) => Shown(holder)?.DisplayName ?? OutsideScope;

    public bool IsInSyncScope(DistinguishedName dn) =>
        SyncedOrganizationalUnits.Count == 0 || SyncedOrganizationalUnits.Any(dn.IsWithin);
}
