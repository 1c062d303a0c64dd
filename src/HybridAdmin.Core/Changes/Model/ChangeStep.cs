using HybridAdmin.Core.Changes.Editing;
using HybridAdmin.Core.Changes.Writers;
using HybridAdmin.Core.Directory;
using HybridAdmin.Core.Migration.Writing;
using HybridAdmin.Core.Tenant.Writing;

namespace HybridAdmin.Core.Changes.Model;

/// <summary>
/// One write of a plan to one object, with a record of its own. Sent at most once, by the writer of its target.
/// </summary>
public abstract record ChangeStep
{
    private protected ChangeStep() { }

    /// <summary>The object that is written.</summary>
    public abstract ChangeTarget Target { get; }

    /// <summary>The changes by LDAP attribute or, in the tenant, by Exchange property.</summary>
    public required IReadOnlyList<AttributeChange> Changes { get; init; }

    /// <summary>
    /// Values that the step does not change but records with the intent, because later operations may overwrite them:
    /// before and after are equal.
    /// </summary>
    public IReadOnlyList<AttributeChange> Backup { get; init; } = [];

    /// <summary>The addresses that the step adds to the object and that no other object may hold.</summary>
    public IReadOnlyList<AddressClaim> Claims { get; init; } = [];

    /// <summary>The step as LDIF; empty if the directory is not written.</summary>
    public virtual string Ldif => string.Empty;

    /// <summary>The PowerShell line, or the request to Microsoft Graph, that makes the same change.</summary>
    public abstract string Command { get; }
}

/// <summary>One LDAP modify.</summary>
/// <param name="Object">The object that is modified.</param>
/// <param name="Line">The Exchange Management Shell line that makes the same change.</param>
public sealed record ModifyStep(DirectoryObject Object, string Line) : ChangeStep
{
    public override ChangeTarget Target => Object;

    public override string Command => Line;

    public override string Ldif => LdifWriter.Write(Dn, Changes);

    internal DistinguishedName Dn =>
        Object.Dn ?? throw new InvalidOperationException("A step that modifies names the object's place.");

    /// <summary>
    /// Returns the modify operation. For each attribute it deletes the removed values explicitly and then adds the new
    /// ones. If somebody else has removed one of them in the meantime, the directory refuses the whole operation.
    /// </summary>
    public DirectoryModification ToModification()
    {
        var steps = new List<AttributeModification>();
        foreach (var change in Changes)
        {
            if (change.Removed is { Count: > 0 } removed)
                steps.Add(new AttributeModification(ModificationKind.Delete, change.Attribute, removed));
            if (change.Added is { Count: > 0 } added)
                steps.Add(new AttributeModification(ModificationKind.Add, change.Attribute, added));
        }

        return new DirectoryModification(Object.Id, steps);
    }

    /// <summary>Returns a step for the changes; an empty list if there are none.</summary>
    internal static IReadOnlyList<ChangeStep> For(
        DirectoryEntry entry,
        IReadOnlyList<AttributeChange> changes,
        IReadOnlyList<AddressClaim> claims
    ) =>
        changes.Count == 0
            ? []
            :
            [
                new ModifyStep(DirectoryObject.Of(entry), CmdletWriter.Write(entry, changes))
                {
                    Changes = changes,
                    Claims = claims,
                },
            ];
}

/// <summary>One cmdlet of Exchange Online, or one request to Microsoft Graph.</summary>
/// <param name="Object">The object that is written.</param>
/// <param name="Write">The write that is sent.</param>
public sealed record TenantStep(TenantObject Object, TenantWrite Write) : ChangeStep
{
    public override ChangeTarget Target => Object;

    public override string Command => Write.Line;

    /// <summary>Returns a step for the changes; an empty list if there are none.</summary>
    /// <exception cref="ArgumentException">
    /// The changes do not belong to one cmdlet: an error of the planner.
    /// </exception>
    internal static IReadOnlyList<ChangeStep> For(
        TenantObject target,
        IReadOnlyList<AttributeChange> changes,
        IReadOnlyList<AddressClaim> claims
    ) => For(target, changes, claims, backup: []);

    /// <summary>
    /// Returns a step for the changes, with values that are only recorded; an empty list if there are no changes.
    /// </summary>
    /// <exception cref="ArgumentException">
    /// The changes do not belong to one cmdlet: an error of the planner.
    /// </exception>
    internal static IReadOnlyList<ChangeStep> For(
        TenantObject target,
        IReadOnlyList<AttributeChange> changes,
        IReadOnlyList<AddressClaim> claims,
        IReadOnlyList<AttributeChange> backup
    ) =>
        changes.Count == 0
            ? []
            :
            [
                new TenantStep(target, TenantWrites.Of(target.Object, changes))
                {
                    Changes = changes,
                    Backup = backup,
                    Claims = claims,
                },
            ];
}

/// <summary>One cmdlet of Exchange Online's migration service.</summary>
/// <param name="Object">The batch, or the person of a batch.</param>
/// <param name="Write">The write that is sent.</param>
public sealed record MigrationStep(MigrationObject Object, MigrationWrite Write) : ChangeStep
{
    public override ChangeTarget Target => Object;

    public override string Command => MigrationCmdlets.Of(Write).Line;
}
