using HybridAdmin.Core.Access;
using HybridAdmin.Core.Changes.Editing;
using HybridAdmin.Core.Changes.Model;
using HybridAdmin.Core.Directory;

namespace HybridAdmin.Core.Changes.Pipeline;

/// <summary>The person who wants a plan carried out, and the reason.</summary>
/// <param name="Actor">Allowed to do it; the use case checked that before.</param>
/// <param name="Reason">The person's reason or ticket number.</param>
/// <param name="CorrelationId">Binds changes that belong together.</param>
public sealed record ChangeOrder(Actor Actor, string? Reason, Guid CorrelationId)
{
    /// <summary>A change that belongs to no other.</summary>
    public ChangeOrder(Actor actor, string? reason)
        : this(actor, reason, Guid.NewGuid()) { }

    /// <summary>
    /// The facts that the plan was judged by; its holders of addresses are asked for again. Null only for a plan that
    /// claims no address.
    /// </summary>
    public ChangeFacts? Facts { get; init; }

    /// <summary>
    /// The conversations in which the plan was made, so that it is written on the controller that it was read from.
    /// Null: new ones.
    /// </summary>
    internal ForestSessions? Forest { get; init; }

    /// <summary>
    /// Plans once more with the holders found right before the write, when the plan was made without asking for them.
    /// Null: the holders were asked for before.
    /// </summary>
    internal Func<ChangeFacts, ChangePlan>? Judge { get; init; }
}

/// <summary>A plan while it is carried out.</summary>
internal sealed record ChangeRun(ChangePlan Plan, ChangeOrder Order, ForestSessions Forest);
