namespace HybridAdmin.Sandbox.Tenant;

/// <summary>
/// The tenant's time: the caller's, and ahead of it when misbehaviour says so. Only durations of the tenant are scaled
/// by the speed.
/// </summary>
internal sealed class TenantClock(TimeProvider time, double speed, TenantMisbehaviour misbehaviour)
{
    public TimeProvider Time => time;

    /// <summary>What the tenant says the time is.</summary>
    public DateTimeOffset Now => time.GetUtcNow() + misbehaviour.ClockSkew;

    /// <summary>How long a duration of the tenant takes outside.</summary>
    public TimeSpan Outside(TimeSpan inTenant) => inTenant / speed;

    /// <summary>How much of the tenant's time passes meanwhile.</summary>
    public TimeSpan InTenant(TimeSpan outside) => outside * speed;
}
