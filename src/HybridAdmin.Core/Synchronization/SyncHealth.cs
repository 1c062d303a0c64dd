using System.Globalization;
using HybridAdmin.Core.Tenant;

namespace HybridAdmin.Core.Synchronization;

/// <summary>The state of the synchronisation.</summary>
public enum SyncHealthLevel
{
    /// <summary>No answer yet.</summary>
    Unknown,

    /// <summary>The tenant has no directory synchronisation.</summary>
    Off,

    /// <summary>The last synchronisation was less than 60 minutes ago.</summary>
    Current,

    /// <summary>The last synchronisation was 60 minutes to 3 hours ago.</summary>
    Late,

    /// <summary>The last synchronisation was more than 3 hours ago.</summary>
    Stopped,

    /// <summary>
    /// The last synchronisation was more than 7 days ago: the engine may need a full synchronisation before it
    /// continues.
    /// </summary>
    Critical,
}

/// <summary>The age of the last synchronisation and its assessment (RULES.md, Sync).</summary>
/// <param name="Age">The age; null if there is no time to assess.</param>
/// <param name="Explanation">A sentence to be shown.</param>
public sealed record SyncHealth(SyncHealthLevel Level, TimeSpan? Age, string Explanation)
{
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(5);

    /// <param name="tenant">The tenant's description; null if it has not answered.</param>
    /// <param name="now">The present time by the console's clock; the skew in the description is subtracted.</param>
    public static SyncHealth Of(TenantDescription? tenant, DateTimeOffset now)
    {
        if (tenant is null)
            return new SyncHealth(
                SyncHealthLevel.Unknown,
                null,
                "The tenant has not answered, so nothing is known of the synchronisation."
            );
        if (tenant.OnPremisesSyncEnabled != true)
        {
            return new SyncHealth(
                SyncHealthLevel.Off,
                null,
                tenant.OnPremisesSyncEnabled == false
                    ? "Directory synchronisation was switched off in the tenant."
                    : "Directory synchronisation was never on in this tenant."
            );
        }

        if (tenant.OnPremisesLastSyncDateTime is not { } last)
            return new SyncHealth(
                SyncHealthLevel.Unknown,
                null,
                "Directory synchronisation is on, but the tenant does not report the time of the last one."
            );
        var age = now + tenant.ClockSkew - last;
        if (age < -Skew)
            return new SyncHealth(
                SyncHealthLevel.Unknown,
                null,
                "The last synchronisation is in the future: the clock of this computer or of the "
                    + "synchronisation server is wrong."
            );
        if (age < TimeSpan.Zero)
            age = TimeSpan.Zero;
        return age switch
        {
            _ when age < TimeSpan.FromMinutes(60) => new SyncHealth(
                SyncHealthLevel.Current,
                age,
                $"The last synchronisation was {Words(age)} ago."
            ),
            _ when age <= TimeSpan.FromHours(3) => new SyncHealth(
                SyncHealthLevel.Late,
                age,
                $"The last synchronisation was {Words(age)} ago; one is due every 30 minutes. Look at the "
                    + $"synchronisation server."
            ),
            _ when age <= TimeSpan.FromDays(7) => new SyncHealth(
                SyncHealthLevel.Stopped,
                age,
                $"Nothing has been synchronised for {Words(age)}. The engine is stopped, its wizard is open, "
                    + $"it is in staging mode, or its credentials have expired."
            ),
            _ => new SyncHealth(
                SyncHealthLevel.Critical,
                age,
                $"Nothing has been synchronised for {Words(age)}. After 7 days the engine may need a full "
                    + $"synchronisation before it continues."
            ),
        };
    }

    private static string Words(TimeSpan age)
    {
        var (number, unit) =
            age.TotalDays >= 2 ? ((int)age.TotalDays, "days")
            : age.TotalHours >= 2 ? ((int)age.TotalHours, "hours")
            : ((int)age.TotalMinutes, (int)age.TotalMinutes == 1 ? "minute" : "minutes");
        return $"{number.ToString(CultureInfo.InvariantCulture)} {unit}";
    }
}
