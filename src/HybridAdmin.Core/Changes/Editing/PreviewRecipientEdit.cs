using HybridAdmin.Core.Access;
using HybridAdmin.Core.Changes.Model;
using HybridAdmin.Core.Directory;

namespace HybridAdmin.Core.Changes.Editing;

/// <summary>Previews an edit. Writes nothing, not even to the log.</summary>
public sealed class PreviewRecipientEdit(ICurrentActor current, EditPreparation preparation)
{
    public async Task<PlanResult> ExecuteAsync(Guid id, RecipientEdit edit, CancellationToken cancellationToken)
    {
        var actor = await current.GetAsync(cancellationToken).ConfigureAwait(false);
        await using var forest = preparation.Begin();
        var prepared = await preparation
            .PrepareAsync(forest, actor, id, edit, null, willRun: false, cancellationToken)
            .ConfigureAwait(false);
        return new PlanResult(prepared.Plan, prepared.Problem, prepared.Entry);
    }
}
