using HybridAdmin.Options;

namespace HybridAdmin.Tests.Options;

public sealed class SyncOptionsTests
{
    [Fact]
    public void Load_Command_IsReadWithItsArgumentsAndDefaults()
    {
        var command = typeof(SyncOptionsTests).Assembly.Location;

        var sync = Given
            .Settings([
                .. Given.Production,
                $"Sync:Command={command}",
                "Sync:Arguments:0=-PolicyType",
                "Sync:Arguments:1=Delta",
            ])
            .Sync!;

        Assert.Equal(
            (command, TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(2)),
            (sync.Command, sync.MinimumInterval, sync.Timeout)
        );
        Assert.Equal(["-PolicyType", "Delta"], sync.Arguments);
        Assert.Null(Given.Settings(Given.Production).Sync);
    }

    [Theory]
    [InlineData("Sync:Command=/no/such/program", "which is not there")]
    [InlineData("Sync:MinimumInterval=00:01:00", "but not Sync:Command")]
    [InlineData("Sync:Comand=/bin/true", "Did you mean Sync:Command")]
    public void Load_Mistake_NamesTheSetting(string setting, string says) =>
        Assert.Contains(
            Given.Mistakes([.. Given.Production, setting]),
            m => m.Contains(says, StringComparison.Ordinal)
        );

    [Theory]
    [InlineData("0")]
    [InlineData("-00:01:00")]
    [InlineData("2.00:00:00")]
    public void Load_IntervalOutsideItsRange_IsRefused(string interval) =>
        Assert.Contains(
            "Sync:MinimumInterval",
            Given.Mistake([
                .. Given.Production,
                $"Sync:Command={typeof(SyncOptionsTests).Assembly.Location}",
                $"Sync:MinimumInterval={interval}",
            ]),
            StringComparison.Ordinal
        );

    [Fact]
    public void Load_InTheSandbox_IsRefused() =>
        Assert.Contains(
            "the sandbox runs no commands",
            Given.Mistake($"Sync:Command={typeof(SyncOptionsTests).Assembly.Location}"),
            StringComparison.Ordinal
        );
}
