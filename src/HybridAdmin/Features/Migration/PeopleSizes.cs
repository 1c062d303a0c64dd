using HybridAdmin.Core.Batches;
using HybridAdmin.Core.Migration;
using HybridAdmin.Core.Tenant;

namespace HybridAdmin.Features.Migration;

/// <summary>
/// Sizes come one person at a time: only those before somebody's eyes are asked for, and whoever scrolls on asks for
/// others.
/// </summary>
/// <param name="changed">Called when something new is known; on any thread.</param>
internal sealed class PeopleSizes(ReadSizes read, Action changed) : IDisposable
{
    private CancellationTokenSource? reading;
    private bool isLeft;

    /// <summary>Why sizes are missing at present; null: nothing is wrong.</summary>
    public string? Problem { get; private set; }

    /// <summary>Null: nothing is known of the person yet.</summary>
    public MigrationUserStatistics? Of(MigrationUser user) => read.Known(user.Identity);

    /// <summary>
    /// Reads on in the background what is not known of these people; those asked for before are left.
    /// </summary>
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
            return; // others are before their eyes by now, or the page was left
        }

        if (Problem != before)
            changed();
    }
}
