using HybridAdmin.Testing.Running;

namespace HybridAdmin.Browser.Tests.Running;

/// <summary>
/// A test that needs Chromium: skipped with the reason where there is none, unless HYBRIDADMIN_REQUIRE_ALL is 1; then
/// it fails.
/// </summary>
public sealed class BrowserFactAttribute : FactAttribute
{
    public BrowserFactAttribute() => Skip = BrowserSkip.Reason;
}

/// <summary>As <see cref="BrowserFactAttribute"/>, for theories.</summary>
public sealed class BrowserTheoryAttribute : TheoryAttribute
{
    public BrowserTheoryAttribute() => Skip = BrowserSkip.Reason;
}

/// <summary>Whether tests that need a browser are left out.</summary>
internal static class BrowserSkip
{
    /// <summary>The reason; null: they run, and fail where Chromium is missing and all are required.</summary>
    public static string? Reason =>
        Environment.GetEnvironmentVariable("HYBRIDADMIN_REQUIRE_ALL") == "1" ? null : Chromium.MissingReason;
}
