using System.Net;
using HybridAdmin.Core.Access;
using HybridAdmin.Core.Audit;
using HybridAdmin.Sandbox;

namespace HybridAdmin.Tests.Api;

public sealed class RecipientRefusalTests(SandboxApi sandbox) : IClassFixture<SandboxApi>
{
    [Fact]
    public async Task Patch_ProtectedAccountByHelpdesk_IsForbiddenAndRecordedWithTheValuesAskedFor()
    {
        var id = SandboxPeople.ProtectedAdministrator.Id;

        var answer = await sandbox
            .As(Role.Helpdesk)
            .PatchAsync(
                id,
                new
                {
                    addAddresses = new[] { "una@tailwind.example" },
                    hiddenFromAddressListsEnabled = true,
                    reason = "please",
                }
            );

        var problem = answer.Problem(HttpStatusCode.Forbidden, "forbidden");
        Assert.Contains("adminCount", problem["detail"].Text(), StringComparison.Ordinal);
        var record = await sandbox.Console.LastRecordAsync(id);
        Assert.Equal(problem["changeId"]!.GetValue<long>(), record.Id);
        Assert.Equal((AuditOutcome.Refused, "please"), (record.Outcome, record.Reason));
        Assert.Contains(
            record.Changes,
            c => c.Attribute == "proxyAddresses" && c.Added.Any(v => v.Text == "una@tailwind.example")
        );
        Assert.Contains(
            record.Changes,
            c => c.Attribute == "msExchHideFromAddressLists" && c.After.Single().Text == "TRUE"
        );
    }

    [Fact]
    public async Task Patch_ProtectedAccountByAdministrator_IsApplied() =>
        (
            await sandbox
                .As(Role.Administrator)
                .PatchAsync(
                    SandboxPeople.ProtectedAdministrator.Id,
                    new { addAddresses = new[] { "una.a@tailwind.example" } }
                )
        ).Ok();

    [Theory]
    [InlineData(Role.Auditor, "{\"addAddresses\":[\"a.b@tailwind.example\"]}")]
    [InlineData(Role.Auditor, "{\"hiddenFromAddressListsEnabled\":true}")]
    [InlineData(Role.Auditor, "{}")]
    [InlineData(Role.Helpdesk, "{\"alias\":\"another\"}")]
    [InlineData(Role.Helpdesk, "{\"displayName\":\"Another\"}")]
    [InlineData(Role.Helpdesk, "{\"customAttributes\":{\"1\":\"x\"}}")]
    public async Task Patch_BeyondTheRole_IsForbiddenAndRecorded(Role role, string edit)
    {
        var id = SandboxPeople.RoomSpree.Id;
        var before = (await sandbox.As(role).GetAsync($"recipients/{id}")).Text;
        var records = await sandbox.Console.CountRecordsAsync();

        (await sandbox.As(role).PreviewAsync(id, edit)).Problem(HttpStatusCode.Forbidden, "forbidden");
        Assert.Equal(records, await sandbox.Console.CountRecordsAsync());
        (await sandbox.As(role).PatchAsync(id, edit)).Problem(HttpStatusCode.Forbidden, "forbidden");

        Assert.Equal(before, (await sandbox.As(role).GetAsync($"recipients/{id}")).Text);
        Assert.Equal(
            (AuditOutcome.Refused, role),
            ((await sandbox.Console.LastRecordAsync(id)).Outcome, (await sandbox.Console.LastRecordAsync(id)).Role)
        );
        Assert.Equal(records + 1, await sandbox.Console.CountRecordsAsync());
    }

    [Fact]
    public async Task Patch_SecurityGroupByHelpdesk_IsForbidden()
    {
        var edit = new { addAddresses = new[] { "helpdesk.desk@tailwind.example" } };

        (await sandbox.As(Role.Helpdesk).PatchAsync(SandboxPeople.ServiceDesk.Id, edit)).Problem(
            HttpStatusCode.Forbidden,
            "forbidden"
        );
        (await sandbox.As(Role.RecipientAdministrator).PatchAsync(SandboxPeople.ServiceDesk.Id, edit)).Ok();
    }

    [Fact]
    public async Task Patch_OutsideTheTokensOrganizationalUnit_IsForbiddenAndRecorded()
    {
        var edit = new { hiddenFromAddressListsEnabled = true };
        using var berlin = sandbox.Console.With(ApiConsole.TokenOf("berlin"));

        var outside = await berlin.PatchAsync(SandboxPeople.LiamOShaughran.Id, edit);
        var inside = await berlin.PatchAsync(SandboxPeople.ZoeWeiss.Id, edit);

        outside.Problem(HttpStatusCode.Forbidden, "forbidden");
        inside.Ok();
        var record = await sandbox.Console.LastRecordAsync(SandboxPeople.LiamOShaughran.Id);
        Assert.Equal(
            ("token:berlin", AuditOutcome.Refused, "127.0.0.1"),
            (record.ActorId, record.Outcome, record.ClientAddress)
        );
        Assert.Contains(record.Changes, c => c.Attribute == "msExchHideFromAddressLists");
    }

    [Fact]
    public async Task Revert_OutsideTheTokensOrganizationalUnit_IsForbidden()
    {
        var done = (
            await sandbox
                .As(Role.Helpdesk)
                .PatchAsync(SandboxPeople.LucjaZoltek.Id, new { hiddenFromAddressListsEnabled = true })
        ).Ok();
        using var berlin = sandbox.Console.With(ApiConsole.TokenOf("berlin"));

        (await berlin.RevertAsync(done["changeId"]!.GetValue<long>())).Problem(HttpStatusCode.Forbidden, "forbidden");

        Assert.Equal(
            (AuditOutcome.Refused, AuditAction.ChangeReverted),
            (
                (await sandbox.Console.LastRecordAsync(SandboxPeople.LucjaZoltek.Id)).Outcome,
                (await sandbox.Console.LastRecordAsync(SandboxPeople.LucjaZoltek.Id)).Action
            )
        );
    }
}
