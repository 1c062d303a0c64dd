using HybridAdmin.Testing.ActiveDirectory;

namespace HybridAdmin.ActiveDirectory.Tests;

/// <summary>
/// One domain controller of contoso for all tests that restore its state or change only their own objects.
/// </summary>
public sealed class ContosoFixture : IAsyncLifetime
{
    private SambaDomainController? controller;

    internal SambaDomainController Controller => controller!;

    public async Task InitializeAsync()
    {
        if (SambaSkip.Reason is null)
            controller = await SambaDomainController.StartNewAsync();
    }

    public async Task DisposeAsync()
    {
        if (controller is not null)
            await controller.DisposeAsync();
    }
}

[CollectionDefinition(Name)]
public sealed class ContosoGroup : ICollectionFixture<ContosoFixture>
{
    public const string Name = "Contoso";
}
