namespace HybridAdmin.Browser.Tests.Running;

/// <summary>Waiting for what no page shows.</summary>
internal static class Until
{
    /// <summary>Waits until it holds; says what it waited for when it never does.</summary>
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
