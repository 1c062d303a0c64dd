using HybridAdmin.Core.Audit;
using HybridAdmin.Core.Directory;
using HybridAdmin.Core.Tenant.Writing;

namespace HybridAdmin.Core.Changes.Model;

/// <summary>The one object that a step of a change is written to.</summary>
public abstract record ChangeTarget
{
    private protected ChangeTarget() { }

    /// <summary>The system that takes the write, as people call it.</summary>
    public abstract string Service { get; }

    /// <summary>
    /// The object of Active Directory that is changed, or whose cloud side is; null: there is none, as for domains.
    /// </summary>
    internal virtual DirectoryObject? InDirectory => null;

    /// <summary>The object of the tenant that is written; null: nothing of the tenant is.</summary>
    internal virtual TenantTarget? InTenant => null;

    /// <summary>The target of a record; null: the record is about no object.</summary>
    internal static ChangeTarget? Of(AuditEntry entry) =>
        entry switch
        {
            { Tenant: { IsMigration: true } moved } => new MigrationObject(moved),
            { Tenant: { } target } => new TenantObject(target) { Recipient = DirectoryObject.Of(entry) },
            _ => DirectoryObject.Of(entry),
        };
}

/// <summary>An object of Active Directory.</summary>
/// <param name="Id">objectGUID.</param>
/// <param name="Dn">Its name when the plan was made; null only in records that carry none.</param>
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
/// <param name="Object">Its kind, which decides the cmdlet, and its identity.</param>
public sealed record TenantObject(TenantTarget Object) : ChangeTarget
{
    /// <summary>The recipient in Active Directory that it is the cloud side of; null: it has none.</summary>
    public DirectoryObject? Recipient { get; init; }

    public override string Service => Object.Service;

    internal override DirectoryObject? InDirectory => Recipient;

    internal override TenantTarget? InTenant => Object;
}

/// <summary>A migration batch, or a person of one.</summary>
/// <param name="Object">By the name of the batch, or the address of the person.</param>
public sealed record MigrationObject(TenantTarget Object) : ChangeTarget
{
    public override string Service => Object.Service;

    internal override TenantTarget? InTenant => Object;
}
