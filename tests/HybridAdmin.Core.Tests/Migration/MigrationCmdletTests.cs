using System.Text;
using HybridAdmin.Core.Migration;
using HybridAdmin.Core.Migration.Csv;
using HybridAdmin.Core.Migration.Writing;
using HybridAdmin.Core.Tenant.Writing;

namespace HybridAdmin.Core.Tests.Migration;

public sealed class MigrationCmdletTests
{
    [Theory]
    [InlineData(MigrationAction.Start, "Start-MigrationBatch")]
    [InlineData(MigrationAction.Stop, "Stop-MigrationBatch")]
    [InlineData(MigrationAction.Complete, "Complete-MigrationBatch")]
    [InlineData(MigrationAction.Remove, "Remove-MigrationBatch")]
    public void Of_Action_SendsExactlyIdentityAndConfirm(MigrationAction action, string name)
    {
        var cmdlet = MigrationCmdlets.Of(new ActOnMigrationBatch("Wave 1", action));

        Assert.Equal(name, cmdlet.Name);
        Assert.Equal([new("Identity", "Wave 1"), new("Confirm", false)], cmdlet.Parameters);
        Assert.Equal($"{name} -Identity 'Wave 1' -Confirm:$false", cmdlet.Line);
    }

    [Fact]
    public void Of_MoveToTheCloud_NamesSourceDomainAndCsv()
    {
        var cmdlet = MigrationCmdlets.Of(
            new CreateMigrationBatch("Wave 1", MigrationKind.Onboarding)
            {
                Endpoint = "Hybrid",
                TargetDeliveryDomain = "c.mail.onmicrosoft.com",
                People = [new MigrationRow(2, "a@c.example")],
                AutoStart = true,
                CompleteAfter = new DateTimeOffset(2026, 12, 1, 20, 0, 0, TimeSpan.FromHours(1)),
                NotificationEmails = ["it@c.example"],
            }
        );

        Assert.Equal(
            [
                "Name",
                "SourceEndpoint",
                "TargetDeliveryDomain",
                "CSVData",
                "AutoStart",
                "CompleteAfter",
                "NotificationEmails",
                "Confirm",
            ],
            cmdlet.Parameters.Select(p => p.Key)
        );
        Assert.Equal("EmailAddress\r\na@c.example\r\n", Encoding.UTF8.GetString((byte[])cmdlet.Parameters[3].Value!));
        Assert.Equal("2026-12-01T19:00:00Z", cmdlet.Parameters[5].Value);
        Assert.Equal(
            "New-MigrationBatch -Name 'Wave 1' -SourceEndpoint 'Hybrid' -TargetDeliveryDomain 'c.mail.onmicrosoft.com' -CSVData ([System.IO.File]::ReadAllBytes('people.csv')) -AutoStart "
                + "-CompleteAfter '2026-12-01T19:00:00Z' -NotificationEmails 'it@c.example' -Confirm:$false",
            cmdlet.Line
        );
    }

    [Fact]
    public void Of_MoveBack_NamesTargetAndDatabases()
    {
        var names = MigrationCmdlets
            .Of(
                new CreateMigrationBatch("Back", MigrationKind.Offboarding)
                {
                    Endpoint = "Hybrid",
                    TargetDeliveryDomain = "c.example",
                    TargetDatabases = ["DB01"],
                }
            )
            .Parameters.Select(p => p.Key);

        Assert.Equal(
            ["Name", "TargetEndpoint", "TargetDeliveryDomain", "TargetDatabases", "CSVData", "Confirm"],
            names
        );
    }

    [Fact]
    public void Of_Cutover_HasNoCsv() =>
        Assert.DoesNotContain(
            MigrationCmdlets.Of(new CreateMigrationBatch("All", MigrationKind.Cutover) { Endpoint = "Old" }).Parameters,
            p => p.Key == "CSVData"
        );

    [Fact]
    public void Of_Set_SendsWhatIsGivenOnly()
    {
        var cmdlet = MigrationCmdlets.Of(
            new SetMigrationBatch("Wave 1") { CompleteAfter = DateTimeOffset.UnixEpoch, NotificationEmails = [] }
        );

        Assert.Equal(
            ["Identity", "CompleteAfter", "NotificationEmails", "Confirm"],
            cmdlet.Parameters.Select(p => p.Key)
        );
    }

    [Theory]
    [InlineData(MigrationUserAction.Retry, "Start-MigrationUser -Identity 'o''neil@c.example' -Confirm:$false")]
    [InlineData(MigrationUserAction.Remove, "Remove-MigrationUser -Identity 'o''neil@c.example' -Confirm:$false")]
    [InlineData(
        MigrationUserAction.Approve,
        "Set-MigrationUser -Identity 'o''neil@c.example' -ApproveSkippedItems $true -Confirm:$false"
    )]
    public void Of_Person_IsTheCmdletOfTheAction(MigrationUserAction action, string line) =>
        Assert.Equal(line, MigrationCmdlets.Of(new ActOnMigrationUser("Wave 1", "o'neil@c.example", action)).Line);

    [Theory]
    [InlineData("2026-11-20T10:00:00Z", 0, false, true)] // Friday morning
    [InlineData("2026-11-20T20:00:00Z", 0, false, false)]
    [InlineData("2026-11-21T10:00:00Z", 0, false, false)] // Saturday
    [InlineData("2026-11-21T10:00:00Z", 2, false, true)]
    [InlineData("2026-11-21T10:00:00Z", 0, true, true)]
    public void ForCompletion_WorkingHoursOrFailures_AskForTheName(string at, int failed, bool hasErrors, bool isAsked)
    {
        var batch = new MigrationBatch
        {
            Identity = "Wave 1",
            Status = hasErrors ? "SyncedWithErrors" : "Synced",
            TotalCount = 5,
            FailedCount = failed,
        };

        var asked = MigrationConfirmation.ForCompletion(
            batch,
            DateTimeOffset.Parse(at, System.Globalization.CultureInfo.InvariantCulture),
            WorkingHours.Default(TimeZoneInfo.Utc)
        );

        Assert.Equal(isAsked, asked is not null);
        Assert.Equal(isAsked, asked?.IsGiven("wave 1 ") == true);
        Assert.True(asked?.IsGiven("yes") is not true);
    }

    [Theory]
    [InlineData("NotAcceptedDomainException: You can't use the domain old.example", "not-accepted-domain")]
    [InlineData(
        "Error: TargetDeliveryDomainMismatchPermanentException: The target mailbox doesn't have an SMTP proxy matching 'c.mail.onmicrosoft.com'.",
        "no-routing-address"
    )]
    [InlineData(
        "This mailbox exceeded the maximum number of corrupted items that were specified for this move request.",
        "bad-items"
    )]
    [InlineData("TooManyLargeItemsPermanentException", "large-items")]
    [InlineData(
        "MRSRemoteTransientException: The call to 'https://mail.c.example/EWS/mrsproxy.svc' failed.",
        "server-unreachable"
    )]
    public void Advise_UsualError_SaysWhatToDo(string error, string code)
    {
        var advice = MigrationErrors.Advise(error)!;

        Assert.Equal(code, advice.Code);
        Assert.EndsWith(".", advice.Words, StringComparison.Ordinal);
    }

    [Fact]
    public void Advise_ErrorThatNobodyKnows_IsNull() =>
        Assert.Null(MigrationErrors.Advise("The flux capacitor is empty."));
}
