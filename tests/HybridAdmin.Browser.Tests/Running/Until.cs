namespace HybridAdmin.Browser.Tests.Running;

/// <summary>Waits for conditions that no page shows.</summary>
internal static class Until
{
    /// <summary>Waits until the condition holds; the failure states the condition.</summary>
    public static async Task HoldsAsync(Func<bool> holds, string what)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMilliseconds(Visit.Patience));
        while (!holds())
        {
            Assert.False(patience.IsCancellationRequested, $"Waited in vain for {what}.");
            await Task.Delay(50);
        }
    }
}
