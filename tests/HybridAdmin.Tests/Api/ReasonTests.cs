using System.Net;
using HybridAdmin.Core.Access;
using HybridAdmin.Core.Audit;
using HybridAdmin.Sandbox;

namespace HybridAdmin.Tests.Api;

[Trait(Category.Name, Category.Slow)]
public sealed class ReasonTests
{
    [Fact]
    public async Task PatchAndRevert_ReasonRequired_IsAskedForInItsForm()
    {
        await using var console = await ApiConsole.StartAsync([
            "Changes:RequireReason=true",
            "Changes:ReasonPattern=^INC-[0-9]+$",
        ]);
        using var helpdesk = console.As(Role.Helpdesk);
        var id = SandboxPeople.ZoeWeiss.Id;
        string[] add = ["reason@tailwind.example"];
        var before = await CountChangesAsync();

        foreach (
            var edit in new object[] { new { addAddresses = add }, new { addAddresses = add, reason = "because" } }
        )
            Assert.NotNull(
                (await helpdesk.PatchAsync(id, edit)).Problem(HttpStatusCode.UnprocessableEntity, "invalid")["errors"]![
                    "reason"
                ]
            );
        Assert.Equal(before, await CountChangesAsync());

        var change = (await helpdesk.PatchAsync(id, new { addAddresses = add, reason = "INC-4711" })).Ok()[
            "changeId"
        ]!.GetValue<long>();
        (await helpdesk.RevertAsync(change)).Problem(HttpStatusCode.UnprocessableEntity, "invalid");
        (await helpdesk.RevertAsync(change, new { reason = "INC-4712" })).Ok();

        // The console records its own start in the meantime.
        Task<long> CountChangesAsync() => console.Audit.CountAsync(new AuditQuery { ChangesOnly = true }, default);
    }
}
