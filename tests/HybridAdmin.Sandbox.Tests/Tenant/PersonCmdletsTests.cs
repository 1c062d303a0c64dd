using System.Text.Json.Nodes;

namespace HybridAdmin.Sandbox.Tests.Tenant;

/// <summary>Get-User and Set-User.</summary>
public sealed class PersonCmdletsTests(TenantTestContext bench) : IClassFixture<TenantTestContext>
{
    [Fact]
    public async Task SetUser_Synchronized_IsOutsideTheWriteScope()
    {
        var reply = await ExchangeTests.Invoke(
            bench,
            "Set-User",
            new JsonObject { ["Identity"] = SandboxPeople.ZoeWeiss.Address, ["Department"] = "Legal" }
        );

        Assert.Equal(400, reply.Status);
        Assert.Contains("out of the current user's write scope", reply.Text, StringComparison.Ordinal);
        Assert.Contains("'Department'", reply.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SetUser_MadeInTheCloud_ChangesWhatGetUserAndGraphShow()
    {
        await using var own = new Own(await TenantTestContext.StartAsync());
        var users = (
            await ExchangeTests.Invoke(own.Bench, "Get-User", new JsonObject { ["ResultSize"] = "Unlimited" })
        ).Json["value"]!;
        var id = (string)users.AsArray().First(u => !(bool)u!["IsDirSynced"]!)!["ExternalDirectoryObjectId"]!;

        var set = await ExchangeTests.Invoke(
            own.Bench,
            "Set-User",
            new JsonObject
            {
                ["Identity"] = id,
                ["Department"] = "Legal",
                ["Title"] = null,
            }
        );
        var tooLong = await ExchangeTests.Invoke(
            own.Bench,
            "Set-User",
            new JsonObject { ["Identity"] = id, ["Department"] = new string('x', 65) }
        );

        Assert.Equal((200, 400), (set.Status, tooLong.Status));
        var after = (await ExchangeTests.Invoke(own.Bench, "Get-User", new JsonObject { ["Identity"] = id })).Json[
            "value"
        ]![0]!;
        Assert.Equal(("Legal", ""), ((string?)after["Department"], (string?)after["Title"]));
    }
}
