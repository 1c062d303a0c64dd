using HybridAdmin.Testing.Running;
using Xunit.Sdk;

namespace HybridAdmin.Browser.Tests.Running;

/// <summary>A console on the sandbox whose users sign in at an OpenID provider.</summary>
public sealed class OpenIdFixture : IAsyncLifetime
{
    private ConsoleProcess? console;
    private OpenIdProcess? provider;

    public static readonly string[] Roles = ["Helpdesk", "RecipientAdministrator", "Auditor", "Administrator"];

    public ConsoleProcess Console =>
        console ?? throw new InvalidOperationException(OpenIdSkip.MissingReason ?? "The console was not started.");

    public OpenIdProcess Provider =>
        provider ?? throw new InvalidOperationException(OpenIdSkip.MissingReason ?? "The provider was not started.");

    /// <inheritdoc />
    public async Task InitializeAsync()
    {
        if (OpenIdSkip.MissingReason is not null)
            return;
        provider = await OpenIdProcess.StartAsync();
        console = await ConsoleProcess.StartAsync([
            "--SignIn:Mode=OpenIdConnect",
            "--Sandbox:OpenIdConnect=true",
            $"--SignIn:Authority={provider.Address}",
            "--SignIn:ClientId=console",
            "--SignIn:ClientSecret=a secret for tests",
            .. Roles.Select(role => $"--Access:Roles:{role}:0=HybridAdmin.{role}"),
        ]);
        await provider.ServeAsync(console.Address);
    }

    /// <inheritdoc />
    public async Task DisposeAsync()
    {
        if (console is not null)
            await console.DisposeAsync();
        if (provider is not null)
            await provider.DisposeAsync();
    }
}

/// <summary>
/// A test that needs Chromium and the OpenID provider: skipped with the reason if one is missing, unless
/// HYBRIDADMIN_REQUIRE_ALL is 1.
/// </summary>
[TraitDiscoverer(CategoryDiscoverer.Type, CategoryDiscoverer.Assembly)]
public sealed class OpenIdFactAttribute : FactAttribute, ICategorized
{
    public OpenIdFactAttribute() => Skip = OpenIdSkip.Reason;

    /// <inheritdoc />
    public string Category => Testing.Running.Category.Browser;
}

/// <summary>The same as <see cref="OpenIdFactAttribute"/>, for theories.</summary>
[TraitDiscoverer(CategoryDiscoverer.Type, CategoryDiscoverer.Assembly)]
public sealed class OpenIdTheoryAttribute : TheoryAttribute, ICategorized
{
    public OpenIdTheoryAttribute() => Skip = OpenIdSkip.Reason;

    /// <inheritdoc />
    public string Category => Testing.Running.Category.Browser;
}

/// <summary>Determines whether tests that need the provider are skipped.</summary>
internal static class OpenIdSkip
{
    public static string? MissingReason => Chromium.MissingReason ?? OpenIdProcess.MissingReason;

    public static string? Reason =>
        Environment.GetEnvironmentVariable("HYBRIDADMIN_REQUIRE_ALL") == "1" ? null : MissingReason;
}
