using HybridAdmin.Core.Access;

namespace HybridAdmin.Tests.Documents;

/// <summary>The table in roles.md is the permission matrix of the program.</summary>
public sealed class RolesTableTests
{
    private static readonly Role[] Roles =
    [
        Role.Helpdesk,
        Role.RecipientAdministrator,
        Role.Auditor,
        Role.Administrator,
    ];

    [Fact]
    public void Roles_Table_IsThePermissionMatrix()
    {
        string[] expected =
        [
            Row(["permission", .. Roles.Select(r => r.ToString()), "note"]),
            .. Enum.GetValues<Permission>()
                .Select(p =>
                    Row([p.Words(), .. Roles.Select(r => PermissionMatrix.Allows(r, p) ? "yes" : ""), p.Remark() ?? ""])
                ),
        ];

        var table = MarkdownFile.Read("src/docs/roles.md").TableRows("Roles", withHeader: true);

        Assert.True(
            expected.SequenceEqual(table),
            $"The table of src/docs/roles.md has to be:{Environment.NewLine}{string.Join(Environment.NewLine, expected)}"
        );
    }

    private static string Row(string[] cells) =>
        $"|{string.Concat(cells.Select(c => c.Length == 0 ? " |" : $" {c} |"))}";
}
