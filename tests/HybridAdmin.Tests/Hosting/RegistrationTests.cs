using HybridAdmin.Core.Access;
using HybridAdmin.Core.Changes.Pipeline;
using HybridAdmin.Core.Directory;
using HybridAdmin.Core.Domains;
using HybridAdmin.Core.Migration;
using HybridAdmin.Core.SourceOfAuthority;
using HybridAdmin.Core.SourceOfAuthority.Join;
using HybridAdmin.Core.Tenant;
using HybridAdmin.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace HybridAdmin.Tests.Hosting;

/// <summary>A check that takes part in a write cannot be removed unnoticed.</summary>
public sealed class RegistrationTests
{
    [Theory]
    [InlineData(typeof(ReadTenantView))]
    [InlineData(typeof(ITenant))]
    [InlineData(typeof(IMigration))]
    [InlineData(typeof(IDirectory))]
    [InlineData(typeof(IChangeListener))]
    [InlineData(typeof(ChangePipeline))]
    [InlineData(typeof(ListOfferedDomains))]
    [InlineData(typeof(HybridRecipientIndex))]
    public void Build_ServiceMissing_EndsTheStartWithItsName(Type service)
    {
        using var folder = new TemporaryFolder();

        var failure = Assert.Throws<StartFailedException>(() =>
            ConsoleApplication.Build([$"--Storage:Path={folder.Path}"], services => services.RemoveAll(service))
        );

        Assert.Contains(service.FullName!, failure.Message, StringComparison.Ordinal); // a type that is not generic
    }

    [Fact]
    public async Task Build_EveryUseCase_IsRegisteredAndCanBeMade()
    {
        var useCases = typeof(ChangePipeline)
            .Assembly.GetExportedTypes()
            .Where(t =>
                t.GetConstructors().Any(c => c.GetParameters().Any(p => p.ParameterType == typeof(ICurrentActor)))
            )
            .ToArray();

        await using var host = await ConsoleHost.StartAsync();
        await using var scope = host.Services.CreateAsyncScope();

        Assert.NotEmpty(useCases);
        Assert.All(useCases, t => Assert.NotNull(scope.ServiceProvider.GetRequiredService(t)));
    }
}
