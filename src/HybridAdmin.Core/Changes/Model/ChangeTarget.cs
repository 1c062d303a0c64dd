using HybridAdmin.Core.Audit;
using HybridAdmin.Core.Directory;
using HybridAdmin.Core.Tenant.Writing;

namespace HybridAdmin.Core.Changes.Model;

/// <summary>The one object that a step of a change writes to.</summary>
public abstract record ChangeTarget
{
    private protected ChangeTarget() { }

    /// <summary>The display name of the system that is written.</summary>
    public abstract string Service { get; }

    /// <summary>
    /// The object of Active Directory that is changed or whose cloud object is changed; null if there is none, as for
    /// domains.
    /// </summary>
    internal virtual DirectoryObject? InDirectory => null;

    /// <summary>The object of the tenant that is written; null if the tenant is not written.</summary>
    internal virtual TenantTarget? InTenant => null;

    /// <summary>Returns the target of a record; null if the record has no object.</summary>
    internal static ChangeTarget? Of(AuditEntry entry) =>
        entry switch
        {
            { Tenant: { IsMigration: true } moved } => new MigrationObject(moved),
            { Tenant: { } target } => new TenantObject(target) { Recipient = DirectoryObject.Of(entry) },
            _ => DirectoryObject.Of(entry),
        };
}

/// <summary>An object of Active Directory.</summary>
/// <param name="Id">The objectGUID.</param>
/// <param name="Dn">The DN when the plan was made; null only for records without one.</param>
public sealed record DirectoryObject(Guid Id, DistinguishedName? Dn) : ChangeTarget
{
    public override string Service => "Active Directory";

    internal override DirectoryObject? InDirectory => this;

    internal static DirectoryObject Of(DirectoryEntry entry) => new(entry.Id, entry.Dn);

    internal static new DirectoryObject? Of(AuditEntry entry) =>
        entry.TargetId is { } id
            ? new DirectoryObject(id, DistinguishedName.TryParse(entry.TargetDn, out var dn) ? dn : null)
            : null;
}

/// <summary>An object of the tenant.</summary>
/// <param name="Object">The kind, which determines the cmdlet, and the identity.</param>
public sealed record TenantObject(TenantTarget Object) : ChangeTarget
{
    /// <summary>The recipient in Active Directory that the object belongs to; null if there is none.</summary>
    public DirectoryObject? Recipient { get; init; }

    public override string Service => Object.Service;

    internal override DirectoryObject? InDirectory => Recipient;

    internal override TenantTarget? InTenant => Object;
}

/// <summary>A migration batch, or a person of a batch.</summary>
/// <param name="Object">The name of the batch, or the address of the person.</param>
public sealed record MigrationObject(TenantTarget Object) : ChangeTarget
{
    public override string Service => Object.Service;

    internal override TenantTarget? InTenant => Object;
}
