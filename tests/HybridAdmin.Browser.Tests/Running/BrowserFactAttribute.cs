using HybridAdmin.Testing.Running;
using Xunit.Sdk;

namespace HybridAdmin.Browser.Tests.Running;

/// <summary>
/// A test that needs Chromium: skipped with the reason if there is none, unless HYBRIDADMIN_REQUIRE_ALL is 1; then it
/// fails.
/// </summary>
[TraitDiscoverer(CategoryDiscoverer.Type, CategoryDiscoverer.Assembly)]
public sealed class BrowserFactAttribute : FactAttribute, ICategorized
{
    public BrowserFactAttribute() => Skip = BrowserSkip.Reason;

    /// <inheritdoc />
    public string Category => Testing.Running.Category.Browser;
}

/// <summary>The same as <see cref="BrowserFactAttribute"/>, for theories.</summary>
[TraitDiscoverer(CategoryDiscoverer.Type, CategoryDiscoverer.Assembly)]
public sealed class BrowserTheoryAttribute : TheoryAttribute, ICategorized
{
    public BrowserTheoryAttribute() => Skip = BrowserSkip.Reason;

    /// <inheritdoc />
    public string Category => Testing.Running.Category.Browser;
}

/// <summary>Determines whether tests that need a browser are skipped.</summary>
internal static class BrowserSkip
{
    /// <summary>The reason; null: they run, and fail if Chromium is missing and all are required.</summary>
    public static string? Reason =>
        Environment.GetEnvironmentVariable("HYBRIDADMIN_REQUIRE_ALL") == "1" ? null : Chromium.MissingReason;
}
