using System.Net;
using HybridAdmin.Core.Access;
using HybridAdmin.Core.Audit;
using HybridAdmin.Sandbox;

namespace HybridAdmin.Tests.Api;

/// <summary>A token of the helpdesk in Berlin: it cannot read or change anything outside its scope.</summary>
public sealed class ScopeTests(SandboxApi sandbox) : IClassFixture<SandboxApi>
{
    private ApiCaller Berlin => sandbox.With(ApiConsole.TokenOf("berlin"));

    private ApiCaller Everywhere => sandbox.As(Role.Helpdesk);

    [Fact]
    public async Task Patch_OutsideTheScope_IsForbiddenAndRecordedWithTokenAddressAndValues()
    {
        var id = SandboxPeople.SoleneQuemeneur.Id; // in Paris

        var answer = await Berlin.PatchAsync(
            id,
            new { addAddresses = new[] { "solene@tailwind.example" }, reason = "please" }
        );

        var problem = answer.Problem(HttpStatusCode.Forbidden, "forbidden");
        Assert.DoesNotContain("Solène", answer.Text, StringComparison.Ordinal);
        var record = await sandbox.Console.LastRecordAsync(id);
        Assert.Equal(problem["changeId"]!.GetValue<long>(), record.Id);
        Assert.Equal(
            ("token:berlin", ActorSource.Api, "127.0.0.1"),
            (record.ActorId, record.Source, record.ClientAddress)
        );
        Assert.Equal(
            (AuditOutcome.Refused, id, "Quéméneur, Solène"),
            (record.Outcome, record.TargetId, record.TargetName)
        );
        Assert.Equal(
            "solene@tailwind.example",
            record.Changes.Single(c => c.Attribute == "proxyAddresses").Added.Single().Text
        );
        (await Everywhere.PatchAsync(id, new { addAddresses = new[] { "solene@tailwind.example" } })).Ok();
    }

    [Fact]
    public async Task List_Scoped_HoldsAndCountsWhatLiesInIt()
    {
        var berlin = (await Berlin.GetAsync("recipients?take=1000&plain=true")).Ok();
        var all = (await Everywhere.GetAsync("recipients?take=1000&plain=true")).Ok();
        var found = (
            await Berlin.GetAsync($"recipients?search={Uri.EscapeDataString(SandboxPeople.SoleneQuemeneur.Address)}")
        ).Ok();

        Assert.All(
            berlin["items"]!.AsArray(),
            i => Assert.StartsWith("Staff / Berlin", i!["organizationalUnit"].Text(), StringComparison.Ordinal)
        );
        Assert.InRange(berlin["total"]!.GetValue<int>(), 1, all["total"]!.GetValue<int>() - 1);
        Assert.Equal(0, found["total"]!.GetValue<int>());
    }

    [Fact]
    public async Task Get_OutsideTheScope_IsNotFound()
    {
        (await Berlin.GetAsync($"recipients/{SandboxPeople.ZoeWeiss.Id}")).Ok();

        (await Berlin.GetAsync($"recipients/{SandboxPeople.SoleneQuemeneur.Id}")).Problem(
            HttpStatusCode.NotFound,
            "not-found"
        );
    }

    [Fact]
    public async Task Patch_AddressOfSomebodyOutside_IsInUseAndDoesNotSayByWhom()
    {
        var edit = new { addAddresses = new[] { SandboxPeople.SoleneQuemeneur.Address } };

        var scoped = await Berlin.PatchAsync(SandboxPeople.KenjiWatanabe.Id, edit);
        var preview = await Berlin.PreviewAsync(SandboxPeople.KenjiWatanabe.Id, edit);
        var open = await Everywhere.PatchAsync(SandboxPeople.KenjiWatanabe.Id, edit);

        var problem = scoped.Problem(HttpStatusCode.Conflict, "address-in-use");
        Assert.Null(problem["holder"]);
        Assert.DoesNotContain("Solène", scoped.Text + preview.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(SandboxPeople.SoleneQuemeneur.Id.ToString(), scoped.Text, StringComparison.Ordinal);
        Assert.Contains("outside your organisational units", problem["detail"].Text(), StringComparison.Ordinal);
        Assert.Equal(
            "Quéméneur, Solène",
            open.Problem(HttpStatusCode.Conflict, "address-in-use")["holder"]!["displayName"].Text()
        );
    }

    [Fact]
    public async Task Audit_Scoped_HoldsRecordsOfObjectsInItOnly()
    {
        var inside = (
            await Everywhere.PatchAsync(
                SandboxPeople.LongName.Id,
                new { addAddresses = new[] { "scope.inside@tailwind.example" } }
            )
        ).Ok()["changeId"]!.GetValue<long>();
        var outside = (
            await Everywhere.PatchAsync(
                SandboxPeople.LiamOShaughran.Id,
                new { addAddresses = new[] { "scope.outside@tailwind.example" } }
            )
        ).Ok()["changeId"]!.GetValue<long>();

        var listed = (await Berlin.GetAsync("audit?text=scope.")).Ok()["items"]!
            .AsArray()
            .Select(i => i!["id"]!.GetValue<long>());
        var count = (await Berlin.GetAsync("audit/count?text=scope.")).Ok()["count"]!.GetValue<long>();
        var starts = (await Berlin.GetAsync("audit?action=ConsoleStarted")).Ok()["items"]!.AsArray();

        Assert.Equal([inside], listed);
        Assert.Equal(1, count);
        Assert.Empty(starts);
        (await Berlin.GetAsync($"audit/{inside}")).Ok();
        (await Berlin.GetAsync($"audit/{outside}")).Problem(HttpStatusCode.NotFound, "not-found");
        (await Berlin.RevertAsync(outside)).Problem(HttpStatusCode.Forbidden, "forbidden");
    }

    [Fact]
    public async Task Export_ScopedAuditor_HoldsRecordsOfObjectsInItOnly()
    {
        await using var console = await ApiConsole.StartAsync([
            "Api:Tokens:4:Name=paris",
            "Api:Tokens:4:Role=Auditor",
            $"Api:Tokens:4:Sha256={ApiConsole.HashOf(ApiConsole.TokenOf("paris"))}",
            "Api:Tokens:4:OrganizationalUnits:0=ou=paris, OU=Staff,DC=corp,DC=tailwind,DC=example",
        ]);
        using var helpdesk = console.As(Role.Helpdesk);
        using var paris = console.With(ApiConsole.TokenOf("paris"));
        (
            await helpdesk.PatchAsync(
                SandboxPeople.LiamOShaughran.Id,
                new { addAddresses = new[] { "liam.o@tailwind.example" } }
            )
        ).Ok();
        (
            await helpdesk.PatchAsync(
                SandboxPeople.ZoeWeiss.Id,
                new { addAddresses = new[] { "zoe.w@tailwind.example" } }
            )
        ).Ok();

        foreach (var format in new[] { "csv", "jsonl" })
        {
            var answer = await paris.GetAsync($"audit/export?format={format}");

            Assert.Contains("liam.o@tailwind.example", answer.Text, StringComparison.Ordinal);
            Assert.DoesNotContain("zoe.w@tailwind.example", answer.Text, StringComparison.Ordinal);
            Assert.DoesNotContain("ConsoleStarted", answer.Text, StringComparison.Ordinal);
        }
    }
}
