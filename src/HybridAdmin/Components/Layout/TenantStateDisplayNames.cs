using HybridAdmin.Components.Controls;
using HybridAdmin.Core.Tenant;

namespace HybridAdmin.Components.Layout;

/// <summary>Describes the state of the tenant's connection in words and as a tone. Pure.</summary>
internal static class TenantStateDisplayNames
{
    public static string State(TenantStatus tenant) =>
        tenant.State switch
        {
            TenantState.NotConnected => "not connected",
            TenantState.NotTried => "not asked yet",
            TenantState.Reachable => "connected",
            _ when tenant.Problem?.Kind == TenantFaultKind.Throttled => "busy",
            _ when tenant.Problem?.IsSignInRefused == true => "sign-in refused",
            _ => "not reachable",
        };

    /// <summary>The problem, as a title.</summary>
    public static string Problem(TenantFault problem) =>
        problem switch
        {
            { Kind: TenantFaultKind.Throttled } => "Microsoft 365 is busy",
            { IsSignInRefused: true } => "Microsoft 365 refuses the console's sign-in",
            _ => "Microsoft 365 cannot be reached",
        };

    /// <summary>
    /// The tone of the state. An unavailable tenant does not count as an outage: on-premises work continues.
    /// </summary>
    public static Tone Tone(TenantStatus tenant) =>
        tenant.State switch
        {
            TenantState.Reachable => tenant.Warnings.Count == 0 ? Controls.Tone.Good : Controls.Tone.Warning,
            TenantState.Problem => tenant.Problem?.Kind == TenantFaultKind.Throttled
                ? Controls.Tone.Warning
                : Controls.Tone.Bad,
            _ => Controls.Tone.Neutral,
        };

    /// <summary>The tooltip: time of the last change of state, last error, points that need attention.</summary>
    public static string Details(TenantStatus tenant, BrowserTime times)
    {
        if (tenant.State == TenantState.NotConnected)
            return "Microsoft 365: no tenant is connected. The console works on the directory alone.";
        var since = tenant.Since is { } at ? $" since {times.Short(at)}" : "";
        var indexed = tenant.IndexedAt is { } read
            ? $"; {tenant.IndexedObjects} objects as of {times.Short(read)}"
            : "";
        var problem = tenant.Problem is { } fault ? $". {fault.Message} On-premises work goes on." : "";
        var warnings = string.Concat(tenant.Warnings.Select(w => $" {w}"));
        return $"Microsoft 365: "
            + $"{State(tenant)}{since}{indexed}{problem}{(warnings.Length > 0 && problem.Length == 0 ? "." : "")}{warnings}";
    }
}
