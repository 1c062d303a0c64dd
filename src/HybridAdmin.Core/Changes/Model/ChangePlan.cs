using HybridAdmin.Core.Audit;
using HybridAdmin.Core.Changes.Pipeline;
using HybridAdmin.Core.Directory;
using HybridAdmin.Core.Findings;

namespace HybridAdmin.Core.Changes.Model;

/// <summary>
/// A change, worked out to the last value and not yet made. Every write to a directory or a tenant is a step of one of
/// these, carried out by <see cref="ChangePipeline"/>.
/// </summary>
public sealed record ChangePlan
{
    /// <summary>Display name of the object that the change is about.</summary>
    public required string TargetName { get; init; }

    public AuditAction Action { get; init; } = AuditAction.RecipientEdited;

    /// <summary>For a revert: the change taken back.</summary>
    public long? RevertsChangeId { get; init; }

    /// <summary>
    /// In the order in which they are carried out; all of them are checked before the first is written. Empty: there
    /// is nothing to do.
    /// </summary>
    public required IReadOnlyList<ChangeStep> Steps { get; init; }

    /// <summary>Errors first.</summary>
    public IReadOnlyList<Finding> Findings { get; init; } = [];

    /// <summary>The recipient's version that the plan was made on.</summary>
    public string? BaseVersion { get; init; }

    /// <summary>The changes of all steps.</summary>
    public IReadOnlyList<AttributeChange> Changes =>
        Steps is [var only] ? only.Changes : [.. Steps.SelectMany(s => s.Changes)];

    /// <summary>The claims of all steps.</summary>
    public IReadOnlyList<AddressClaim> Claims =>
        Steps is [var only] ? only.Claims : [.. Steps.SelectMany(s => s.Claims)];

    /// <summary>Empty for the tenant, which knows none.</summary>
    public string Ldif => string.Concat(Steps.Select(s => s.Ldif));

    /// <summary>The lines that a person would type, one for each step.</summary>
    public string Cmdlet => string.Join('\n', Steps.Select(s => s.Command));

    public bool HasErrors => Findings.Any(f => f.Severity == FindingSeverity.Error);

    /// <summary>True when it may be carried out: something to do and no error.</summary>
    public bool IsApplicable => Steps.Count > 0 && !HasErrors;
}
