namespace HybridAdmin.Core.Cloud;

/// <summary>How long somebody who looks or edits waits for the tenant.</summary>
public static class TenantPatience
{
    /// <summary>While the tenant is known to be away: long enough to notice that it is back, too short to stand in the way of on-premises work.</summary>
    public static readonly TimeSpan WhileAway = TimeSpan.FromSeconds(3);

    /// <param name="status">As last seen.</param>
    /// <param name="usual">While it answers.</param>
    public static TimeSpan Of(TenantStatus status, TimeSpan usual) => status.State == TenantState.Problem && usual > WhileAway ? WhileAway : usual;

    /// <summary>What to say when it was not enough.</summary>
    internal static string Words(TimeSpan patience, string part = "Microsoft 365") => $"{part} did not answer within {(int)patience.TotalSeconds} seconds.";
}
