namespace HybridAdmin.Tests.Hosting;

/// <summary>
/// The real clock, which can be set forward. Not a FakeTimeProvider, which stands still: a whole console runs by it,
/// whose timers, and the OpenID provider and domain controller that it asks, live in real time.
/// </summary>
internal sealed class ManualTime : TimeProvider
{
    private long ahead;

    public void Advance(TimeSpan by) => Interlocked.Add(ref ahead, by.Ticks);

    public override DateTimeOffset GetUtcNow() => DateTimeOffset.UtcNow.AddTicks(Interlocked.Read(ref ahead));
}
