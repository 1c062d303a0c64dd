using HybridAdmin.Core.Access;
using HybridAdmin.Sandbox;

namespace HybridAdmin.Tests.Api;

/// <summary>One console on the sandbox for the tests of a class; each test uses its own recipients.</summary>
public sealed class SandboxApi : IAsyncLifetime
{
    private static readonly Lazy<IReadOnlyList<SandboxFlaw>> Flaws = new(() =>
        new SandboxDirectory(null, TimeProvider.System).Flaws
    );

    private readonly List<ApiCaller> callers = [];
    private ApiConsole? console;

    internal ApiConsole Console => console!;

    public async Task InitializeAsync()
    {
        console = await ApiConsole.StartAsync([
            "Api:Tokens:4:Name=berlin",
            "Api:Tokens:4:Role=Helpdesk",
            $"Api:Tokens:4:Sha256={ApiConsole.HashOf(ApiConsole.TokenOf("berlin"))}",
            "Api:Tokens:4:OrganizationalUnits:0=OU=Berlin,OU=Staff,DC=corp,DC=tailwind,DC=example",
            "Api:Tokens:5:Name=old",
            "Api:Tokens:5:Role=Administrator",
            $"Api:Tokens:5:Sha256={ApiConsole.HashOf(ApiConsole.TokenOf("old"))}",
            "Api:Tokens:5:NotAfter=2020-01-01",
        ]);
        await console.IndexLoadedAsync();
    }

    public async Task DisposeAsync()
    {
        callers.ForEach(c => c.Dispose());
        if (console is not null)
            await console.DisposeAsync();
    }

    internal ApiCaller As(Role role) => Keep(Console.As(role));

    internal ApiCaller With(string? token) => Keep(Console.With(token));

    /// <summary>The objects of the sandbox with this flaw.</summary>
    internal static IReadOnlyList<Guid> Flawed(string code) => Flaws.Value.First(f => f.Code == code).Objects;

    private ApiCaller Keep(ApiCaller caller)
    {
        lock (callers)
            callers.Add(caller);
        return caller;
    }
}
