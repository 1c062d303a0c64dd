namespace HybridAdmin.Tests.Hosting;

/// <summary>
/// The real clock, which can be set forward. Not a FakeTimeProvider, which is fixed: a whole console uses it, with
/// timers, OpenID provider and domain controller in real time.
/// </summary>
internal sealed class ManualTime : TimeProvider
{
    private long ahead;

    public void Advance(TimeSpan by) => Interlocked.Add(ref ahead, by.Ticks);

    public override DateTimeOffset GetUtcNow() => DateTimeOffset.UtcNow.AddTicks(Interlocked.Read(ref ahead));
}
