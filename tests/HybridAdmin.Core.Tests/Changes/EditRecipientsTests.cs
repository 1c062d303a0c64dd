using HybridAdmin.Core.Access;
using HybridAdmin.Core.Audit;
using HybridAdmin.Core.Changes.Editing;
using HybridAdmin.Core.Changes.Model;
using HybridAdmin.Core.Findings;
using HybridAdmin.Core.Settings;

namespace HybridAdmin.Core.Tests.Changes;

public sealed class EditRecipientsTests
{
    private static readonly RecipientEdit Hide = new() { HiddenFromAddressListsEnabled = true };

    [Fact]
    public async Task ReviewAsync_Mixed_TellsReadyNothingAndLeftOut()
    {
        var bench = new ChangeTestContext(Role.Helpdesk);
        var ids = new[]
        {
            bench.Directory.AddUser("Ada", ("mailNickname", ["ada"])),
            bench.Directory.AddUser("Bo", ("msExchHideFromAddressLists", ["TRUE"])),
            bench.Directory.AddUser("Chief", ("adminCount", ["1"])),
            Guid.NewGuid(),
        };

        var review = await ReviewAsync(bench, ids);

        Assert.Equal(
            [ReviewState.Ready, ReviewState.Nothing, ReviewState.LeftOut, ReviewState.LeftOut],
            review.Items.Select(i => i.State)
        );
        Assert.Contains("protected account", review.Items[2].Why, StringComparison.Ordinal);
        Assert.Contains("no recipient", review.Items[3].Why, StringComparison.Ordinal);
        Assert.Equal(0, bench.Directory.Modifies);
        Assert.Empty(bench.Audit.Entries);
    }

    [Fact]
    public async Task ReviewAsync_OutsideTheScope_IsLeftOutWithTheReason()
    {
        var bench = new ChangeTestContext(Role.Helpdesk);
        bench.Actor = bench.Actor with { Scope = [Testing.Directory.FakeDirectory.Groups] };

        var review = await ReviewAsync(bench, bench.Directory.AddUser("Ada"));

        Assert.Contains("outside the organisational units", Assert.Single(review.Items).Why, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ReviewAsync_WithoutAlias_Warns()
    {
        var bench = new ChangeTestContext();

        var review = await ReviewAsync(bench, bench.Directory.AddUser("Ada"));

        Assert.Equal(FindingCodes.HiddenWithoutAlias, Assert.Single(Assert.Single(review.Items).Warnings).Code);
    }

    [Fact]
    public async Task ReviewAsync_TooMany_SaysTheLimitAndWorksOutNothing()
    {
        var bench = new ChangeTestContext();

        var review = await ReviewAsync(
            bench,
            Enumerable.Range(0, EditRecipients.Most + 1).Select(_ => Guid.NewGuid()).ToArray()
        );

        Assert.Contains("at most 500", review.Problem!.Message, StringComparison.Ordinal);
        Assert.Empty(review.Items);
    }

    [Fact]
    public async Task ExecuteAsync_Several_AreDoneUnderOneCorrelationAndOneReason()
    {
        var bench = new ChangeTestContext();
        var ids = Some(bench, 3);

        var result = await RunAsync(bench, ids);

        Assert.Equal(3, result.Done);
        Assert.All(ids, id => Assert.Equal(["TRUE"], bench.Directory.Peek(id, "msExchHideFromAddressLists")));
        Assert.All(
            bench.Audit.Entries,
            e =>
                Assert.Equal(
                    (result.CorrelationId, "INC-1", AuditOutcome.Applied),
                    (e.CorrelationId, e.Reason, e.Outcome!.Value)
                )
        );
        Assert.Equal(3, bench.Audit.Entries.Count);
    }

    [Fact]
    public async Task ExecuteAsync_OneMovedOnSinceTheReview_IsAConflictAndTheOthersGoOn()
    {
        var bench = new ChangeTestContext();
        var ids = Some(bench, 3);
        var review = await ReviewAsync(bench, ids);
        bench.Directory.ChangeElsewhere(ids[1], "displayName", "Somebody else");

        var result = await bench.Several().ExecuteAsync(review, "INC-1", null, null, default);

        Assert.Equal((2, 1), (result.Done, result.Failed));
        Assert.Equal(ProblemCode.Stale, result.Items[1].Result!.Problem!.Code);
        Assert.Empty(bench.Directory.Peek(ids[1], "msExchHideFromAddressLists"));
    }

    [Theory]
    [InlineData(null)]
    [InlineData(2)]
    public async Task ExecuteAsync_MoreThanConfirmAboveWithoutTheNumber_ChangesNothing(int? confirmed)
    {
        var bench = new ChangeTestContext { Settings = new ChangeSettings { ConfirmAbove = 2 } };
        var review = await ReviewAsync(bench, Some(bench, 3));

        var result = await bench.Several().ExecuteAsync(review, null, confirmed, null, default);

        Assert.Equal((ProblemCode.Invalid, 3), (result.Problem!.Code, result.NotBegun));
        Assert.Equal(0, bench.Directory.Modifies);
        Assert.Equal(3, (await bench.Several().ExecuteAsync(review, null, 3, null, default)).Done);
    }

    [Fact]
    public async Task ExecuteAsync_ReasonMissing_ChangesNothing()
    {
        var bench = new ChangeTestContext { Settings = new ChangeSettings { RequireReason = true } };
        var review = await ReviewAsync(bench, Some(bench, 2));

        Assert.Equal(
            ProblemCode.Invalid,
            (await bench.Several().ExecuteAsync(review, " ", null, null, default)).Problem!.Code
        );
        Assert.Equal(0, bench.Directory.Modifies);
    }

    [Fact]
    public async Task ExecuteAsync_CancelledAfterTheFirst_EndsBetweenTwo()
    {
        var bench = new ChangeTestContext();
        using var stop = new CancellationTokenSource();
        var progress = new Reporter(p =>
        {
            if (p.Done == 1)
                stop.Cancel();
        });
        var review = await ReviewAsync(bench, Some(bench, 3));

        var result = await bench.Several().ExecuteAsync(review, "INC-1", null, progress, stop.Token);

        Assert.True(result.IsStopped);
        Assert.Equal((2, 1), (result.Done, result.NotBegun)); // the second was under way when it was stopped
        Assert.All(bench.Audit.Entries, e => Assert.Equal(AuditOutcome.Applied, e.Outcome));
    }

    [Fact]
    public async Task ExecuteAsync_LogGone_EndsAtOnce()
    {
        var bench = new ChangeTestContext();
        var review = await ReviewAsync(bench, Some(bench, 3));
        bench.Audit.FailNextBegin = "The log is locked.";

        var result = await bench.Several().ExecuteAsync(review, "INC-1", null, null, default);

        Assert.Equal((ProblemCode.AuditUnavailable, 0, 2), (result.Problem!.Code, result.Done, result.NotBegun));
        Assert.Equal(0, bench.Directory.Modifies);
    }

    [Fact]
    public async Task UndoAsync_AllBack_ExceptWhatMovedOn()
    {
        var bench = new ChangeTestContext();
        var ids = Some(bench, 3);
        var done = await RunAsync(bench, ids);
        bench.Directory.ChangeElsewhere(ids[0], "msExchHideFromAddressLists", "FALSE");

        var undone = await bench.Several().UndoAsync(done, "oops", null, default);

        Assert.Equal((2, 1), (undone.Done, undone.Failed));
        Assert.Equal(ids[0], undone.Items.Single(i => !i.IsDone).Id);
        Assert.Empty(bench.Directory.Peek(ids[2], "msExchHideFromAddressLists"));
        Assert.Single(
            bench
                .Audit.Entries.Where(e => e.Action == AuditAction.ChangeReverted)
                .Select(e => e.CorrelationId)
                .Distinct()
        );
    }

    private static Guid[] Some(ChangeTestContext bench, int count) =>
        Enumerable
            .Range(1, count)
            .Select(n =>
                bench.Directory.AddUser(
                    $"Ada {n}",
                    ("mailNickname", [$"ada{n}"]),
                    ("mail", [$"ada{n}@contoso.example"])
                )
            )
            .ToArray();

    private static Task<RecipientsReview> ReviewAsync(ChangeTestContext bench, params Guid[] ids) =>
        bench.Several().ReviewAsync(ids.Select(id => new WantedEdit(id, Hide)).ToArray(), null, default);

    private static async Task<RecipientsResult> RunAsync(ChangeTestContext bench, Guid[] ids) =>
        await bench.Several().ExecuteAsync(await ReviewAsync(bench, ids), "INC-1", null, null, default);

    private sealed class Reporter(Action<EditProgress> report) : IProgress<EditProgress>
    {
        public void Report(EditProgress value) => report(value);
    }
}
