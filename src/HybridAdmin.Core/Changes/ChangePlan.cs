using HybridAdmin.Core.Audit;
using HybridAdmin.Core.Cloud;
using HybridAdmin.Core.Directory;

namespace HybridAdmin.Core.Changes;

/// <summary>
/// A change, worked out to the last value and not yet made. Every write to a directory or a tenant is one of these,
/// carried out by <see cref="ChangeRunner"/>.
/// </summary>
public sealed record ChangePlan
{
    /// <summary>objectGUID; empty: the tenant's object has none in Active Directory.</summary>
    public required Guid TargetId { get; init; }

    public required DistinguishedName TargetDn { get; init; }

    public required string TargetName { get; init; }

    /// <summary>The object of the tenant that is written; null: Active Directory's.</summary>
    public CloudTarget? Tenant { get; init; }

    /// <summary>
    /// The plans that this one consists of, in the order in which they are carried out; empty: it is a single one.
    /// </summary>
    public IReadOnlyList<ChangePlan> Parts { get; init; } = [];

    public AuditAction Action { get; init; } = AuditAction.RecipientEdited;

    /// <summary>For a revert: the change taken back.</summary>
    public long? RevertsChangeId { get; init; }

    /// <summary>By attribute, in the tenant by Exchange's property; empty: there is nothing to do.</summary>
    public required IReadOnlyList<AttributeChange> Changes { get; init; }

    /// <summary>
    /// Values that stay as they are and are recorded with the intent all the same, because what follows may overwrite
    /// them: before and after are equal.
    /// </summary>
    public IReadOnlyList<AttributeChange> Backup { get; init; } = [];

    /// <summary>Errors first.</summary>
    public IReadOnlyList<Finding> Findings { get; init; } = [];

    /// <summary>Addresses that the object would newly hold and that nobody else may.</summary>
    public IReadOnlyList<AddressClaim> Claims { get; init; } = [];

    /// <summary>The recipient's version that the plan was made on.</summary>
    public string? BaseVersion { get; init; }

    /// <summary>Empty for the tenant, which knows none.</summary>
    public string Ldif { get; init; } = string.Empty;

    /// <summary>The Exchange Management Shell line that would do the same.</summary>
    public string Cmdlet { get; init; } = string.Empty;

    public bool HasErrors => Findings.Any(f => f.Severity == FindingSeverity.Error);

    /// <summary>Whether it may be carried out: something to do and no error.</summary>
    public bool IsApplicable => Changes.Count > 0 && !HasErrors;

    /// <summary>
    /// The one LDAP modify: per attribute the values that go, by name, then those that come. A value that somebody else
    /// removed meanwhile makes the directory refuse the whole.
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

        return new DirectoryModification(TargetId, steps);
    }
}
