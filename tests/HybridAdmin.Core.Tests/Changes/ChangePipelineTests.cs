using HybridAdmin.Core.Access;
using HybridAdmin.Core.Audit;
using HybridAdmin.Core.Changes.Editing;
using HybridAdmin.Core.Changes.Model;
using HybridAdmin.Core.Changes.Pipeline;
using HybridAdmin.Core.Directory;
using HybridAdmin.Core.Indexing;
using HybridAdmin.Core.Migration;
using HybridAdmin.Core.Recipients;
using HybridAdmin.Core.Tenant;

namespace HybridAdmin.Core.Tests.Changes;

public sealed class ChangePipelineTests
{
    private static readonly RecipientEdit MakeBergPrimary = new() { PrimarySmtpAddress = "berg@contoso.example" };

    [Fact]
    public async Task RunAsync_AnswerLostAfterTheWrite_IsFoundOutAndApplied()
    {
        var bench = new ChangeTestContext();
        var id = bench.AddAnna();
        bench.Directory.LoseNextAnswer();

        var result = await bench.EditAsync(id, MakeBergPrimary);

        Assert.True(result.IsDone);
        Assert.NotNull(result.Note);
        Assert.Equal(AuditOutcome.Applied, bench.Audit.Entries.Single().Outcome);
        Assert.Equal(1, bench.Directory.Modifies);
    }

    [Fact]
    public async Task RunAsync_RequestLost_StaysOpenUntilItIsSettledAsNotWritten()
    {
        var bench = new ChangeTestContext();
        var id = bench.AddAnna();
        bench.Directory.LoseNextRequest();

        var result = await bench.EditAsync(id, MakeBergPrimary);
        var openBefore = bench.Audit.Entries.Single().Outcome;
        await bench.Settle.ExecuteAsync(TimeSpan.Zero, default);

        Assert.Equal(ProblemCode.OutcomeUnknown, result.Problem!.Code);
        Assert.Null(openBefore);
        Assert.Equal(AuditOutcome.Failed, bench.Audit.Entries.Single().Outcome);
        Assert.Equal(1, bench.Directory.Modifies);
    }

    [Fact]
    public async Task RunAsync_AnotherToolWritesBeforeOurModify_IsAConflictWithTheValuesFound()
    {
        var bench = new ChangeTestContext();
        var id = bench.AddAnna();
        bench.Directory.BeforeNextModify(() =>
            bench.Directory.ChangeElsewhere(id, "proxyAddresses", "SMTP:other@contoso.example")
        );

        var result = await bench.EditAsync(id, MakeBergPrimary);

        Assert.Equal(ProblemCode.Stale, result.Problem!.Code);
        Assert.Contains(result.Problem.Found, c => c.Attribute == "proxyAddresses");
        Assert.Equal(AuditOutcome.Conflict, bench.Audit.Entries.Single().Outcome);
        Assert.Equal(["SMTP:other@contoso.example"], bench.Directory.Peek(id, "proxyAddresses"));
    }

    [Fact]
    public async Task RunAsync_TwoPeopleMakeDifferentAddressesPrimary_OneOfThemIsStaleAndOnePrimaryRemains()
    {
        var bench = new ChangeTestContext();
        var id = bench.Directory.AddUser(
            "Bo",
            ("mail", ["a@contoso.example"]),
            ("proxyAddresses", ["SMTP:a@contoso.example", "smtp:b@contoso.example", "smtp:c@contoso.example"])
        );
        var version = bench.VersionOf(id);
        var gate = new TaskCompletionSource();
        bench.Directory.HoldNextModify(gate.Task);

        var first = bench.EditAsync(id, new RecipientEdit { PrimarySmtpAddress = "b@contoso.example" }, version);
        var second = bench.EditAsync(id, new RecipientEdit { PrimarySmtpAddress = "c@contoso.example" }, version);
        gate.SetResult();
        var results = await Task.WhenAll(first, second);

        Assert.Single(results, r => r.IsDone);
        Assert.Single(results, r => r.Problem?.Code == ProblemCode.Stale);
        Assert.Single(bench.Directory.Peek(id, "proxyAddresses"), a => a.StartsWith("SMTP:", StringComparison.Ordinal));
    }

    [Fact]
    public async Task RunAsync_TwoPeopleGiveOneAddressToDifferentRecipients_OnlyOneGetsIt()
    {
        var bench = new ChangeTestContext();
        var anna = bench.AddAnna();
        var bo = bench.Directory.AddUser(
            "Bo",
            ("mail", ["bo@contoso.example"]),
            ("proxyAddresses", ["SMTP:bo@contoso.example"])
        );
        var gate = new TaskCompletionSource();
        bench.Directory.HoldNextModify(gate.Task);
        var edit = new RecipientEdit { AddAddresses = ["info@contoso.example"] };

        var first = bench.EditAsync(anna, edit);
        var second = bench.EditAsync(bo, edit);
        gate.SetResult();
        var results = await Task.WhenAll(first, second);

        Assert.Single(results, r => r.IsDone);
        Assert.Single(results, r => r.Problem?.Code == ProblemCode.AddressInUse);
    }

    [Fact]
    public async Task RunAsync_PlanWithErrors_Throws()
    {
        var bench = new ChangeTestContext();
        var id = bench.AddAnna();
        var plan = (await bench.PreviewAsync(id, new RecipientEdit { AddAddresses = ["bad"] })).Plan!;

        await Assert.ThrowsAsync<ArgumentException>(() =>
            bench.Pipeline.RunAsync(plan, Planning.Order(Planning.Facts()), default)
        );
    }

    [Fact]
    public void Constructor_PortThatCannotBeWrittenTo_Throws()
    {
        var bench = new ChangeTestContext();

        var refusal = Assert.Throws<ArgumentException>(() =>
            new ChangePipeline(
                bench.Directory,
                new ReadOnlyLog(),
                new IndexChangeListener(bench.Index),
                bench.Time,
                new NoTenant(),
                new NoMigration()
            )
        );

        Assert.Contains(nameof(ReadOnlyLog), refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RunAsync_AddressesClaimedWithoutFacts_ThrowsAndWritesNothing()
    {
        var bench = new ChangeTestContext();
        var id = bench.AddAnna();
        bench.Directory.AddUser("Bo", ("mail", ["info@contoso.example"]));
        var step = new ModifyStep(DirectoryObject.Of(bench.Directory.Peek(id)!), string.Empty)
        {
            Changes =
            [
                new AttributeChange(
                    "proxyAddresses",
                    ["SMTP:anna@contoso.example", "smtp:berg@contoso.example"],
                    ["SMTP:anna@contoso.example", "smtp:berg@contoso.example", "smtp:info@contoso.example"]
                ),
            ],
            Claims = [new AddressClaim(ProxyAddress.Smtp("info@contoso.example", false))],
        };
        var plan = new ChangePlan { TargetName = "Anna Berg", Steps = [step] };

        await Assert.ThrowsAsync<ArgumentException>(() =>
            bench.Pipeline.RunAsync(plan, new ChangeOrder(bench.Actor, null), default)
        );

        Assert.Equal(0, bench.Directory.Modifies);
        Assert.Equal(AuditOutcome.Failed, Assert.Single(bench.Audit.Entries).Outcome);
    }

    [Fact]
    public async Task RunAsync_CancelledWhileTheWriteIsOut_IsStillRecorded()
    {
        var bench = new ChangeTestContext();
        var id = bench.AddAnna();
        using var cancel = new CancellationTokenSource();
        bench.Directory.BeforeNextModify(cancel.Cancel);

        var plan = (await bench.PreviewAsync(id, MakeBergPrimary)).Plan!;
        var result = await bench.Pipeline.RunAsync(plan, Planning.Order(Planning.Facts()), cancel.Token);

        Assert.True(result.IsDone);
        Assert.Equal(AuditOutcome.Applied, bench.Audit.Entries.Single().Outcome);
    }

    [Fact]
    public async Task Settle_NeitherOldNorNewValues_IsUnknownWithTheValuesFound()
    {
        var bench = new ChangeTestContext();
        var id = bench.AddAnna();
        bench.Directory.LoseNextRequest();
        await bench.EditAsync(id, MakeBergPrimary);
        bench.Directory.ChangeElsewhere(id, "mail", "third@contoso.example");

        await bench.Settle.ExecuteAsync(TimeSpan.Zero, default);

        var entry = bench.Audit.Entries.Single();
        Assert.Equal(AuditOutcome.Unknown, entry.Outcome);
        Assert.Contains(entry.Found!, c => c.Attribute == "mail");
    }

    [Fact]
    public async Task Settle_DirectoryAway_GuessesNothing()
    {
        var bench = new ChangeTestContext();
        var id = bench.AddAnna();
        bench.Directory.LoseNextRequest();
        await bench.EditAsync(id, MakeBergPrimary);
        bench.Directory.GoAway();

        await Assert.ThrowsAsync<DirectoryFault>(() => bench.Settle.ExecuteAsync(TimeSpan.Zero, default));

        Assert.Null(bench.Audit.Entries.Single().Outcome);
    }

    [Fact]
    public async Task Settle_YoungerThanAsked_IsLeftAlone()
    {
        var bench = new ChangeTestContext();
        var id = bench.AddAnna();
        bench.Directory.LoseNextRequest();
        await bench.EditAsync(id, MakeBergPrimary);

        Assert.Equal(0, await bench.Settle.ExecuteAsync(TimeSpan.FromHours(1), default));
    }

    [Fact]
    public async Task Revert_PrimaryChange_BringsEveryValueBack()
    {
        var bench = new ChangeTestContext();
        var id = bench.AddAnna(("msExchPoliciesIncluded", ["{11111111-0000-0000-0000-000000000000}"]));
        var before = bench.VersionOf(id);
        var change = await bench.EditAsync(id, MakeBergPrimary);

        var revert = await bench.RevertAsync(change.ChangeId!.Value);

        Assert.True(revert.IsDone);
        Assert.Equal(before, bench.VersionOf(id));
        Assert.Equal(["{11111111-0000-0000-0000-000000000000}"], bench.Directory.Peek(id, "msExchPoliciesIncluded"));
        Assert.Empty(bench.Directory.Peek(id, "msExchPoliciesExcluded"));
        Assert.Equal(revert.ChangeId, bench.Audit.Entries.Single(e => e.Id == change.ChangeId).RevertedByChangeId);
    }

    [Fact]
    public async Task Revert_AnotherAddressCameSince_KeepsIt()
    {
        var bench = new ChangeTestContext();
        var id = bench.AddAnna();
        var change = await bench.EditAsync(id, new RecipientEdit { AddAddresses = ["x@contoso.example"] });
        bench.Directory.ChangeElsewhere(
            id,
            "proxyAddresses",
            "SMTP:anna@contoso.example",
            "smtp:berg@contoso.example",
            "smtp:x@contoso.example",
            "smtp:y@contoso.example"
        );

        Assert.True((await bench.RevertAsync(change.ChangeId!.Value)).IsDone);

        Assert.Equal(
            ["SMTP:anna@contoso.example", "smtp:berg@contoso.example", "smtp:y@contoso.example"],
            bench.Directory.Peek(id, "proxyAddresses")
        );
    }

    [Fact]
    public async Task Revert_OwnValueWasChangedSince_IsStale()
    {
        var bench = new ChangeTestContext();
        var id = bench.AddAnna();
        var change = await bench.EditAsync(id, MakeBergPrimary);
        bench.Directory.ChangeElsewhere(id, "mail", "z@contoso.example");

        Assert.Equal(ProblemCode.Stale, (await bench.RevertAsync(change.ChangeId!.Value)).Problem!.Code);
    }

    [Fact]
    public async Task Revert_Twice_IsRefusedTheSecondTime()
    {
        var bench = new ChangeTestContext();
        var change = await bench.EditAsync(bench.AddAnna(), MakeBergPrimary);
        await bench.RevertAsync(change.ChangeId!.Value);

        Assert.Equal(ProblemCode.NotRevertible, (await bench.RevertAsync(change.ChangeId!.Value)).Problem!.Code);
    }

    [Fact]
    public async Task Revert_RemovedAddressBelongsToAnotherNow_NamesTheHolder()
    {
        var bench = new ChangeTestContext();
        var change = await bench.EditAsync(
            bench.AddAnna(),
            new RecipientEdit { RemoveAddresses = ["berg@contoso.example"] }
        );
        var holder = bench.Directory.AddUser("Bo", ("mail", ["berg@contoso.example"]));

        var revert = await bench.RevertAsync(change.ChangeId!.Value);

        Assert.Equal(ProblemCode.AddressInUse, revert.Problem!.Code);
        Assert.Equal(holder, revert.Problem.Holder!.Id);
    }

    [Fact]
    public async Task Revert_ChangeBeyondTheRole_IsForbiddenAndRecorded()
    {
        var bench = new ChangeTestContext();
        var change = await bench.EditAsync(bench.AddAnna(), new RecipientEdit { DisplayName = "Other" });
        bench.Actor = Planning.Actor(Role.Helpdesk);

        Assert.Equal(ProblemCode.Forbidden, (await bench.RevertAsync(change.ChangeId!.Value)).Problem!.Code);
        Assert.Contains(
            bench.Audit.Entries,
            e => e is { Action: AuditAction.ChangeReverted, Outcome: AuditOutcome.Refused }
        );
    }

    [Fact]
    public async Task Revert_UnknownRecord_IsNotFound()
    {
        Assert.Equal(ProblemCode.NotFound, (await new ChangeTestContext().RevertAsync(99)).Problem!.Code);
    }

    private sealed class ReadOnlyLog : IAuditLog
    {
        public Task EndAsync(long changeId, AuditEnd end, CancellationToken cancellationToken) =>
            throw new NotSupportedException();

        public Task<long> RecordAsync(AuditIntent intent, AuditEnd end, CancellationToken cancellationToken) =>
            throw new NotSupportedException();

        public Task<AuditPage> ListAsync(
            AuditQuery query,
            long? after,
            int take,
            CancellationToken cancellationToken
        ) => throw new NotSupportedException();

        public Task<long> CountAsync(AuditQuery query, CancellationToken cancellationToken) =>
            throw new NotSupportedException();

        public Task<AuditEntry?> FindAsync(long changeId, CancellationToken cancellationToken) =>
            throw new NotSupportedException();

        public Task<IReadOnlyList<AuditEntry>> ListUnsettledAsync(CancellationToken cancellationToken) =>
            throw new NotSupportedException();

        public Task<IReadOnlyList<AuditDay>> CountByDayAsync(
            DateOnly from,
            DateOnly to,
            IReadOnlyList<DistinguishedName> scope,
            CancellationToken cancellationToken
        ) => throw new NotSupportedException();

        public Task<AuditVerification> VerifyAsync(CancellationToken cancellationToken) =>
            throw new NotSupportedException();
    }
}
