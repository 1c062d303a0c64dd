using HybridAdmin.Core.Access;
using HybridAdmin.Core.Audit;
using HybridAdmin.Core.Changes.Editing;
using HybridAdmin.Core.Changes.Model;
using HybridAdmin.Core.Directory;
using HybridAdmin.Core.Findings;
using HybridAdmin.Core.Recipients;
using HybridAdmin.Testing.Cloud;
using HybridAdmin.Testing.Directory;

namespace HybridAdmin.Core.Tests.Changes;

public sealed class RemoteMailboxRulesTests
{
    private const string Routing = "anna@contoso.mail.onmicrosoft.com";
    private static readonly RemoteMailboxValues Remote = new(
        RecipientTypeDetails.RemoteUserMailbox,
        -2147483642,
        4,
        Routing
    );
    private static readonly RecipientEdit Convert = new() { AddAddresses = [Routing], RemoteMailbox = Remote };

    private static Guid AddOnServer(ChangeTestContext bench, params (string, string?[])[] more) =>
        bench.AddAnna([
            ("msExchRecipientTypeDetails", ["1"]),
            ("msExchRecipientDisplayType", ["1073741824"]),
            ("homeMDB", [FakeDirectory.Groups.ToString()]),
            ("msExchHomeServerName", ["/o=A/cn=EX01"]),
            .. more,
        ]);

    [Fact]
    public async Task ExecuteAsync_MailboxOnTheServer_BecomesARemoteMailboxInOneModify()
    {
        var bench = new ChangeTestContext();
        var id = AddOnServer(bench);

        var plan = (await bench.PreviewAsync(id, Convert)).Plan!;
        var result = await bench.EditAsync(id, Convert with { Reason = "INC-1" });

        Assert.True(result.IsDone);
        Assert.Equal(1, bench.Directory.Modifies);
        var entry = bench.Directory.Peek(id)!;
        Assert.Equal(
            ("2147483648", "-2147483642", "4", $"SMTP:{Routing}"),
            (
                entry.Text("msExchRecipientTypeDetails"),
                entry.Text("msExchRecipientDisplayType"),
                entry.Text("msExchRemoteRecipientType"),
                entry.Text("targetAddress")
            )
        );
        Assert.False(entry.Has("homeMDB") || entry.Has("msExchHomeServerName"));
        Assert.Contains($"smtp:{Routing}", entry.Texts("proxyAddresses"));
        Assert.Contains("msExchRecipientTypeDetails: 2147483648", plan.Ldif, StringComparison.Ordinal);
        Assert.StartsWith("Set-ADObject", plan.Cmdlet, StringComparison.Ordinal);
        Assert.Contains("-Clear homeMDB,msExchHomeServerName", plan.Cmdlet, StringComparison.Ordinal);
        Assert.Equal(FindingSeverity.Warning, plan.Finding(FindingCodes.MailboxConverted)!.Severity);
    }

    [Fact]
    public async Task RevertAsync_Conversion_RestoresEveryValue()
    {
        var bench = new ChangeTestContext();
        var id = AddOnServer(bench, ("msExchRemoteRecipientType", ["2"]));
        var before = bench.Directory.Peek(id)!;
        var done = await bench.EditAsync(id, Convert with { RemoteMailbox = Remote with { RemoteRecipientType = 6 } });

        var back = await bench.RevertAsync(done.ChangeId!.Value);

        Assert.True(back.IsDone);
        var after = bench.Directory.Peek(id)!;
        Assert.All(
            RecipientAttributes.OfRemoteMailbox.Append("proxyAddresses"),
            a => Assert.Equal(before.Texts(a).Order(), after.Texts(a).Order())
        );
    }

    [Theory]
    [InlineData(RecipientTypeDetails.UserMailbox, -2147483642, 4)] // not a type of the cloud
    [InlineData(RecipientTypeDetails.RemoteUserMailbox, -2147481850, 4)] // a room's display type
    [InlineData(RecipientTypeDetails.RemoteUserMailbox, -2147483642, 100)] // a shared mailbox's sub-type
    [InlineData(RecipientTypeDetails.RemoteUserMailbox, -2147483642, 5)] // two origins
    [InlineData(RecipientTypeDetails.RemoteUserMailbox, -2147483642, 0)] // none
    [InlineData(RecipientTypeDetails.RemoteUserMailbox, -2147483642, 22)] // an archive made and removed
    [InlineData(RecipientTypeDetails.RemoteUserMailbox, -2147483642, 12)] // being removed
    [InlineData(RecipientTypeDetails.RemoteRoomMailbox, -1073741818, 36)] // ACLable is not for rooms
    public async Task PreviewAsync_ValuesThatDoNotBelongTogether_AreRefused(
        RecipientTypeDetails type,
        int display,
        int remote
    )
    {
        var bench = new ChangeTestContext();
        var id = AddOnServer(bench);

        var plan = (
            await bench.PreviewAsync(
                id,
                Convert with
                {
                    RemoteMailbox = new RemoteMailboxValues(type, display, remote, Routing),
                }
            )
        ).Plan!;

        Assert.Equal("remoteMailbox", Assert.Single(plan.Findings, f => f.Severity == FindingSeverity.Error).Member);
    }

    [Fact]
    public async Task PreviewAsync_RoutingAddressThatIsNotTheObjects_IsRefused()
    {
        var bench = new ChangeTestContext();
        var id = AddOnServer(bench);

        var plan = (await bench.PreviewAsync(id, new RecipientEdit { RemoteMailbox = Remote })).Plan!;

        Assert.Contains(
            "none of the object's addresses",
            Assert.Single(plan.Findings, f => f.Severity == FindingSeverity.Error).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task ExecuteAsync_Group_IsRefused()
    {
        var bench = new ChangeTestContext();
        var id = bench.Directory.AddGroup(
            "Sales",
            ("mailNickname", ["sales"]),
            ("proxyAddresses", [$"SMTP:{Routing}"])
        );

        var result = await bench.EditAsync(id, new RecipientEdit { RemoteMailbox = Remote });

        Assert.Equal(ProblemCode.Invalid, result.Problem!.Code);
        Assert.Equal(0, bench.Directory.Modifies);
    }

    [Fact]
    public async Task ExecuteAsync_Helpdesk_IsForbiddenAndRecordedWithTheValuesAskedFor()
    {
        var bench = new ChangeTestContext(Role.Helpdesk);
        var id = AddOnServer(bench);

        var result = await bench.EditAsync(id, Convert);

        Assert.Equal(ProblemCode.Forbidden, result.Problem!.Code);
        var refused = Assert.Single(bench.Audit.Entries);
        Assert.Equal(AuditOutcome.Refused, refused.Outcome);
        Assert.Contains(
            refused.Changes,
            c => c.Attribute == "msExchRecipientTypeDetails" && c.After[0].Text == "2147483648"
        );
        Assert.Equal(0, bench.Directory.Modifies);
    }

    [Fact]
    public async Task ExecuteAsync_ExchangeOnlineOwnsTheAttributes_IsRefused()
    {
        var bench = new ChangeTestContext(tenant: new FakeTenant());
        var (id, _) = bench.AddManaged();

        var result = await bench.EditAsync(id, new RecipientEdit { RemoteMailbox = Remote });

        Assert.Equal(ProblemCode.AuthorityElsewhere, result.Problem!.Code);
        Assert.Equal(0, bench.Directory.Modifies);
    }

    [Fact]
    public async Task ExecuteAsync_AlreadySo_IsNothingToDo()
    {
        var bench = new ChangeTestContext();
        var id = AddOnServer(bench);
        await bench.EditAsync(id, Convert);

        var again = await bench.EditAsync(id, Convert);

        Assert.Null(again.ChangeId);
        Assert.Equal(1, bench.Directory.Modifies);
    }
}
