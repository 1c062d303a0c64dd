using HybridAdmin.Core.Access;
using HybridAdmin.Testing.ActiveDirectory;
using HybridAdmin.Tests.Api;

namespace HybridAdmin.Tests.EndToEnd;

/// <summary>
/// A domain controller of each kind for all tests that use their own people, and a console on contoso by LDAPS. Tests
/// that stop or change a controller start their own.
/// </summary>
public sealed class ContosoConsole : IAsyncLifetime
{
    private readonly List<ApiCaller> callers = [];
    private SambaDomainController? contoso;
    private ApiConsole? console;
    private DomainAdministrator? administrator;

    internal SambaDomainController Contoso => contoso!;

    internal ApiConsole Console => console!;

    /// <summary>
    /// An administrator with another tool. One at a time: the tests of a collection run one after the other.
    /// </summary>
    internal DomainAdministrator Domain => administrator!;

    public async Task InitializeAsync()
    {
        if (SambaSkip.Reason is not null)
            return;
        contoso = await SambaDomainController.StartNewAsync();
        administrator = new DomainAdministrator(contoso);
        console = await ApiConsole.StartAsync(DirectorySettings.Ldaps(contoso));
        await console.IndexLoadedAsync();
    }

    public async Task DisposeAsync()
    {
        callers.ForEach(c => c.Dispose());
        if (console is not null)
            await console.DisposeAsync();
        administrator?.Dispose();
        if (contoso is not null)
            await contoso.DisposeAsync();
    }

    internal ApiCaller As(Role role)
    {
        var caller = Console.As(role);
        callers.Add(caller);
        return caller;
    }
}

[CollectionDefinition(Name)]
public sealed class ContosoConsoleGroup : ICollectionFixture<ContosoConsole>
{
    public const string Name = "Console on contoso";
}
