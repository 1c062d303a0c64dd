using HybridAdmin.Testing.Running;
using Xunit.Sdk;

namespace HybridAdmin.Testing.ActiveDirectory;

/// <summary>
/// A test that needs a domain controller: skipped with the reason where none can run, unless HYBRIDADMIN_REQUIRE_ALL is
/// 1.
/// </summary>
[TraitDiscoverer(CategoryDiscoverer.Type, CategoryDiscoverer.Assembly)]
public sealed class SambaFactAttribute : FactAttribute, ICategorized
{
    public SambaFactAttribute() => Skip = SambaSkip.Reason;

    /// <inheritdoc />
    public string Category => Testing.Running.Category.Samba;
}

/// <summary>The same as <see cref="SambaFactAttribute"/>, for theories.</summary>
[TraitDiscoverer(CategoryDiscoverer.Type, CategoryDiscoverer.Assembly)]
public sealed class SambaTheoryAttribute : TheoryAttribute, ICategorized
{
    public SambaTheoryAttribute() => Skip = SambaSkip.Reason;

    /// <inheritdoc />
    public string Category => Testing.Running.Category.Samba;
}

/// <summary>Determines whether tests that need a domain controller are skipped.</summary>
public static class SambaSkip
{
    /// <summary>The reason; null: they run, and fail if a part is missing and all are required.</summary>
    public static string? Reason =>
        Environment.GetEnvironmentVariable("HYBRIDADMIN_REQUIRE_ALL") == "1"
            ? null
            : TestDomainControllerScript.MissingReason;
}
