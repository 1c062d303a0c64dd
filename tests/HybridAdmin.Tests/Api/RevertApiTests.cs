using System.Net;
using HybridAdmin.Core.Access;
using HybridAdmin.Sandbox;

namespace HybridAdmin.Tests.Api;

public sealed class RevertApiTests(SandboxApi sandbox) : IClassFixture<SandboxApi>
{
    private ApiCaller Helpdesk => sandbox.As(Role.Helpdesk);

    [Fact]
    public async Task Revert_NewPrimary_GivesBackEveryValueAndNamesTheChange()
    {
        var id = SandboxPeople.ZoeWeiss.Id;
        var before = (await Helpdesk.GetAsync($"recipients/{id}")).Ok();
        var change = await EditAsync(id, new { primarySmtpAddress = "zoe.married@tailwind.example" });

        var reverted = (await Helpdesk.RevertAsync(change, new { reason = "wrong person" })).Ok();

        var after = (await Helpdesk.GetAsync($"recipients/{id}")).Ok();
        Assert.Equal(before["version"].Text(), after["version"].Text());
        Assert.Equal(before["emailAddresses"].Texts().Order(), after["emailAddresses"].Texts().Order());
        var record = (await Helpdesk.GetAsync($"audit/{reverted["changeId"]}")).Ok();
        Assert.Equal(
            ("ChangeReverted", change, "wrong person"),
            (record["action"].Text(), record["revertsChangeId"]!.GetValue<long>(), record["reason"].Text())
        );
        Assert.Equal(
            reverted["changeId"]!.GetValue<long>(),
            (await Helpdesk.GetAsync($"audit/{change}")).Ok()["revertedByChangeId"]!.GetValue<long>()
        );
    }

    [Fact]
    public async Task Revert_Twice_IsNotRevertible()
    {
        var change = await EditAsync(SandboxPeople.KenjiWatanabe.Id, new { hiddenFromAddressListsEnabled = true });
        (await Helpdesk.RevertAsync(change)).Ok();

        (await Helpdesk.RevertAsync(change)).Problem(HttpStatusCode.Conflict, "not-revertible");
    }

    [Fact]
    public async Task Revert_OfTheRevert_PutsItBack()
    {
        var id = SandboxPeople.InfoMailbox.Id;
        var change = await EditAsync(id, new { addAddresses = new[] { "information@tailwind.example" } });
        var revert = (await Helpdesk.RevertAsync(change)).Ok()["changeId"]!.GetValue<long>();

        (await Helpdesk.RevertAsync(revert)).Ok();

        Assert.Contains(
            "smtp:information@tailwind.example",
            (await Helpdesk.GetAsync($"recipients/{id}")).Ok()["emailAddresses"].Texts()
        );
    }

    [Fact]
    public async Task Revert_ValuesMovedOn_IsStaleWithThePresentValues()
    {
        var id = SandboxPeople.LiamOShaughran.Id;
        var change = await EditAsync(id, new { addAddresses = new[] { "liam.o@tailwind.example" } });
        await EditAsync(id, new { removeAddresses = new[] { "liam.o@tailwind.example" } });

        var problem = (await Helpdesk.RevertAsync(change)).Problem(HttpStatusCode.Conflict, "stale");

        Assert.DoesNotContain("smtp:liam.o@tailwind.example", problem["present"]!["proxyAddresses"].Texts());
    }

    [Fact]
    public async Task Revert_ValuesThatOthersAddedSince_AreKept()
    {
        var id = SandboxPeople.Worldwide.Id;
        var change = await EditAsync(id, new { addAddresses = new[] { "ours@tailwind.example" } });
        await EditAsync(id, new { addAddresses = new[] { "theirs@tailwind.example" } });

        (await Helpdesk.RevertAsync(change)).Ok();

        var addresses = (await Helpdesk.GetAsync($"recipients/{id}")).Ok()["emailAddresses"].Texts();
        Assert.Contains("smtp:theirs@tailwind.example", addresses);
        Assert.DoesNotContain("smtp:ours@tailwind.example", addresses);
    }

    [Fact]
    public async Task Revert_RefusedOrForeignRecord_IsNotRevertible()
    {
        var refused = (
            await Helpdesk.PatchAsync(
                SandboxPeople.ProtectedAdministrator.Id,
                new { hiddenFromAddressListsEnabled = true }
            )
        ).Problem(HttpStatusCode.Forbidden, "forbidden")["changeId"]!.GetValue<long>();

        (await Helpdesk.RevertAsync(refused)).Problem(HttpStatusCode.Conflict, "not-revertible");
        (await Helpdesk.RevertAsync(1)).Problem(HttpStatusCode.Conflict, "not-revertible"); // the console's start
        (await Helpdesk.RevertAsync(987654321)).Problem(HttpStatusCode.NotFound, "not-found");
    }

    [Fact]
    public async Task Revert_ByAuditor_IsForbidden()
    {
        var change = await EditAsync(SandboxPeople.SoleneQuemeneur.Id, new { hiddenFromAddressListsEnabled = false });

        (await sandbox.As(Role.Auditor).RevertAsync(change)).Problem(HttpStatusCode.Forbidden, "forbidden");

        Assert.False(
            (await Helpdesk.GetAsync($"recipients/{SandboxPeople.SoleneQuemeneur.Id}")).Ok()[
                "hiddenFromAddressListsEnabled"
            ]!.GetValue<bool>()
        );
    }

    [Fact]
    public async Task Revert_OfValuesBeyondTheRole_IsForbidden()
    {
        var done = (
            await sandbox
                .As(Role.Administrator)
                .PatchAsync(SandboxPeople.LongName.Id, new { displayName = "Maximiliane" })
        ).Ok();

        (await Helpdesk.RevertAsync(done["changeId"]!.GetValue<long>())).Problem(HttpStatusCode.Forbidden, "forbidden");
    }

    private async Task<long> EditAsync(Guid id, object edit) =>
        (await Helpdesk.PatchAsync(id, edit)).Ok()["changeId"]!.GetValue<long>();
}
