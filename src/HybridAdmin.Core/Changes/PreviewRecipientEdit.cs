using HybridAdmin.Core.Access;

namespace HybridAdmin.Core.Changes;

/// <summary>Shows what an edit would do. Writes nothing, not even to the log.</summary>
public sealed class PreviewRecipientEdit(ICurrentActor current, EditPreparation preparation)
{
    public async Task<PlanResult> ExecuteAsync(Guid id, RecipientEdit edit, CancellationToken cancellationToken)
    {
        var actor = await current.GetAsync(cancellationToken).ConfigureAwait(false);
        var prepared = await preparation.PrepareAsync(actor, id, edit, null, cancellationToken).ConfigureAwait(false);
        return new PlanResult(prepared.Plan, prepared.Problem, prepared.Entry);
    }
}
