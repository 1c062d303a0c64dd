using HybridAdmin.Core.Migration;

namespace HybridAdmin.Core.Tests.Migration;

public sealed class MigrationRulesTests
{
    /// <summary>
    /// Start, stop, complete, set, remove: y if Exchange Online accepts it; first for remote moves, then for the kinds
    /// that end with remove.
    /// </summary>
    private static readonly (MigrationBatchState State, string Moves, string Others)[] Table =
    [
        (MigrationBatchState.Unknown, "-----", "-----"),
        (MigrationBatchState.Created, "y--yy", "y--yy"),
        (MigrationBatchState.Waiting, "-y-y-", "-y-y-"),
        (MigrationBatchState.Starting, "-y---", "-y---"),
        (MigrationBatchState.Syncing, "-y---", "-y---"),
        (MigrationBatchState.IncrementalSyncing, "-y---", "-y---"),
        (MigrationBatchState.Synced, "-yyy-", "-y-yy"),
        (MigrationBatchState.SyncedWithErrors, "y-y--", "y---y"),
        (MigrationBatchState.Completing, "-----", "-----"),
        (MigrationBatchState.Completed, "----y", "----y"),
        (MigrationBatchState.CompletedWithErrors, "y----", "y----"),
        (MigrationBatchState.Stopping, "-----", "-----"),
        (MigrationBatchState.Stopped, "y---y", "y---y"),
        (MigrationBatchState.Failed, "y---y", "y---y"),
        (MigrationBatchState.Removing, "-----", "-----"),
        (MigrationBatchState.Corrupted, "----y", "----y"),
    ];

    public static TheoryData<MigrationKind, MigrationBatchState, MigrationAction, bool> Cells()
    {
        var cells = new TheoryData<MigrationKind, MigrationBatchState, MigrationAction, bool>();
        foreach (var kind in Enum.GetValues<MigrationKind>())
        {
            foreach (var (state, moves, others) in Table)
            {
                foreach (var action in Enum.GetValues<MigrationAction>())
                    cells.Add(
                        kind,
                        state,
                        action,
                        kind != MigrationKind.Unknown && (kind.IsRemoteMove() ? moves : others)[(int)action] == 'y'
                    );
            }
        }

        return cells;
    }

    [Theory]
    [MemberData(nameof(Cells))]
    public void Decide_EveryKindStateAndAction_IsAsTheTableSays(
        MigrationKind kind,
        MigrationBatchState state,
        MigrationAction action,
        bool isAllowed
    )
    {
        var decision = MigrationRules.Decide(kind, state, action);

        Assert.Equal(isAllowed, decision.IsAllowed);
        Assert.True(decision.IsAllowed || decision.Refusal!.EndsWith('.'), "A refusal is a sentence.");
    }

    [Fact]
    public void Table_HasEveryState() =>
        Assert.Equal(Enum.GetValues<MigrationBatchState>(), Table.Select(t => t.State));

    [Theory]
    [InlineData(MigrationKind.IMAP)]
    [InlineData(MigrationKind.Cutover)]
    [InlineData(MigrationKind.Staged)]
    [InlineData(MigrationKind.GoogleWorkspace)]
    public void Decide_RemoveOfASyncedMailMigration_WarnsOfTheMailExchangerRecord(MigrationKind kind)
    {
        var decision = MigrationRules.Decide(kind, MigrationBatchState.Synced, MigrationAction.Remove);

        Assert.True(decision.IsAllowed);
        Assert.Contains("MX record", decision.Warning, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("SyncedwithErrors", MigrationBatchState.SyncedWithErrors)]
    [InlineData(" completed ", MigrationBatchState.Completed)]
    [InlineData("Frobnicating", MigrationBatchState.Unknown)]
    [InlineData("Unknown", MigrationBatchState.Unknown)]
    [InlineData("", MigrationBatchState.Unknown)]
    [InlineData(null, MigrationBatchState.Unknown)]
    public void OfBatch_Words_AreReadWithoutCaseAndUnknownOnesStayUnknown(string? word, MigrationBatchState expected) =>
        Assert.Equal(expected, MigrationStates.OfBatch(word));

    [Fact]
    public void Words_UnknownState_AreExchangesOwn() =>
        Assert.Equal("Frobnicating", MigrationStates.OfBatch("Frobnicating").Words("Frobnicating"));

    [Fact]
    public void Allowed_BatchNobodyHasHeardOf_IsEmpty() =>
        Assert.Empty(
            new MigrationBatch
            {
                Identity = "b",
                Status = "Frobnicating",
                Kind = MigrationKind.Onboarding,
            }.Allowed
        );

    [Theory]
    [InlineData("ExchangeRemoteMove", "Onboarding", MigrationKind.Onboarding)]
    [InlineData("exchangeremotemove", "offboarding", MigrationKind.Offboarding)]
    [InlineData("ExchangeRemoteMove", "Local", MigrationKind.Unknown)]
    [InlineData("IMAP", null, MigrationKind.IMAP)]
    [InlineData("Gmail", null, MigrationKind.GoogleWorkspace)]
    [InlineData("ExchangeOutlookAnywhere", null, MigrationKind.Cutover)]
    [InlineData("Staged", null, MigrationKind.Staged)]
    [InlineData("PublicFolder", "Onboarding", MigrationKind.Unknown)]
    public void Of_TypeAndDirection_TellTheKind(string? type, string? direction, MigrationKind expected) =>
        Assert.Equal(expected, MigrationKinds.Of(type, direction, null, null, null));

    [Fact]
    public void Of_OutputWithoutType_IsToldByEndpointAndDeliveryDomain()
    {
        Assert.Equal(
            MigrationKind.Onboarding,
            MigrationKinds.Of(null, null, "Hybrid", null, "contoso.mail.onmicrosoft.com")
        );
        Assert.Equal(MigrationKind.Offboarding, MigrationKinds.Of(null, null, null, "Hybrid", "contoso.example"));
        Assert.Equal(MigrationKind.Unknown, MigrationKinds.Of(null, null, "Hybrid", null, null));
    }

    [Theory]
    [InlineData("Failed", "Retry Remove")]
    [InlineData("CompletionFailed", "Retry Remove")]
    [InlineData("IncrementalStopped", "Retry Remove")]
    [InlineData("Corrupted", "Remove")]
    [InlineData("Synced", "Remove")]
    [InlineData("Completed", "Remove")]
    [InlineData("Completing", "")]
    [InlineData("Removing", "")]
    [InlineData("Teleporting", "")]
    public void Allowed_Person_IsByState(string status, string expected) =>
        Assert.Equal(
            expected,
            string.Join(
                ' ',
                MigrationUserRules.Allowed(
                    MigrationKind.Onboarding,
                    new MigrationUser { Identity = "k@contoso.example", Status = status }
                )
            )
        );

    [Fact]
    public void Allowed_PersonWithSkippedItemsToInvestigate_MayBeApproved()
    {
        var user = new MigrationUser
        {
            Identity = "k@contoso.example",
            Status = "Synced",
            DataConsistencyScore = "Investigate",
        };

        Assert.Contains(MigrationUserAction.Approve, MigrationUserRules.Allowed(MigrationKind.Onboarding, user));
        Assert.DoesNotContain(MigrationUserAction.Approve, MigrationUserRules.Allowed(MigrationKind.IMAP, user));
        Assert.Empty(MigrationUserRules.Allowed(MigrationKind.Unknown, user));
    }
}
