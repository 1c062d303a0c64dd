using HybridAdmin.Sandbox.Tenant.Migration;

namespace HybridAdmin.Sandbox.Tests.Tenant;

/// <summary>
/// The simulated Exchange's state machine, each row typed here from "Manage migration batches" and the cmdlets' pages;
/// nothing is compared with the console's rules.
/// </summary>
public sealed class BatchCommandsTests
{
    public static TheoryData<string, string, string> Rows =>
        new()
        {
            // Status, remote move, any other kind.
            { "Created", "Start Set Remove", "Start Set Remove" },
            { "Waiting", "Stop Set", "Stop Set" },
            { "Starting", "Stop", "Stop" },
            { "Syncing", "Stop", "Stop" },
            { "IncrementalSyncing", "Stop", "Stop" },
            { "Synced", "Stop Complete Set", "Stop Set Remove" },
            { "SyncedwithErrors", "Start Complete", "Start Remove" },
            { "Completing", "", "" },
            { "Completed", "Remove", "Remove" },
            { "CompletedWithErrors", "Start", "Start" },
            { "Stopping", "", "" },
            { "Stopped", "Start Set Remove", "Start Set Remove" },
            { "Failed", "Start Remove", "Start Remove" },
            { "Removing", "", "" },
            { "Corrupted", "Remove", "Remove" },
        };

    [Theory]
    [MemberData(nameof(Rows))]
    public void Allows_EachStatus_TakesExactlyItsCommands(string status, string move, string other)
    {
        var parsed = Enum.Parse<BatchStatus>(status);

        Assert.Equal(move, Taken(isRemoteMove: true, parsed));
        Assert.Equal(other, Taken(isRemoteMove: false, parsed));
    }

    [Fact]
    public void Allows_EveryStatus_HasARow() =>
        Assert.Equal(Enum.GetNames<BatchStatus>().Order(), Rows.Select(r => (string)r[0]).Order());

    private static string Taken(bool isRemoteMove, BatchStatus status) =>
        string.Join(
            ' ',
            Enum.GetValues<BatchCommand>()
                .Where(c => c != BatchCommand.None && BatchCommands.Allows(isRemoteMove, status, c))
        );
}
