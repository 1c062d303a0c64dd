using HybridAdmin.Core.Access;
using HybridAdmin.Core.Directory;
using HybridAdmin.Options;
using HybridAdmin.SignIn;
using HybridAdmin.Testing.Directory;

namespace HybridAdmin.Tests.SignIn;

public sealed class RoleAssignmentTests
{
    private static readonly DistinguishedName North = DistinguishedName.Parse("OU=North,DC=contoso,DC=test");
    private static readonly DistinguishedName South = DistinguishedName.Parse("OU=South,DC=contoso,DC=test");

    [Theory]
    [InlineData("console desk")]
    [InlineData("CN=Console Desk,OU=Groups,DC=contoso,DC=test")]
    [InlineData("cn=console desk, ou=groups, dc=contoso, dc=test")]
    public void Find_AccountNameOrDn_GivesTheRole(string configured)
    {
        var roles = new RoleAssignment([new RoleGrant(Role.Helpdesk, configured, [])]);

        Assert.Equal(Role.Helpdesk, roles.Find([FakeAccounts.Group("Console Desk")])?.Role);
    }

    [Fact]
    public void Find_AnotherGroupOfTheSameCommonName_GivesNothing()
    {
        var roles = new RoleAssignment([new RoleGrant(Role.Administrator, "Console Administrators", [])]);
        var lookAlike = new DirectoryGroup(
            FakeDirectory.Staff.Child("CN", "Console Administrators"),
            "Console Administrators",
            "something-else"
        );

        Assert.Null(roles.Find([lookAlike]));
    }

    [Fact]
    public void Find_SeveralRoles_GivesTheOneThatMayDoMost()
    {
        var roles = new RoleAssignment(
            Enum.GetValues<Role>().Select(r => new RoleGrant(r, r.ToString(), [])).ToArray()
        );

        Assert.Equal(Role.Administrator, Find(Role.Auditor, Role.Administrator, Role.Helpdesk));
        Assert.Equal(Role.RecipientAdministrator, Find(Role.Helpdesk, Role.RecipientAdministrator, Role.Auditor));
        Assert.Equal(Role.Helpdesk, Find(Role.Auditor, Role.Helpdesk));
        Assert.Equal(Role.Auditor, Find(Role.Auditor));

        Role? Find(params Role[] groups) => roles.Find([.. groups.Select(g => FakeAccounts.Group(g.ToString()))])?.Role;
    }

    [Fact]
    public void Find_SeveralGroupsOfARole_AddUpTheirUnits()
    {
        var roles = new RoleAssignment([
            new RoleGrant(Role.Helpdesk, "North", [North]),
            new RoleGrant(Role.Helpdesk, "South", [South]),
            new RoleGrant(Role.Helpdesk, "All", []),
        ]);

        Assert.Equal([North, South], roles.Find([FakeAccounts.Group("North"), FakeAccounts.Group("South")])!.Scope);
        Assert.Empty(roles.Find([FakeAccounts.Group("North"), FakeAccounts.Group("All")])!.Scope);
    }
}
