using System.Security.Claims;
using HybridAdmin.Core.Access;
using HybridAdmin.Core.Directory;
using HybridAdmin.SignIn;
using HybridAdmin.Tests.Hosting;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;
using Microsoft.Extensions.DependencyInjection;

namespace HybridAdmin.Tests.SignIn;

/// <summary>The actor in a circuit and in a request, with the console's own registrations.</summary>
public sealed class CurrentActorTests : IAsyncLifetime
{
    private static readonly Actor Desk = new()
    {
        Id = "hanna@contoso.test",
        DisplayName = "Hanna",
        Role = Role.Helpdesk,
        Scope = [DistinguishedName.Parse("OU=Staff,DC=contoso,DC=test")],
        ClientAddress = "10.0.0.7",
    };

    private ConsoleHost host = null!;
    private AsyncServiceScope scope;

    public async Task InitializeAsync()
    {
        host = await ConsoleHost.StartAsync();
        scope = host.Services.CreateAsyncScope();
    }

    public async Task DisposeAsync()
    {
        await scope.DisposeAsync();
        await host.DisposeAsync();
    }

    [Fact]
    public async Task GetAsync_InACircuit_IsItsPerson()
    {
        OpenCircuit(ActorClaims.PrincipalOf(Desk, "test"));

        var actor = await Current.GetAsync(CancellationToken.None);

        Assert.Equal(
            (Desk.Id, Desk.DisplayName, Desk.Role, Desk.Source, Desk.ClientAddress),
            (actor.Id, actor.DisplayName, actor.Role, actor.Source, actor.ClientAddress)
        );
        Assert.Equal(Desk.Scope, actor.Scope);
    }

    [Fact]
    public async Task GetAsync_InARequest_IsItsCaller()
    {
        scope.ServiceProvider.GetRequiredService<RequestPrincipal>().User = ActorClaims.PrincipalOf(
            Desk with
            {
                Id = "token:script",
                Source = ActorSource.Api,
            },
            "test"
        );

        var actor = await Current.GetAsync(CancellationToken.None);

        Assert.Equal(("token:script", ActorSource.Api), (actor.Id, actor.Source));
    }

    [Fact]
    public async Task GetAsync_SessionSignedOutElsewhere_IsDeniedAtOnce()
    {
        var person = ActorClaims.PrincipalOf(Desk, "test");
        OpenCircuit(person);

        host.Services.GetRequiredService<RevokedSessions>().Add(person);

        await Assert.ThrowsAsync<AccessDeniedException>(async () => await Current.GetAsync(CancellationToken.None));
    }

    [Fact]
    public async Task GetAsync_NobodyOrWithoutRole_IsDenied()
    {
        OpenCircuit(new ClaimsPrincipal(new ClaimsIdentity()));
        await Assert.ThrowsAsync<AccessDeniedException>(async () => await Current.GetAsync(CancellationToken.None));

        scope.ServiceProvider.GetRequiredService<RequestPrincipal>().User = new ClaimsPrincipal(
            new ClaimsIdentity([new Claim(ActorClaims.Id, "x")], "test")
        );
        await Assert.ThrowsAsync<AccessDeniedException>(async () => await Current.GetAsync(CancellationToken.None));
    }

    [Fact]
    public async Task Policies_OnePerPermission_FollowTheMatrix()
    {
        var authorization = host.Services.GetRequiredService<IAuthorizationService>();
        foreach (var role in Enum.GetValues<Role>())
        {
            var person = ActorClaims.PrincipalOf(Desk with { Role = role }, "test");
            foreach (var permission in Enum.GetValues<Permission>())
                Assert.Equal(
                    PermissionMatrix.Allows(role, permission),
                    (await authorization.AuthorizeAsync(person, permission.ToString())).Succeeded
                );
        }
    }

    private ICurrentActor Current => scope.ServiceProvider.GetRequiredService<ICurrentActor>();

    private void OpenCircuit(ClaimsPrincipal person)
    {
        var circuit = Assert.IsAssignableFrom<RevalidatingServerAuthenticationStateProvider>(
            scope.ServiceProvider.GetRequiredService<AuthenticationStateProvider>()
        );
        circuit.SetAuthenticationState(Task.FromResult(new AuthenticationState(person)));
    }
}
