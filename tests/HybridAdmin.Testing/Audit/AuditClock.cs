namespace HybridAdmin.Testing.Audit;

/// <summary>A clock that stands still until it is set.</summary>
public sealed class AuditClock : TimeProvider
{
    public DateTimeOffset Now { get; set; } = new(2026, 3, 2, 10, 0, 0, TimeSpan.Zero);

    public override DateTimeOffset GetUtcNow() => Now;
}
