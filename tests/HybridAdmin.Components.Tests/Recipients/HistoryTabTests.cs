using Bunit;
using HybridAdmin.Components.Tests.Layout;
using HybridAdmin.Core.Changes.Editing;
using HybridAdmin.Features.Recipients;

namespace HybridAdmin.Components.Tests.Recipients;

public sealed class HistoryTabTests : PageTest
{
    private readonly TaskCompletionSource _older = new();
    private readonly TaskCompletionSource _newer = new();

    [Fact]
    public async Task Render_OlderReadAnswersLate_ShowsEachRecordOnce()
    {
        var tab = await RenderWithTwoReadsAsync();

        _newer.SetResult();
        tab.WaitForAssertion(() => Assert.Single(tab.FindAll(".timeline-item")));
        await AnswerLateAsync(tab);

        Assert.Single(tab.FindAll(".timeline-item"));
        Assert.False(Renderer.UnhandledException.IsCompleted); // two rows with one key
    }

    [Fact]
    public async Task Render_OlderReadFailsLate_KeepsWhatTheNewerOneShowed()
    {
        var tab = await RenderWithTwoReadsAsync();

        _newer.SetResult();
        tab.WaitForAssertion(() => Assert.Single(tab.FindAll(".timeline-item")));
        Log.Unreadable = "The database is locked.";
        await AnswerLateAsync(tab);

        Assert.Single(tab.FindAll(".timeline-item"));
    }

    /// <summary>
    /// Renders the tab with one known change; it reads when it opens, and again when it receives the change.
    /// </summary>
    private async Task<IRenderedComponent<HistoryTab>> RenderWithTwoReadsAsync()
    {
        var id = AddAnna();
        var change = await EditAsync(id, new RecipientEdit { HiddenFromAddressListsEnabled = true });
        Log.ListGates.Enqueue(_older.Task);
        Log.ListGates.Enqueue(_newer.Task);
        var tab = Render<HistoryTab>(p => p.Add(t => t.RecipientId, id));
        // Setting parameters waits for everything that follows, including the gate: not on this thread.
        _ = Task.Run(() => tab.Render(p => p.Add(t => t.LastChangeId, change)));
        Assert.True(SpinWait.SpinUntil(() => Log.ListGates.Count == 0, TimeSpan.FromSeconds(30)));
        return tab;
    }

    /// <summary>Releases the older read, and waits until its results are drawn.</summary>
    private async Task AnswerLateAsync(IRenderedComponent<HistoryTab> tab)
    {
        _older.SetResult();
        await tab.InvokeAsync(() => { });
        tab.Render();
    }
}
