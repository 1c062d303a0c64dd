using System.Net;
using HybridAdmin.Core.Access;
using HybridAdmin.Core.Directory;
using HybridAdmin.Core.Tenant;
using HybridAdmin.Core.Tenant.Index;
using HybridAdmin.Sandbox.Tenant;
using HybridAdmin.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace HybridAdmin.Tests.Api;

/// <summary>Edits by authority through the whole console: the sandbox's directory, and its tenant over HTTP.</summary>
public sealed class AuthorityApiTests(SandboxApi sandbox) : IClassFixture<SandboxApi>
{
    private SimulatedTenant Tenant => sandbox.Console.Services.GetRequiredService<SimulatedTenant>();

    private Guid Managed => Tenant.Seeded.ExchangeCloudManaged[0];

    [Fact]
    public async Task Patch_MixedEditOfACloudManagedMailbox_IsMadeInBothPlacesAndTakenBack()
    {
        var administrator = sandbox.As(Role.RecipientAdministrator);
        var before = (await administrator.GetAsync($"recipients/{Managed}")).Ok();
        var inDirectory = await AddressesInDirectoryAsync(Managed);
        var address = $"authority.test@{before["primarySmtpAddress"].Text().Split('@')[1]}";
        var edit = new
        {
            displayName = "Authority, Test",
            addAddresses = new[] { address },
            reason = "INC-1",
        };

        var preview = (await administrator.PreviewAsync(Managed, edit)).Ok();
        var patch = (await administrator.PatchAsync(Managed, edit, $"\"{before["version"].Text()}\"")).Ok();
        var after = (await administrator.GetAsync($"recipients/{Managed}")).Ok();

        Assert.Equal(
            ("ExchangeOnline", "false"),
            (before["authority"].Text(), before["hiddenFromAddressListsEnabled"]!.ToJsonString())
        ); // hidden in Active Directory, not in the cloud
        Assert.Equal(
            ["EmailAddresses", "displayName"],
            preview["changes"]!.AsArray().Select(c => c!["attribute"].Text())
        );
        Assert.Contains("Set-Mailbox", preview["cmdlet"].Text(), StringComparison.Ordinal);
        Assert.Contains(preview["findings"]!.AsArray(), f => f!["code"].Text() == "made-in-exchange-online");
        Assert.Contains($"smtp:{address}", after["emailAddresses"].Texts());
        Assert.Equal("Authority, Test", after["displayName"].Text());
        Assert.Equal(inDirectory, await AddressesInDirectoryAsync(Managed));
        var ids = patch["changeIds"]!.AsArray().Select(i => i!.GetValue<long>()).ToArray();
        var audit = (await administrator.GetAsync($"audit?target={Managed}")).Ok()["items"]!
            .AsArray()
            .ToDictionary(i => i!["id"]!.GetValue<long>(), i => i!["writtenTo"].Text());
        Assert.Equal(["Microsoft365", "ActiveDirectory"], ids.Select(i => audit[i]));

        foreach (var id in Enumerable.Reverse(ids))
            (await administrator.RevertAsync(id, new { reason = "INC-2" })).Ok();
        var back = (await administrator.GetAsync($"recipients/{Managed}")).Ok();
        Assert.Equal(before["version"].Text(), back["version"].Text());
    }

    [Fact]
    public async Task Patch_TenantRefusesTheApplication_WritesNothing()
    {
        var administrator = sandbox.As(Role.RecipientAdministrator);
        var id = Tenant.Seeded.ExchangeCloudManaged[1];
        var index = sandbox.Console.Services.GetRequiredService<ITenant>().Index;
        await ConsoleHost.UntilAsync(
            () =>
                Task.FromResult(
                    index.Current.FindByImmutableId(ImmutableId.Of(id))?.Exchange?.IsExchangeCloudManaged == true
                ),
            "the tenant's index to know who owns the mailbox"
        );
        var before = (await administrator.GetAsync($"recipients/{id}")).Ok();
        Tenant.Misbehaviour.FailAlways(TenantEndpoint.Exchange, new SimulatedFault(SimulatedFaultKind.ForbiddenEmpty));
        try
        {
            var answer = await administrator.PatchAsync(
                id,
                new { displayName = "Nobody", hiddenFromAddressListsEnabled = true }
            );

            var errors = answer.Problem(HttpStatusCode.Conflict, "authority-elsewhere")["errors"]!.AsObject();
            Assert.Equal(["hiddenFromAddressListsEnabled"], errors.Select(e => e.Key));
        }
        finally
        {
            Tenant.Misbehaviour.Clear();
        }

        Assert.Equal(
            before["version"].Text(),
            (await administrator.GetAsync($"recipients/{id}")).Ok()["version"].Text()
        );
    }

    [Fact]
    public async Task Patch_CloudOwnsTheWholeObject_DisplayNameGoesThereToo()
    {
        var administrator = sandbox.As(Role.RecipientAdministrator);
        var id = Tenant.Seeded.CloudManaged[0];

        var preview = (await administrator.PreviewAsync(id, new { displayName = "Cloud, Owned" })).Ok();

        Assert.Equal("Cloud", (await administrator.GetAsync($"recipients/{id}")).Ok()["authority"].Text());
        Assert.Equal("DisplayName", preview["changes"]!.AsArray().Single()!["attribute"].Text());
        Assert.Empty(preview["ldif"].Text());
    }

    private async Task<string[]> AddressesInDirectoryAsync(Guid id)
    {
        await using var session = await sandbox
            .Console.Services.GetRequiredService<IDirectory>()
            .OpenAsync(null, default);
        return
        [
            .. (await session.ReadAsync(id, ["proxyAddresses"], default))!
                .Texts("proxyAddresses")
                .Order(StringComparer.Ordinal),
        ];
    }
}
