using HybridAdmin.Core.Access;
using HybridAdmin.Core.Directory;

namespace HybridAdmin.Core.Tests.Access;

public sealed class PermissionMatrixTests
{
    /// <summary>The whole matrix, repeated here on purpose: a change has to be made in both places.</summary>
    [Theory]
    [InlineData(Permission.ReadRecipients, "HRAX")]
    [InlineData(Permission.EditAddresses, "HRX")]
    [InlineData(Permission.EditVisibility, "HRX")]
    [InlineData(Permission.EditCustomAttributes, "RX")]
    [InlineData(Permission.EditDisplayName, "RX")]
    [InlineData(Permission.EditOrganization, "RX")]
    [InlineData(Permission.EditAlias, "RX")]
    [InlineData(Permission.EditUserPrincipalName, "RX")]
    [InlineData(Permission.EditSecurityGroups, "RX")]
    [InlineData(Permission.UseUnacceptedDomains, "X")]
    [InlineData(Permission.EditProtectedAddresses, "X")]
    [InlineData(Permission.EditProtectedAccounts, "X")]
    [InlineData(Permission.SwitchAuthority, "RX")]
    [InlineData(Permission.ManageMigration, "RX")]
    [InlineData(Permission.ManageRemoteDomains, "X")]
    [InlineData(Permission.VerifyDomains, "X")]
    [InlineData(Permission.ExportRecipients, "RAX")]
    [InlineData(Permission.StartSync, "RX")]
    [InlineData(Permission.RevertChanges, "HRX")]
    [InlineData(Permission.ReadAudit, "HRAX")]
    [InlineData(Permission.VerifyAudit, "AX")]
    [InlineData(Permission.ReadSettings, "RAX")]
    [InlineData(Permission.ManageSettings, "X")]
    public void Allows_EachRole_AsWritten(Permission permission, string roles)
    {
        Assert.Equal(roles.Contains('H'), PermissionMatrix.Allows(Role.Helpdesk, permission));
        Assert.Equal(roles.Contains('R'), PermissionMatrix.Allows(Role.RecipientAdministrator, permission));
        Assert.Equal(roles.Contains('A'), PermissionMatrix.Allows(Role.Auditor, permission));
        Assert.Equal(roles.Contains('X'), PermissionMatrix.Allows(Role.Administrator, permission));
    }

    [Fact]
    public void Allows_EveryPermission_IsInTheTestAbove()
    {
        var tested = typeof(PermissionMatrixTests)
            .GetMethod(nameof(Allows_EachRole_AsWritten))!
            .GetCustomAttributesData()
            .Where(a => a.AttributeType == typeof(InlineDataAttribute))
            .Select(a =>
                (Permission)
                    ((IReadOnlyList<System.Reflection.CustomAttributeTypedArgument>)a.ConstructorArguments[0].Value!)[
                        0
                    ].Value!
            );

        Assert.Equal(Enum.GetValues<Permission>(), tested.Order());
    }

    [Fact]
    public void Allows_UnknownRole_Nothing()
    {
        Assert.DoesNotContain(Enum.GetValues<Permission>(), p => PermissionMatrix.Allows((Role)99, p));
    }

    [Theory]
    [InlineData("CN=a,OU=Sales,DC=x", true)]
    [InlineData("CN=a,OU=Deep,OU=sales,DC=x", true)]
    [InlineData("CN=a,OU=IT,DC=x", false)]
    [InlineData("CN=a,OU=NotSales,DC=x", false)]
    public void Covers_ScopedActor_OnlyWhatLiesBelow(string dn, bool covered)
    {
        var actor = new Actor
        {
            Id = "a",
            DisplayName = "a",
            Role = Role.Helpdesk,
            Scope = [DistinguishedName.Parse("OU=Sales,DC=x")],
        };

        Assert.Equal(covered, actor.Covers(DistinguishedName.Parse(dn)));
    }
}
