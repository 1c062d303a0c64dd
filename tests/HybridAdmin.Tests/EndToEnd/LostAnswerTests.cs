using System.Net;
using HybridAdmin.Core.Access;
using HybridAdmin.Core.Audit;
using HybridAdmin.Testing.ActiveDirectory;
using HybridAdmin.Tests.Api;
using HybridAdmin.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace HybridAdmin.Tests.EndToEnd;

/// <summary>
/// The directory stops between intent and answer: the outcome of the write is determined by a read, never guessed, and
/// the write is never repeated.
/// </summary>
[Collection(ContosoConsoleGroup.Name)]
public sealed class LostAnswerTests(ContosoConsole contoso)
{
    [SambaFact]
    public async Task Patch_AnswerLostServerThere_IsFoundOutAtOnce()
    {
        using var gate = new LdapGate(contoso.Contoso.Address);
        await using var console = await ApiConsole.StartAsync(DirectorySettings.Through(gate, contoso.Contoso));
        using var caller = console.As(Role.Helpdesk);
        var person = contoso.Domain.CreatePerson("Answer Lost");
        var writes = 0;
        gate.OnModify = () => Task.FromResult(++writes == 1 ? Passage.WithoutAnswer : Passage.Through);

        var done = (await caller.PatchAsync(person.Id, new { addAddresses = new[] { "answer@contoso.com" } })).Ok();

        Assert.Contains("answer was lost", done["note"].Text(), StringComparison.Ordinal);
        Assert.Contains("smtp:answer@contoso.com", contoso.Domain.Read("(cn=Answer Lost)").Values("proxyAddresses"));
        Assert.Equal(AuditOutcome.Applied, (await console.LastRecordAsync(person.Id)).Outcome);
        Assert.Equal(1, writes);
    }

    [SambaTheory]
    [InlineData(true, AuditOutcome.Applied)]
    [InlineData(false, AuditOutcome.Failed)]
    public async Task Patch_ServerGoneInTheMiddle_IsSettledWhenItIsBack(bool arrives, AuditOutcome expected)
    {
        var time = new ManualTime();
        using var gate = new LdapGate(contoso.Contoso.Address);
        await using var console = await ApiConsole.StartAsync(
            DirectorySettings.Through(gate, contoso.Contoso),
            s => s.AddSingleton<TimeProvider>(time)
        );
        using var caller = console.As(Role.Helpdesk);
        var person = contoso.Domain.CreatePerson($"Middle {expected}");
        var address = $"in.the.middle.{expected}@contoso.com".ToLowerInvariant();
        var writes = 0;
        gate.OnModify = async () =>
        {
            writes++;
            if (arrives)
                // The write whose answer the gate then holds back.
                contoso.Domain.Replace(person.Dn, "proxyAddresses", $"SMTP:{person.Value("mail")}", $"smtp:{address}");
            await Task.Yield();
            gate.Shut();
            return Passage.Lost;
        };

        var answer = await caller.PatchAsync(person.Id, new { addAddresses = new[] { address } });

        var id = answer.Problem(HttpStatusCode.GatewayTimeout, "outcome-unknown")["changeId"]!.GetValue<long>();
        Assert.Null((await console.Audit.FindAsync(id, CancellationToken.None))!.Outcome);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await caller.GetAsync("/health/ready")).Status);
        gate.Open();
        time.Advance(TimeSpan.FromMinutes(2)); // newer intents may belong to another console
        await ConsoleHost.UntilAsync(
            async () => (await console.Audit.FindAsync(id, CancellationToken.None))!.Outcome is not null,
            "the record to be settled"
        );
        Assert.Equal(expected, (await console.Audit.FindAsync(id, CancellationToken.None))!.Outcome);
        Assert.Equal(
            arrives,
            contoso.Domain.Read($"(cn=Middle {expected})").Values("proxyAddresses").Contains($"smtp:{address}")
        );
        Assert.Equal(1, writes);
        Assert.True((await console.Audit.VerifyAsync(CancellationToken.None)).IsValid);
    }

    [SambaFact]
    public async Task Patch_ServerFrozenInTheMiddle_IsSettledByWhatItDidAfterwards()
    {
        var time = new ManualTime();
        await using var controller = await SambaDomainController.StartNewAsync("plain");
        using var domain = new DomainAdministrator(controller);
        using var gate = new LdapGate(controller.Address);
        await using var console = await ApiConsole.StartAsync(
            DirectorySettings.Through(gate, controller, patience: 8),
            s => s.AddSingleton<TimeProvider>(time)
        );
        using var caller = console.As(Role.Helpdesk);
        using var frozen = SambaProcess.Of(controller);
        var person = domain.Read("(cn=Marek Novák)");
        gate.OnModify = () =>
        {
            frozen.Freeze(); // the request waits in the server's socket
            return Task.FromResult(Passage.Through);
        };

        var answer = await caller.PatchAsync(person.Id, new { addAddresses = new[] { "frozen@fabrikam.com" } });

        var id = answer.Problem(HttpStatusCode.GatewayTimeout, "outcome-unknown")["changeId"]!.GetValue<long>();
        frozen.Thaw();
        time.Advance(TimeSpan.FromMinutes(2));
        await ConsoleHost.UntilAsync(
            async () => (await console.Audit.FindAsync(id, CancellationToken.None))!.Outcome is not null,
            "the record to be settled"
        );
        var wasWritten = domain.Read("(cn=Marek Novák)").Values("proxyAddresses").Contains("smtp:frozen@fabrikam.com");
        Assert.Equal(
            wasWritten ? AuditOutcome.Applied : AuditOutcome.Failed,
            (await console.Audit.FindAsync(id, CancellationToken.None))!.Outcome
        );
        (await caller.GetAsync($"recipients/{person.Id}")).Ok();
    }
}
