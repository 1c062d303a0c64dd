using System.Globalization;

namespace HybridAdmin.Sandbox.Tenant.Http;

internal static class FaultAnswers
{
    /// <summary>Adds Retry-After in seconds, if the fault has a wait.</summary>
    public static TenantAnswer Retry(this TenantAnswer answer, SimulatedFault fault) =>
        fault.Wait is { } wait
            ? answer.With("Retry-After", ((int)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture))
            : answer;
}
