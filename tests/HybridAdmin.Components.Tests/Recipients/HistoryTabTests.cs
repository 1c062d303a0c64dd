using Bunit;
using HybridAdmin.Core.Access;
using HybridAdmin.Core.Changes;
using HybridAdmin.Features.Recipients;
using Microsoft.Extensions.DependencyInjection;

namespace HybridAdmin.Components.Tests.Recipients;

public sealed class HistoryTabTests : RecipientPageTest, ICurrentActor
{
    private readonly Queue<Task> gates = new();

    async ValueTask<Actor> ICurrentActor.GetAsync(CancellationToken cancellationToken)
    {
        if (gates.TryDequeue(out var gate)) await gate;
        return Person;
    }

    [Fact]
    public async Task Render_OlderReadAnswersLate_ShowsEachRecordOnce()
    {
        var id = AddZoe();
        var change = await Services.GetRequiredService<EditRecipient>().ExecuteAsync(id, new RecipientEdit { HiddenFromAddressListsEnabled = true }, null, default);
        var first = new TaskCompletionSource();
        var second = new TaskCompletionSource();
        gates.Enqueue(first.Task);
        gates.Enqueue(second.Task);
        var tab = RenderComponent<HistoryTab>(p => p.Add(t => t.RecipientId, id));
        tab.SetParametersAndRender(p => p.Add(t => t.LastChangeId, change.ChangeId));

        second.SetResult();
        tab.WaitForAssertion(() => Assert.Single(tab.FindAll(".timeline-item")));
        await tab.InvokeAsync(first.SetResult);
        tab.SetParametersAndRender(p => p.Add(t => t.MayReadAudit, true));

        tab.WaitForAssertion(() => Assert.Single(tab.FindAll("a[href='audit/1']")));
        Assert.Single(tab.FindAll(".timeline-item"));
    }
}
