using HybridAdmin.Core.Access;
using HybridAdmin.Core.Audit;
using HybridAdmin.Core.Batches;
using HybridAdmin.Core.Changes.Model;
using HybridAdmin.Core.Changes.Reading;
using HybridAdmin.Core.Directory;
using HybridAdmin.Core.Findings;
using HybridAdmin.Core.Migration;
using HybridAdmin.Core.Migration.Writing;
using HybridAdmin.Core.Tenant;

namespace HybridAdmin.Core.Tests.Migration;

public sealed class MigrationUseCaseTests
{
    private static readonly NewBatch Wave = new() { Name = "Wave 1", Identities = [MigrationBench.Kim] };
    private static readonly TenantFault Lost = new(TenantFaultKind.Unreachable, "No answer.") { OutcomeUnknown = true };

    [Fact]
    public async Task Preview_PersonReady_ShowsCmdletAndCsvAndWritesNothing()
    {
        var bench = new MigrationBench();
        await bench.AddKimAsync();

        var plan = (await bench.PreviewAsync(Wave)).Plan!;

        Assert.Empty(plan.Findings);
        Assert.Equal(
            "New-MigrationBatch -Name 'Wave 1' -SourceEndpoint 'Hybrid' -TargetDeliveryDomain 'contoso.mail.onmicrosoft.com' -CSVData ([System.IO.File]::ReadAllBytes('people.csv')) -Confirm:$false",
            plan.Cmdlet
        );
        Assert.Equal($"EmailAddress\r\n{MigrationBench.Kim}\r\n", plan.Csv);
        Assert.Empty(bench.Migration.Sent);
        Assert.Empty(bench.Audit.Entries);
    }

    [Fact]
    public async Task Preview_BadRows_AreNamedByRowAndPerson()
    {
        var bench = new MigrationBench();
        await bench.AddKimAsync();

        var plan = (
            await bench.PreviewAsync(
                Wave with
                {
                    Identities = [],
                    Csv = $"EmailAddress\nnobody@contoso.example\n{MigrationBench.Kim}\n=1+1",
                }
            )
        ).Plan!;

        Assert.Equal(
            [(2, MigrationCodes.UnknownPerson), (4, MigrationCodes.CsvFormula)],
            plan.Findings.Select(f => (f.Row!.Value, f.Code))
        );
        Assert.Equal("nobody@contoso.example", plan.Findings[0].Identity);
        Assert.True(plan.HasErrors);
    }

    [Fact]
    public async Task Preview_WithoutEndpointOrRole_SaysSo()
    {
        var bench = new MigrationBench();
        await bench.AddKimAsync();
        bench.Migration.Endpoints.Clear();
        bench.Tenant.Capabilities = [new(TenantOperation.WriteMigration, false, "the role Migration")];

        var codes = (await bench.PreviewAsync(Wave)).Plan!.Findings.Select(f => f.Code);

        Assert.Equal([MigrationCodes.CapabilityMissing, MigrationCodes.EndpointUnknown], codes);
    }

    [Theory]
    [InlineData(MigrationKind.IMAP)]
    [InlineData(MigrationKind.Staged)]
    public async Task Preview_KindThatNeedsPasswords_IsLeftToTheAdminCenter(MigrationKind kind) =>
        Assert.Contains(
            (await new MigrationBench().PreviewAsync(Wave with { Type = kind })).Plan!.Findings,
            f => f is { Member: "type", Severity: FindingSeverity.Error }
        );

    [Fact]
    public async Task Create_PersonReady_IsSentOnceAndRecordedBeforeAndAfter()
    {
        var bench = new MigrationBench();
        await bench.AddKimAsync();

        var result = await bench.CreateAsync(Wave with { StartAfter = bench.Time.GetUtcNow().AddMinutes(-1) });

        Assert.True(result.IsDone, result.Problem?.Message);
        Assert.True(((CreateMigrationBatch)Assert.Single(bench.Migration.Sent)).AutoStart);
        var entry = Assert.Single(bench.Audit.Entries);
        Assert.Equal(
            (AuditAction.MigrationBatchCreated, AuditOutcome.Applied, "Wave 1", "INC-1"),
            (entry.Action, entry.Outcome!.Value, entry.TargetName, entry.Reason)
        );
        Assert.Equal([MigrationBench.Kim], entry.Changes.Single(c => c.Attribute == "Users").After.Select(v => v.Text));
        Assert.Equal("Migration batch created: Wave 1, 1 person", AuditSummary.Of(entry));
        Assert.Equal(["Wave 1"], bench.Feed.Current.Batches.Select(b => b.Identity));
    }

    [Fact]
    public async Task Create_AnswerLostAndBatchThere_IsFoundByNameAndNotCreatedTwice()
    {
        var bench = new MigrationBench();
        await bench.AddKimAsync();
        (bench.Migration.WriteFault, bench.Migration.IsCarriedOutInSpiteOfFault) = (Lost, true);

        var result = await bench.CreateAsync(Wave);

        Assert.True(result.IsDone);
        Assert.Single(bench.Migration.Sent);
        Assert.Equal(AuditOutcome.Applied, bench.Audit.Entries[0].Outcome);
        bench.Migration.WriteFault = null;
        Assert.Equal(ProblemCode.InvalidState, (await bench.CreateAsync(Wave)).Problem!.Code); // there is one already
        Assert.Single(bench.Migration.Sent);
    }

    [Fact]
    public async Task Create_AnswerLostAndNothingThere_StaysOpenUntilTheTimeoutIsOver()
    {
        var bench = new MigrationBench();
        await bench.AddKimAsync();
        bench.Migration.WriteFault = Lost;

        var result = await bench.CreateAsync(Wave);

        Assert.Equal(ProblemCode.OutcomeUnknown, result.Problem!.Code);
        Assert.Equal(0, await bench.Settle.ExecuteAsync(TimeSpan.Zero, default)); // the cmdlet may still be running
        bench.Time.Advance(TimeSpan.FromMinutes(20));
        Assert.Equal(1, await bench.Settle.ExecuteAsync(TimeSpan.Zero, default));
        Assert.Equal(AuditOutcome.Failed, bench.Audit.Entries[0].Outcome);
        Assert.Single(bench.Migration.Sent);
    }

    [Fact]
    public async Task Create_LogThatCannotBeWritten_CreatesNothing()
    {
        var bench = new MigrationBench();
        await bench.AddKimAsync();
        bench.Audit.FailNextBegin = "The disk is full.";

        Assert.Equal(ProblemCode.AuditUnavailable, (await bench.CreateAsync(Wave)).Problem!.Code);
        Assert.Empty(bench.Migration.Sent);
    }

    [Theory]
    [InlineData(Role.Helpdesk)]
    [InlineData(Role.Auditor)]
    public async Task Write_RoleThatMayNot_IsRefusedAndRecorded(Role role)
    {
        var bench = new MigrationBench(role);
        bench.WithBatch("Created");

        Assert.Equal(ProblemCode.Forbidden, (await bench.CreateAsync(Wave)).Problem!.Code);
        Assert.Equal(ProblemCode.Forbidden, (await bench.ActAsync(MigrationAction.Start)).Problem!.Code);
        Assert.Equal([AuditOutcome.Refused, AuditOutcome.Refused], bench.Audit.Entries.Select(e => e.Outcome!.Value));
        Assert.Empty(bench.Migration.Sent);
        Assert.NotNull(await bench.GetAsync("Wave 1")); // reading is for all who may read recipients
    }

    [Theory]
    [InlineData("Created", MigrationAction.Start, AuditAction.MigrationBatchStarted, "Created", "Starting")]
    [InlineData("Syncing", MigrationAction.Stop, AuditAction.MigrationBatchStopped, "Syncing", "Stopping")]
    [InlineData("Synced", MigrationAction.Complete, AuditAction.MigrationBatchCompleted, "Synced", "Completing")]
    [InlineData("Stopped", MigrationAction.Remove, AuditAction.MigrationBatchRemoved, "Stopped", "")]
    public async Task Act_AllowedAction_IsRecordedWithBeforeAndAfter(
        string status,
        MigrationAction action,
        AuditAction recorded,
        string before,
        string after
    )
    {
        var bench = new MigrationBench();
        bench.WithBatch(status);

        var result = await bench.ActAsync(action, id: MigrationBench.Mailbox.ToString()); // by BatchGuid

        Assert.True(result.IsDone, result.Problem?.Message);
        Assert.Equal([new ActOnMigrationBatch("Wave 1", action)], bench.Migration.Sent);
        var entry = Assert.Single(bench.Audit.Entries);
        var change = Assert.Single(entry.Changes);
        Assert.Equal(
            (recorded, AuditOutcome.Applied, before, after),
            (entry.Action, entry.Outcome, change.Before[0].Text, string.Concat(change.After.Select(v => v.Text)))
        );
    }

    [Fact]
    public async Task Act_ActionThatTheStateRefuses_IsInvalidStateAndRecorded()
    {
        var bench = new MigrationBench();
        bench.WithBatch("Synced", MigrationKind.IMAP);

        var result = await bench.ActAsync(MigrationAction.Complete);

        Assert.Equal(ProblemCode.InvalidState, result.Problem!.Code);
        Assert.Contains("MX record", result.Problem.Message, StringComparison.Ordinal);
        Assert.Equal(AuditOutcome.Refused, Assert.Single(bench.Audit.Entries).Outcome);
        Assert.Empty(bench.Migration.Sent);
    }

    [Fact]
    public async Task Act_BatchRemovedBySomebodyElseInBetween_IsSaid()
    {
        var bench = new MigrationBench();
        bench.WithBatch("Synced");
        bench.Migration.BeforeWrite = () => bench.Migration.Remove("Wave 1");

        var overtaken = await bench.ActAsync(MigrationAction.Complete);
        var gone = await bench.ActAsync(MigrationAction.Complete);

        Assert.Equal((ProblemCode.NotFound, ProblemCode.NotFound), (overtaken.Problem!.Code, gone.Problem!.Code));
        Assert.Equal(AuditOutcome.Failed, bench.Audit.Entries[0].Outcome);
        Assert.Single(bench.Migration.Sent);
    }

    [Fact]
    public async Task Complete_AnswerLost_IsSettledByOneReadAndNotSentAgain()
    {
        var bench = new MigrationBench();
        bench.WithBatch("Synced");
        (bench.Migration.WriteFault, bench.Migration.IsCarriedOutInSpiteOfFault) = (Lost, true);

        var result = await bench.ActAsync(MigrationAction.Complete);

        Assert.True(result.IsDone);
        Assert.Single(bench.Migration.Sent);
    }

    [Fact]
    public async Task Complete_WithFailures_WantsTheNameTyped()
    {
        var bench = new MigrationBench();
        bench.WithBatch("SyncedwithErrors");

        var asked = await bench.ActAsync(MigrationAction.Complete);
        var typed = await bench.ActAsync(MigrationAction.Complete, confirm: "wave 1");

        Assert.True(asked.Problem!.Errors.ContainsKey("confirm"));
        Assert.True(typed.IsDone);
    }

    [Fact]
    public async Task Complete_DuringWorkingHours_WantsTheNameTypedUnlessItIsForTheEvening()
    {
        var bench = new MigrationBench();
        bench.WithBatch("Synced");
        bench.Time.AdjustTime(new DateTimeOffset(2026, 11, 20, 10, 0, 0, TimeSpan.Zero)); // a Friday

        Assert.True((await bench.ActAsync(MigrationAction.Complete)).Problem!.Errors.ContainsKey("confirm"));
        var evening = await bench.ActAsync(
            MigrationAction.Complete,
            new SetMigrationBatch("Wave 1") { CompleteAfter = bench.Time.GetUtcNow().AddHours(10) }
        );

        Assert.True(evening.IsDone);
        Assert.Equal("Set-MigrationBatch", MigrationCmdlets.Of(Assert.Single(bench.Migration.Sent)).Name);
        Assert.Equal("2026-11-20T20:00:00Z", bench.Audit.Entries[^1].Changes.Single().After[0].Text);
    }

    [Fact]
    public async Task Set_CompletionDuringWorkingHours_WantsTheNameTypedAsACompletionDoes()
    {
        var bench = new MigrationBench();
        bench.WithBatch("Synced");
        var monday = new SetMigrationBatch("Wave 1")
        {
            CompleteAfter = new DateTimeOffset(2026, 11, 23, 9, 0, 0, TimeSpan.Zero),
        };

        Assert.True((await bench.ActAsync(MigrationAction.Set, monday)).Problem!.Errors.ContainsKey("confirm"));
        Assert.Empty(bench.Migration.Sent);
        Assert.True((await bench.ActAsync(MigrationAction.Set, monday, confirm: "Wave 1")).IsDone);
        Assert.True(
            (
                await bench.ActAsync(
                    MigrationAction.Set,
                    new SetMigrationBatch("Wave 1") { NotificationEmails = ["it@contoso.example"] }
                )
            ).IsDone
        );
    }

    [Fact]
    public async Task Create_CompletionDuringWorkingHours_IsAWarning()
    {
        var bench = new MigrationBench();
        await bench.AddKimAsync();

        var monday = await bench.PreviewAsync(
            Wave with
            {
                CompleteAfter = new DateTimeOffset(2026, 11, 23, 9, 0, 0, TimeSpan.Zero),
            }
        );
        var evening = await bench.PreviewAsync(
            Wave with
            {
                CompleteAfter = new DateTimeOffset(2026, 11, 23, 20, 0, 0, TimeSpan.Zero),
            }
        );

        Assert.Equal(
            (FindingSeverity.Warning, "completeAfter"),
            (Assert.Single(monday.Plan!.Findings).Severity, monday.Plan.Findings[0].Member)
        );
        Assert.Empty(evening.Plan!.Findings);
    }

    [Fact]
    public async Task Complete_PersonWithATimeOfTheirOwn_IsNamedBeforehand()
    {
        var bench = new MigrationBench();
        bench.WithBatch(
            "Synced",
            MigrationKind.Onboarding,
            new MigrationUser
            {
                Identity = MigrationBench.Kim,
                Status = "Synced",
                CompleteAfter = bench.Time.GetUtcNow().AddDays(1),
            }
        );

        var plan = (await bench.Act().PreviewAsync("Wave 1", MigrationAction.Complete, null, default)).Plan!;

        Assert.Equal(
            MigrationBench.Kim,
            Assert.Single(plan.Findings, f => f.Code == MigrationPlanner.OwnTime).Identity
        );
    }

    [Fact]
    public async Task Person_FailedRetryAndRemove_AreRecordedAndOthersRefused()
    {
        var bench = new MigrationBench();
        bench.WithBatch(
            "SyncedWithErrors",
            MigrationKind.Onboarding,
            new MigrationUser { Identity = MigrationBench.Kim, Status = "Failed" }
        );

        Assert.True((await bench.ActAsync(MigrationBench.Kim, MigrationUserAction.Retry)).IsDone);
        Assert.Equal(
            ProblemCode.InvalidState,
            (await bench.ActAsync(MigrationBench.Kim, MigrationUserAction.Approve)).Problem!.Code
        );
        Assert.True((await bench.ActAsync(MigrationBench.Kim, MigrationUserAction.Remove)).IsDone);
        Assert.Equal(
            ProblemCode.NotFound,
            (await bench.ActAsync(MigrationBench.Kim, MigrationUserAction.Remove)).Problem!.Code
        );
        Assert.Equal(
            [AuditAction.MigrationUserRetried, AuditAction.MigrationUserApproved, AuditAction.MigrationUserRemoved],
            bench.Audit.Entries.Select(e => e.Action)
        );
    }

    [Fact]
    public async Task Scope_PeopleOutside_AreNotNamedNotMovedAndBlockActions()
    {
        var bench = new MigrationBench();
        await bench.AddKimAsync();
        bench.WithBatch(
            "Created",
            MigrationKind.Onboarding,
            new MigrationUser { Identity = MigrationBench.Kim, Status = "Queued" }
        );
        bench.Actor = bench.Actor with { Scope = [DistinguishedName.Parse("OU=Elsewhere,DC=contoso,DC=example")] };

        var details = (await bench.GetAsync("Wave 1"))!;

        Assert.Empty(details.Users);
        Assert.Equal(1, details.UsersOutsideScope);
        Assert.Equal(ProblemCode.Forbidden, (await bench.ActAsync(MigrationAction.Start)).Problem!.Code);
        Assert.Contains(
            (await bench.PreviewAsync(Wave with { Name = "Wave 2" })).Plan!.Findings,
            f => f.Code == MigrationCodes.UnknownPerson
        );
        Assert.Empty(bench.Migration.Sent);
    }

    [Fact]
    public async Task List_WithoutEndpointTenantOrRole_SaysWhatIsStillPossible()
    {
        var bench = new MigrationBench();
        bench.WithBatch("Synced");
        bench.Migration.Endpoints.Clear();
        bench.Tenant.Capabilities = [new(TenantOperation.WriteMigration, false, "the role Migration")];
        var limited = await bench.ListAsync();
        bench.Migration.IsConnected = false;

        Assert.Equal(2, limited.Limits.Count);
        Assert.False(limited.MayWrite);
        Assert.Single(limited.Snapshot.Batches);
        Assert.Contains("Tenant:TenantId", Assert.Single((await bench.ListAsync()).Limits), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Feed_TwoWatchers_ArePolledForOnceAndTheLastOneEndsIt()
    {
        var bench = new MigrationBench();
        bench.WithBatch("Syncing");
        using var told = new SemaphoreSlim(0);

        var first = bench.Feed.Watch(_ => told.Release());
        await told.WaitAsync(TimeSpan.FromSeconds(10));
        var second = bench.Feed.Watch(_ => { });
        await bench.ListAsync();

        Assert.Equal(1, bench.Migration.Lists); // the second page and the list took what the first had read
        first.Dispose();
        first.Dispose();
        second.Dispose();
        Assert.Equal(0, bench.Feed.Watchers);
    }

    [Fact]
    public async Task Feed_TenantAway_KeepsWhatWasSeenAndSaysSince()
    {
        var bench = new MigrationBench();
        bench.WithBatch("Syncing");
        await bench.Feed.RefreshAsync(default);
        bench.Migration.ReadFault = new TenantFault(TenantFaultKind.Throttled, "Wait.");

        var snapshot = await bench.Feed.RefreshAsync(default);

        Assert.Single(snapshot.Batches);
        Assert.Equal((bench.Time.GetUtcNow(), TenantFaultKind.Throttled), (snapshot.At, snapshot.Problem!.Kind));
        Assert.Single(bench.Feed.History("wave 1"));
    }
}
