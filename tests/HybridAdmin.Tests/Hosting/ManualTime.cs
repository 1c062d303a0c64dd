namespace HybridAdmin.Tests.Hosting;

/// <summary>A clock that can be set forward; timers stay real.</summary>
internal sealed class ManualTime : TimeProvider
{
    private long ahead;

    public void Advance(TimeSpan by) => Interlocked.Add(ref ahead, by.Ticks);

    public override DateTimeOffset GetUtcNow() => DateTimeOffset.UtcNow.AddTicks(Interlocked.Read(ref ahead));
}
