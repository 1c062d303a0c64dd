using HybridAdmin.Core.Audit;
using HybridAdmin.Core.Changes.Pipeline;
using HybridAdmin.Core.Directory;
using HybridAdmin.Core.Findings;

namespace HybridAdmin.Core.Changes.Model;

/// <summary>
/// A fully planned change that has not been made yet. Every write to a directory or a tenant is a step of a plan,
/// carried out by <see cref="ChangePipeline"/>.
/// </summary>
public sealed record ChangePlan
{
    /// <summary>The display name of the changed object.</summary>
    public required string TargetName { get; init; }

    public AuditAction Action { get; init; } = AuditAction.RecipientEdited;

    /// <summary>The change that a revert reverts.</summary>
    public long? RevertsChangeId { get; init; }

    /// <summary>
    /// The steps in execution order; all of them are checked before the first is written. Empty if there is nothing to
    /// do.
    /// </summary>
    public required IReadOnlyList<ChangeStep> Steps { get; init; }

    /// <summary>The findings, errors first.</summary>
    public IReadOnlyList<Finding> Findings { get; init; } = [];

    /// <summary>The recipient's version that the plan is based on.</summary>
    public string? BaseVersion { get; init; }

    /// <summary>The changes of all steps.</summary>
    public IReadOnlyList<AttributeChange> Changes =>
        Steps is [var only] ? only.Changes : [.. Steps.SelectMany(s => s.Changes)];

    /// <summary>The claims of all steps.</summary>
    public IReadOnlyList<AddressClaim> Claims =>
        Steps is [var only] ? only.Claims : [.. Steps.SelectMany(s => s.Claims)];

    /// <summary>The change as LDIF; empty for changes in the tenant.</summary>
    public string Ldif => string.Concat(Steps.Select(s => s.Ldif));

    /// <summary>The command lines that a person would enter, one for each step.</summary>
    public string Cmdlet => string.Join('\n', Steps.Select(s => s.Command));

    public bool HasErrors => Findings.Any(f => f.Severity == FindingSeverity.Error);

    /// <summary>True if the plan can be carried out: it has at least one step and no error.</summary>
    public bool IsApplicable => Steps.Count > 0 && !HasErrors;
}
