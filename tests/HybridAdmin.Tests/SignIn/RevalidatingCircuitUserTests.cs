using System.Security.Claims;
using HybridAdmin.Core.Access;
using HybridAdmin.SignIn;
using HybridAdmin.Tests.Hosting;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.Extensions.Logging.Abstractions;

namespace HybridAdmin.Tests.SignIn;

public sealed class CircuitPersonTests
{
    private static readonly ClaimsPrincipal Person = ActorClaims.PrincipalOf(
        new Actor
        {
            Id = "x",
            DisplayName = "X",
            Role = Role.Helpdesk,
        },
        "test"
    );

    [Fact]
    public async Task Revalidation_AccountStillGood_GoesOn()
    {
        var check = new Check { Verdict = PrincipalVerdict.Unchanged };
        var circuit = Open(check);
        using var end = (IDisposable)circuit;

        await ConsoleHost.UntilAsync(() => Task.FromResult(check.Asked > 1), "two looks at the account");

        Assert.True((await circuit.GetAuthenticationStateAsync()).User.Identity?.IsAuthenticated);
    }

    [Fact]
    public async Task Revalidation_AccountGone_EndsTheCircuitsSignIn()
    {
        var check = new Check { Verdict = PrincipalVerdict.Ended };
        var circuit = Open(check);
        using var end = (IDisposable)circuit;

        await ConsoleHost.UntilAsync(
            async () => (await circuit.GetAuthenticationStateAsync()).User.Identity?.IsAuthenticated != true,
            "the sign-in to end"
        );

        Assert.Equal(1, check.Asked);
    }

    [Fact]
    public async Task Revalidation_OtherRole_EndsTheCircuitsSignIn()
    {
        var check = new Check { Verdict = new PrincipalVerdict(true, Person) };
        var circuit = Open(check);
        using var end = (IDisposable)circuit;

        await ConsoleHost.UntilAsync(
            async () => (await circuit.GetAuthenticationStateAsync()).User.Identity?.IsAuthenticated != true,
            "the sign-in to end"
        );

        Assert.Equal(1, check.Asked);
    }

    private static RevalidatingCircuitUser Open(IPrincipalCheck check)
    {
        var circuit = new RevalidatingCircuitUser(
            NullLoggerFactory.Instance,
            check,
            new RevokedSessions(),
            new SessionOptions { RevalidationInterval = TimeSpan.FromMilliseconds(20) }
        );
        circuit.SetAuthenticationState(Task.FromResult(new AuthenticationState(Person)));
        return circuit;
    }

    private sealed class Check : IPrincipalCheck
    {
        public PrincipalVerdict Verdict { get; init; }

        public int Asked { get; private set; }

        public Task<PrincipalVerdict> CheckAsync(ClaimsPrincipal principal, CancellationToken cancellationToken)
        {
            Asked++;
            return Task.FromResult(Verdict);
        }
    }
}
