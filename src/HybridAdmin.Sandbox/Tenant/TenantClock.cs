namespace HybridAdmin.Sandbox.Tenant;

/// <summary>
/// The tenant's time: the caller's, or ahead of it by the clock skew of the misbehaviour. Only durations of the tenant
/// are scaled by the speed.
/// </summary>
internal sealed class TenantClock(TimeProvider time, double speed, TenantMisbehaviour misbehaviour)
{
    public TimeProvider Time => time;

    /// <summary>The current time of the tenant.</summary>
    public DateTimeOffset Now => time.GetUtcNow() + misbehaviour.ClockSkew;

    /// <summary>Converts a duration of the tenant to real time.</summary>
    public TimeSpan Outside(TimeSpan inTenant) => inTenant / speed;

    /// <summary>Converts real time to tenant time.</summary>
    public TimeSpan InTenant(TimeSpan outside) => outside * speed;
}
