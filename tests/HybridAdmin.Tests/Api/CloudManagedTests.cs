using System.Net;
using HybridAdmin.Core.Access;
using HybridAdmin.Testing.Directory;
using HybridAdmin.Tests.SignIn;

namespace HybridAdmin.Tests.Api;

/// <summary>Organisational units that a setting assigns to the cloud.</summary>
public sealed class CloudManagedTests
{
    [Fact]
    public async Task Patch_RecipientOfAMarkedUnit_IsAuthorityElsewhereAndStaysUnknownInTheList()
    {
        var directory = new FakeDirectory();
        var id = directory.AddUser(
            "Anna Berg",
            ("mail", ["anna@contoso.example"]),
            ("proxyAddresses", ["SMTP:anna@contoso.example"])
        );
        await using var console = await ApiConsole.StartAsync(
            [.. DirectoryConsole.Settings, $"Directory:CloudManagedOrganizationalUnits:0={FakeDirectory.Staff}"],
            services => DirectoryConsole.Replace(services, directory, new FakeAccounts())
        );
        await console.IndexLoadedAsync();
        using var administrator = console.As(Role.Administrator);

        var patch = await administrator.PatchAsync(id, new { addAddresses = new[] { "x@contoso.example" } });
        var read = await administrator.GetAsync($"recipients/{id}");

        var problem = patch.Problem(HttpStatusCode.Conflict, "authority-elsewhere");
        Assert.Contains("Directory:CloudManagedOrganizationalUnits", problem.ToJsonString(), StringComparison.Ordinal);
        Assert.Equal("Unknown", read.Ok()["authority"].Text());
        Assert.Equal(0, directory.Modifies);
    }
}
