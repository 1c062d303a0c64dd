using System.Net;
using HybridAdmin.Core.Access;
using HybridAdmin.Sandbox;
using HybridAdmin.Sandbox.Tenant;
using HybridAdmin.Sandbox.Tenant.Sync;
using Microsoft.Extensions.DependencyInjection;

namespace HybridAdmin.Tests.Api;

/// <summary>GET /recipients/{id}/cloud over the sandbox's tenant, through the real adapter.</summary>
public sealed class CloudApiTests(SandboxApi sandbox) : IClassFixture<SandboxApi>
{
    private SeededDifferences Seeded => sandbox.Console.Services.GetRequiredService<SimulatedTenant>().Seeded;

    [Fact]
    public async Task Cloud_SynchronisedPerson_HasTheShapeOfTheContract()
    {
        var view = (await sandbox.As(Role.Helpdesk).GetAsync($"recipients/{SandboxPeople.ZoeWeiss.Id}/cloud")).Ok();

        Assert.Equal(
            [
                "authority",
                "cloudObject",
                "matchedBy",
                "differences",
                "forecast",
                "provisioningErrors",
                "problem",
                "asOf",
            ],
            view.Names()
        );
        Assert.Equal(("OnPremises", "ImmutableId"), (view["authority"].Text(), view["matchedBy"].Text()));
        Assert.Equal(SandboxPeople.ZoeWeiss.Address, view["cloudObject"]!["primarySmtpAddress"].Text());
        Assert.StartsWith("It synchronises", view["forecast"]![0].Text(), StringComparison.Ordinal);
        Assert.Null(view["problem"]);
    }

    [Fact]
    public async Task Cloud_ExchangeOnlineOwnsIt_ActiveDirectorysHiddenFlagIsStale()
    {
        var view = (
            await sandbox.As(Role.Helpdesk).GetAsync($"recipients/{Seeded.ExchangeCloudManaged[0]}/cloud")
        ).Ok();

        Assert.Equal("ExchangeOnline", view["authority"].Text());
        Assert.Equal("false", view["cloudObject"]!["hiddenFromAddressListsEnabled"]!.ToJsonString());
        var hidden = view["differences"]!
            .AsArray()
            .Single(d => d!["attribute"].Text() == "msExchHideFromAddressLists")!;
        Assert.Equal(
            ("TRUE", "FALSE", "Stale"),
            (hidden["onPremises"].Text(), hidden["cloud"].Text(), hidden["state"].Text())
        );
    }

    [Fact]
    public async Task Cloud_AddressInUse_NamesWhoHasIt()
    {
        var view = (await sandbox.As(Role.Helpdesk).GetAsync($"recipients/{Seeded.InError[0]}/cloud")).Ok();

        var error = view["provisioningErrors"]!.AsArray().Single()!;
        Assert.Equal("ProxyAddress", error["propertyCausingError"].Text());
        Assert.Contains("Quality Circle (cloud)", error["message"].Text(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cloud_NotYetExported_IsPending()
    {
        var view = (await sandbox.As(Role.Helpdesk).GetAsync($"recipients/{Seeded.Pending[0]}/cloud")).Ok();

        Assert.Equal("Pending", view["authority"].Text());
        Assert.Null(view["cloudObject"]);
    }

    [Fact]
    public async Task Cloud_NobodyOrOutsideOfTheScope_IsNotFound()
    {
        (await sandbox.As(Role.Helpdesk).GetAsync($"recipients/{Guid.NewGuid()}/cloud")).Problem(
            HttpStatusCode.NotFound,
            "not-found"
        );
        (
            await sandbox
                .With(ApiConsole.TokenOf("berlin"))
                .GetAsync($"recipients/{SandboxPeople.InfoMailbox.Id}/cloud")
        ).Problem(HttpStatusCode.NotFound, "not-found");
    }
}
