using HybridAdmin.Core.Access;
using HybridAdmin.Core.Changes.Editing;
using HybridAdmin.Core.Changes.Model;
using HybridAdmin.Core.Directory;

namespace HybridAdmin.Core.Changes.Pipeline;

/// <summary>The order of a person to carry out a plan, with the reason.</summary>
/// <param name="Actor">The actor; the use case has already checked the permission.</param>
/// <param name="Reason">The person's reason or ticket number.</param>
/// <param name="CorrelationId">Links changes that belong together.</param>
public sealed record ChangeOrder(Actor Actor, string? Reason, Guid CorrelationId)
{
    /// <summary>Creates an order for a change that is not linked to others.</summary>
    public ChangeOrder(Actor actor, string? reason)
        : this(actor, reason, Guid.NewGuid()) { }

    /// <summary>
    /// The facts that the plan is based on; the address holders are searched again. Null only for a plan that claims no
    /// address.
    /// </summary>
    public ChangeFacts? Facts { get; init; }

    /// <summary>
    /// The sessions in which the plan was made, so that the change is written on the controller that the object was
    /// read from. Null to open new ones.
    /// </summary>
    internal ForestSessions? Forest { get; init; }

    /// <summary>
    /// Plans again with the holders found right before the write, if the plan was made without searching for them. Null
    /// if they were already searched.
    /// </summary>
    internal Func<ChangeFacts, ChangePlan>? Judge { get; init; }
}

/// <summary>A plan that is being carried out.</summary>
internal sealed record ChangeRun(ChangePlan Plan, ChangeOrder Order, ForestSessions Forest);
