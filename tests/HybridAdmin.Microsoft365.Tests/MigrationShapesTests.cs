using System.Text;
using System.Text.Json;
using HybridAdmin.Core.Migration;
using HybridAdmin.Core.Migration.Csv;
using HybridAdmin.Core.Migration.Writing;
using HybridAdmin.Core.Tenant;

namespace HybridAdmin.Microsoft365.Tests;

/// <summary>The shapes of the migration cmdlets' responses, including unusual ones.</summary>
public sealed class MigrationShapesTests : IAsyncLifetime
{
    private TenantHarness rig = null!; // set before any test by InitializeAsync
    private IMigration migration = null!;

    public async Task InitializeAsync()
    {
        rig = await TenantHarness.StartAsync();
        migration = rig.Migration;
    }

    public async Task DisposeAsync() => await rig.DisposeAsync();

    private static string Refusal(string exception, string message) =>
        $$$"""{"error":{"code":"BadRequest","message":"Error executing cmdlet","details":[{"code":"Context","message":"Ex6F9304|Microsoft.Exchange.{{{exception}}}|{{{message}}}"}]}}""";

    [Fact]
    public async Task ReadBatchAsync_WholeAnswer_IsReadThroughTheNoise()
    {
        rig.Stub.On(
            "Get-MigrationBatch",
            200,
            """
            {"value":[{"@odata.type":"#Exchange.GenericHashTable","Identity":"Wave 1","BatchGuid":"8d7a0c52-0000-4000-8000-000000000001","Status":"SyncedwithErrors","State":"Active",
            "MigrationType":"ExchangeRemoteMove","BatchDirection":"Onboarding","TotalCount":1200,"SyncedCount":"1,100","FinalizedCount":0,"FailedCount":100,
            "CreationDateTime@data.type":"System.DateTime","CreationDateTime":"2026-05-04T10:11:12","LastSyncedDateTime":"2026-05-05T10:11:12+02:00","FinalizedDateTime":"0001-01-01T00:00:00",
            "SourceEndpoint":{"Identity":"Hybrid"},"TargetDeliveryDomain":"c.mail.onmicrosoft.com","NotificationEmails":"it@c.example","SubmittedByUser":"admin@c.example"}]}
            """
        );

        var batch = (await migration.ReadBatchAsync("wave 1", CancellationToken.None))!;

        Assert.Equal(
            ("Wave 1", MigrationBatchState.SyncedWithErrors, MigrationKind.Onboarding, "Hybrid"),
            (batch.Identity, batch.State, batch.Kind, batch.SourceEndpoint)
        );
        Assert.Equal((1200, 1100, 100), (batch.TotalCount, batch.SyncedCount, batch.FailedCount));
        // Without an offset, the time is UTC.
        Assert.Equal(new DateTimeOffset(2026, 5, 4, 10, 11, 12, TimeSpan.Zero), batch.CreationDateTime);
        Assert.Equal(new DateTimeOffset(2026, 5, 5, 8, 11, 12, TimeSpan.Zero), batch.LastSyncedDateTime);
        Assert.Null(batch.FinalizedDateTime);
        Assert.Equal(["it@c.example"], batch.NotificationEmails);
        Assert.Equal(91, batch.PercentDone);
    }

    [Fact]
    public async Task ListBatchesAsync_UnknownStateAndMissingMembers_AreShownNotActedOn()
    {
        rig.Stub.On(
            "Get-MigrationBatch",
            200,
            """{"value":[{"Identity":{"Name":"Odd"},"Status":{"Value":"Frobnicating"},"MigrationType":"Holographic"},{"Status":"Synced"}]}"""
        );

        var batch = Assert.Single(await migration.ListBatchesAsync(CancellationToken.None));

        Assert.Equal(
            ("Odd", "Frobnicating", MigrationBatchState.Unknown, MigrationKind.Unknown, "Holographic"),
            (batch.Identity, batch.Status, batch.State, batch.Kind, batch.MigrationType)
        );
        Assert.Empty(batch.Allowed);
        Assert.Null(batch.PercentDone);
    }

    [Fact]
    public async Task ListUsersAsync_EmptyPageBetweenTwo_GivesEverybody()
    {
        rig.Stub.On(
                "Get-MigrationUser",
                200,
                $$"""{"value":[{"Identity":"a@c.example","Status":"Synced","ItemsSkipped":"1,234"}],"@odata.nextLink":"{root}/adminapi/beta/{{StubTenant.Id}}/InvokeCommand?$skiptoken=1"}"""
            )
            .On(
                "Get-MigrationUser",
                200,
                $$"""{"value":[],"@odata.nextLink":"{root}/adminapi/beta/{{StubTenant.Id}}/InvokeCommand?$skiptoken=2"}"""
            )
            .On(
                "Get-MigrationUser",
                200,
                """{"value":[{"Identity":"b@c.example","Status":"Teleporting","ErrorSummary":{"Message":"odd"}}]}"""
            );
        var found = new List<MigrationUser>();

        await foreach (var user in migration.ListUsersAsync("Wave 1", CancellationToken.None))
            found.Add(user);

        Assert.Equal(["a@c.example", "b@c.example"], found.Select(u => u.Identity));
        Assert.Equal(1234, found[0].ItemsSkipped);
        Assert.Equal((MigrationUserState.Unknown, "odd"), (found[1].State, found[1].ErrorSummary));
        Assert.Contains(
            "\"BatchId\":\"Wave 1\"",
            rig.Stub.Requests.First(r => r.Body.Contains("Get-MigrationUser", StringComparison.Ordinal)).Body,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task ReadUserStatisticsAsync_SizesWithThousandsSeparators_AreBytes()
    {
        rig.Stub.On(
            "Get-MigrationUserStatistics",
            200,
            """
            {"value":[{"Identity":"a@c.example","Status":"Syncing","EstimatedTotalTransferSize":"49.5 GB (53,150,220,288 bytes)","BytesTransferred":{"Value":"1.5 MB (1,572,864 bytes)"},
            "PercentageComplete":"37","SkippedItems":[{"Kind":"CorruptItem","Subject":"Lunch","Failure":"MapiExceptionCorruptData"}],"Report":{"Message":"Began"}}]}
            """
        );

        var statistics = (await migration.ReadUserStatisticsAsync("a@c.example", true, CancellationToken.None))!;

        Assert.Equal(
            (53_150_220_288, 1_572_864, 37),
            (statistics.EstimatedTotalTransferSize, statistics.BytesTransferred, statistics.PercentageComplete)
        );
        Assert.Equal(["CorruptItem: Lunch: MapiExceptionCorruptData"], statistics.SkippedItems);
        Assert.Equal("Began", statistics.Report);
    }

    [Theory]
    [InlineData("Configuration.Tasks.ManagementObjectNotFoundException")]
    [InlineData("Migration.MigrationBatchNotFoundException")]
    public async Task ReadBatchAsync_NotThere_IsNullByAnyOfItsExceptions(string exception)
    {
        rig.Stub.On("Get-MigrationBatch", 400, Refusal(exception, "The migration batch can't be found."));

        Assert.Null(await migration.ReadBatchAsync("Gone", CancellationToken.None));
    }

    [Fact]
    public async Task ListBatchesAsync_WithoutTheRole_IsDenied()
    {
        rig.Stub.On("Get-MigrationBatch", 403, "\0\0\0\0");

        Assert.Equal(
            TenantFaultKind.Denied,
            (await rig.FaultAsync(() => migration.ListBatchesAsync(CancellationToken.None))).Kind
        );
    }

    [Fact]
    public async Task CarryOutAsync_Complete_SendsExactlyIdentityAndConfirmAndOnlyOnce()
    {
        rig.Stub.On("Complete-MigrationBatch", 503, string.Empty);

        var fault = await rig.FaultAsync(() =>
            migration.CarryOutAsync(new ActOnMigrationBatch("Wave 1", MigrationAction.Complete), CancellationToken.None)
        );

        Assert.NotNull(fault);
        var sent = Assert.Single(
            rig.Stub.Requests,
            r => r.Headers.GetValueOrDefault("X-CmdletName") == "Complete-MigrationBatch"
        );
        using var body = JsonDocument.Parse(sent.Body);
        Assert.Equal(
            """{"Identity":"Wave 1","Confirm":false}""",
            body.RootElement.GetProperty("CmdletInput").GetProperty("Parameters").GetRawText()
        );
    }

    [Fact]
    public async Task CarryOutAsync_LostAnswer_IsUnknownAndNotRepeated()
    {
        rig.Stub.Half("New-MigrationBatch", """{"value":[""");

        var fault = await rig.FaultAsync(() =>
            migration.CarryOutAsync(
                new CreateMigrationBatch("Wave 1", MigrationKind.Onboarding)
                {
                    Endpoint = "Hybrid",
                    People = [new MigrationRow(2, "a@c.example")],
                },
                CancellationToken.None
            )
        );

        Assert.True(fault.OutcomeUnknown);
        var sent = Assert.Single(
            rig.Stub.Requests,
            r => r.Headers.GetValueOrDefault("X-CmdletName") == "New-MigrationBatch"
        );
        using var body = JsonDocument.Parse(sent.Body);
        var csv = body
            .RootElement.GetProperty("CmdletInput")
            .GetProperty("Parameters")
            .GetProperty("CSVData")
            .GetBytesFromBase64();
        Assert.Equal("EmailAddress\r\na@c.example\r\n", Encoding.UTF8.GetString(csv));
    }

    [Fact]
    public async Task ReadMailboxSizesAsync_SizeWithSeparators_IsReadAndADenialIsNoReasonToStop()
    {
        rig.Stub.On(
            "Get-MailboxStatistics",
            200,
            """{"value":[{"DisplayName":"Kim","TotalItemSize":"49.5 GB (53,150,220,288 bytes)"}]}"""
        );
        Assert.Equal(
            53_150_220_288,
            (await migration.ReadMailboxSizesAsync(["kim@c.example"], CancellationToken.None))["kim@c.example"]
        );

        await using var refused = await TenantHarness.StartAsync();
        refused.Stub.On("Get-MailboxStatistics", 403, string.Empty);

        Assert.Empty(await refused.Migration.ReadMailboxSizesAsync(["kim@c.example"], CancellationToken.None));
    }

    [Fact]
    public async Task ReadCandidatesAsync_ManyPeople_AreListedTwiceInsteadOfAskedOneByOne()
    {
        rig.Stub.On(
                "Get-Mailbox",
                200,
                """{"value":[{"RecipientTypeDetails":"UserMailbox","ExchangeGuid":"8d7a0c52-0000-4000-8000-000000000001","EmailAddresses":["SMTP:p1@c.example"]}]}"""
            )
            .On(
                "Get-MailUser",
                200,
                """{"value":[{"RecipientTypeDetails":"MailUser","ExchangeGuid":"00000000-0000-0000-0000-000000000000","EmailAddresses":["SMTP:P2@c.example","smtp:p1@c.example"]}]}"""
            );

        var found = await migration.ReadCandidatesAsync(
            [.. Enumerable.Range(1, 1000).Select(n => $"p{n}@c.example")],
            CancellationToken.None
        );

        Assert.Equal(
            ["p1@c.example", "p2@c.example"],
            found.Keys.Select(k => k.ToLowerInvariant()).Order(StringComparer.Ordinal)
        );
        Assert.True(found["p1@c.example"].IsMailbox);
        Assert.Null(found["p2@c.example"].ExchangeGuid); // zeros mean none
        Assert.Equal((1, 1), (rig.Stub.Count("Get-Mailbox"), rig.Stub.Count("Get-MailUser")));
    }
}
