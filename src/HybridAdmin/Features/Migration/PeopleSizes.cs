using HybridAdmin.Core.Batches;
using HybridAdmin.Core.Migration;
using HybridAdmin.Core.Tenant;

namespace HybridAdmin.Features.Migration;

/// <summary>
/// Loads mailbox sizes, one person at a time: only for the people in view; after scrolling, for the next ones.
/// </summary>
/// <param name="changed">Called on any thread when a new size is known.</param>
internal sealed class PeopleSizes(ReadSizes read, Action changed) : IDisposable
{
    private CancellationTokenSource? reading;
    private bool isLeft;

    /// <summary>The reason why sizes are missing at present; null if there is no problem.</summary>
    public string? Problem { get; private set; }

    /// <summary>The statistics of a person; null if they are not known yet.</summary>
    public MigrationUserStatistics? Of(MigrationUser user) => read.Known(user.Identity);

    /// <summary>Loads the unknown sizes of these people in the background; earlier requests are dropped.</summary>
    public void Show(IReadOnlyList<MigrationUser> visible)
    {
        reading?.Cancel();
        if (visible.Count > 0 && !isLeft)
            _ = ReadAsync(visible, reading = new CancellationTokenSource());
    }

    public void Dispose()
    {
        isLeft = true;
        reading?.Cancel();
    }

    private async Task ReadAsync(IReadOnlyList<MigrationUser> visible, CancellationTokenSource mine)
    {
        var before = Problem;
        try
        {
            await read.ExecuteAsync(visible, changed, mine.Token);
            Problem = null;
        }
        catch (TenantFault fault)
        {
            Problem = fault.Message;
        }
        catch (OperationCanceledException)
        {
            return; // other people are in view by now, or the page was left
        }

        if (Problem != before)
            changed();
    }
}
