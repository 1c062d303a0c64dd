using HybridAdmin.Core.Access;
using HybridAdmin.Core.Audit;
using Microsoft.Extensions.DependencyInjection;

namespace HybridAdmin.Tests.Hosting;

[Trait(Category.Name, Category.Slow)]
public sealed class SettlementTests
{
    [Fact]
    public async Task Start_IntentLeftOpenByACrash_IsSettled()
    {
        using var folder = new TemporaryFolder();
        long change;
        await using (var first = await ConsoleHost.StartAsync(folder: folder.Path))
        {
            change = await first
                .Services.GetRequiredService<IAuditLog>()
                .BeginAsync(
                    new AuditIntent
                    {
                        Actor = new Actor
                        {
                            Id = "x",
                            DisplayName = "X",
                            Role = Role.Administrator,
                        },
                        Action = AuditAction.RecipientEdited,
                        TargetId = Guid.NewGuid(),
                        CorrelationId = Guid.NewGuid(),
                    },
                    CancellationToken.None
                );
        }

        var later = new ManualTime();
        later.Advance(TimeSpan.FromSeconds(10));
        await using var second = await ConsoleHost.StartAsync(
            overrides: s => s.AddSingleton<TimeProvider>(later),
            folder: folder.Path
        );
        var audit = second.Services.GetRequiredService<IAuditLog>();

        await ConsoleHost.UntilAsync(
            async () => (await audit.FindAsync(change, CancellationToken.None))?.Outcome is not null,
            "the change to be settled"
        );

        Assert.Equal(AuditOutcome.Unknown, (await audit.FindAsync(change, CancellationToken.None))!.Outcome);
    }
}
