using System.Security.Claims;
using HybridAdmin.Core.Access;
using HybridAdmin.Core.Directory;
using HybridAdmin.Options;
using HybridAdmin.SignIn;
using HybridAdmin.SignIn.OpenId;
using HybridAdmin.Testing.Audit;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Microsoft.IdentityModel.JsonWebTokens;

namespace HybridAdmin.Tests.SignIn.OpenId;

public sealed class OpenIdPeopleTests
{
    private static readonly DistinguishedName Sales = DistinguishedName.Parse("OU=Sales,DC=contoso,DC=test");
    private static readonly RoleGrant Desk = new(Role.Helpdesk, "HybridAdmin.Helpdesk", [Sales]);
    private static readonly RoleGrant Chief = new(Role.Administrator, "11111111-2222-3333-4444-555555555555", []);
    private readonly FakeTimeProvider time = new();

    [Fact]
    public void Admit_AppRole_GivesTheRoleWithItsScope()
    {
        var (principal, _) = People(Desk)
            .Admit(
                Of(
                    """{"sub":"s","oid":"o","tid":"t","name":"Anna Berg","preferred_username":"anna@contoso.test","roles":["hybridadmin.helpdesk"]}"""
                )
            );

        var actor = ActorClaims.ActorOf(principal)!;
        Assert.Equal(
            ("o@t", "Anna Berg (anna@contoso.test)", Role.Helpdesk),
            (actor.Id, actor.DisplayName, actor.Role)
        );
        Assert.Equal([Sales], actor.Scope);
    }

    [Theory]
    [InlineData("""{"sub":"s","groups":["x","11111111-2222-3333-4444-555555555555"]}""")]
    [InlineData("""{"sub":"s","groups":"11111111-2222-3333-4444-555555555555"}""")]
    public void Admit_GroupObjectId_GivesTheRole(string token) =>
        Assert.Equal(Role.Administrator, People(Desk, Chief).Admit(Of(token)).Role.Role);

    [Fact]
    public void Admit_GroupAsDistinguishedName_IsComparedAsOne()
    {
        var people = People(new RoleGrant(Role.Auditor, "CN=Auditors, OU=Groups, DC=contoso, DC=test", []));

        Assert.Equal(
            Role.Auditor,
            people.Admit(Of("""{"sub":"s","groups":["cn=auditors,ou=Groups,dc=contoso,dc=test"]}""")).Role.Role
        );
    }

    [Theory]
    [InlineData("""{"sub":"s","name":"HybridAdmin.Helpdesk"}""")]
    [InlineData(
        """{"sub":"HybridAdmin.Helpdesk","roles":{"a":"HybridAdmin.Helpdesk"},"groups":[["HybridAdmin.Helpdesk"]]}"""
    )]
    public void Admit_NothingGivesARole_IsRefused(string token) =>
        Assert.Equal(OpenIdProblem.NoRole, Assert.Throws<OpenIdRefusal>(() => People(Desk).Admit(Of(token))).Problem);

    [Theory]
    [InlineData("""{"sub":"s","name":"Anna","_claim_names":{"groups":"src1"}}""")]
    [InlineData("""{"sub":"s","name":"Anna","hasgroups":"true"}""")]
    [InlineData("""{"sub":"s","name":"Anna","hasgroups":true}""")]
    public void Admit_GroupsWithheld_SaysWhatToConfigure(string token)
    {
        var refusal = Assert.Throws<OpenIdRefusal>(() => People(Desk).Admit(Of(token)));

        Assert.Equal((OpenIdProblem.GroupsWithheld, "Anna"), (refusal.Problem, refusal.Person));
        Assert.Contains("groups assigned to the application", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Admit_GroupsWithheldButAppRole_IsIn() =>
        Assert.Equal(
            Role.Helpdesk,
            People(Desk).Admit(Of("""{"sub":"s","hasgroups":true,"roles":["HybridAdmin.Helpdesk"]}""")).Role.Role
        );

    [Fact]
    public async Task Check_SessionsEnd_IsAtItsTimeHoweverBusy()
    {
        var people = People(Desk);
        var (principal, _) = people.Admit(Of("""{"sub":"s","roles":["HybridAdmin.Helpdesk"]}"""));

        time.Advance(new SessionOptions().Lifetime - TimeSpan.FromMinutes(5));
        Assert.Equal(PrincipalVerdict.Unchanged, await people.CheckAsync(principal, CancellationToken.None));
        time.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal(PrincipalVerdict.Ended, await people.CheckAsync(principal, CancellationToken.None));
    }

    [Fact]
    public async Task Check_SettingsChanged_TakesOrChangesTheRole()
    {
        var (principal, _) = People(Desk).Admit(Of("""{"sub":"s","roles":["HybridAdmin.Helpdesk"]}"""));

        Assert.Equal(PrincipalVerdict.Ended, await People(Chief).CheckAsync(principal, CancellationToken.None));
        var widened = await People(Desk with { Scope = [] }).CheckAsync(principal, CancellationToken.None);
        Assert.Empty(ActorClaims.ActorOf(widened.Replacement!)!.Scope);
        Assert.Equal(
            principal.FindFirstValue(ActorClaims.Session),
            widened.Replacement!.FindFirstValue(ActorClaims.Session)
        );
    }

    [Fact]
    public async Task Check_CookieOfAnotherWayToSignIn_Ends() =>
        Assert.Equal(
            PrincipalVerdict.Ended,
            await People(Desk)
                .CheckAsync(
                    ActorClaims.PrincipalOf(
                        new Actor
                        {
                            Id = "x",
                            DisplayName = "x",
                            Role = Role.Administrator,
                        },
                        "test"
                    ),
                    CancellationToken.None
                )
        );

    private OpenIdRoleMapper People(params RoleGrant[] grants) =>
        new(
            new RoleAssignment(grants),
            new SessionOptions(),
            new ProviderSessions(
                new RevokedSessions(),
                new SignInAuditor(new FakeAuditLog()),
                time,
                NullLogger<ProviderSessions>.Instance
            ),
            time
        );

    /// <summary>Claims in the form that the framework's handler creates from a token.</summary>
    private static OpenIdClaims Of(string json) =>
        OpenIdClaims.Of(new ClaimsPrincipal(new ClaimsIdentity(new JsonWebToken("""{"alg":"RS256"}""", json).Claims)));
}
