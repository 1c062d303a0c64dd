using HybridAdmin.Core.Access;
using HybridAdmin.Core.Audit;
using HybridAdmin.Core.Changes.Editing;
using HybridAdmin.Core.Changes.Model;
using HybridAdmin.Core.Directory;
using HybridAdmin.Core.Settings;

namespace HybridAdmin.Core.Tests.Changes;

public sealed class EditRecipientTests
{
    private static readonly RecipientEdit AddX = new() { AddAddresses = ["x@contoso.example"], Reason = "INC-1" };

    [Fact]
    public async Task ExecuteAsync_Alias_IsWrittenReadBackAndRecorded()
    {
        var bench = new ChangeTestContext(Role.Helpdesk);
        var id = bench.AddAnna();

        var result = await bench.EditAsync(id, AddX);

        Assert.True(result.IsDone);
        Assert.Contains("smtp:x@contoso.example", bench.Directory.Peek(id, "proxyAddresses"));
        var entry = Assert.Single(bench.Audit.Entries);
        Assert.Equal(result.ChangeId, entry.Id);
        Assert.Equal(AuditOutcome.Applied, entry.Outcome);
        Assert.Equal("INC-1", entry.Reason);
        Assert.Equal("Anna Berg", entry.TargetName);
        Assert.Equal(Role.Helpdesk, entry.Role);
        Assert.Equal(["smtp:x@contoso.example"], entry.Changes.Single().Added.Select(v => v.Text));
        Assert.NotNull(bench.Index.Current.Find(id));
    }

    [Fact]
    public async Task ExecuteAsync_OldVersion_IsStaleAndWritesNothing()
    {
        var bench = new ChangeTestContext();
        var id = bench.AddAnna();
        var seen = bench.VersionOf(id);
        bench.Directory.ChangeElsewhere(id, "extensionAttribute1", "moved");

        var result = await bench.EditAsync(id, AddX, seen);

        Assert.Equal(ProblemCode.Stale, result.Problem!.Code);
        Assert.Contains(result.Problem.Found, c => c.Attribute == "extensionAttribute1");
        Assert.Equal(0, bench.Directory.Modifies);
    }

    [Fact]
    public async Task ExecuteAsync_PresentVersion_IsApplied()
    {
        var bench = new ChangeTestContext();
        var id = bench.AddAnna();

        Assert.True((await bench.EditAsync(id, AddX, bench.VersionOf(id))).IsDone);
    }

    [Theory]
    [InlineData("userPrincipalName")]
    [InlineData("mail")]
    [InlineData("proxyAddresses")]
    public async Task ExecuteAsync_AddressOfAnother_NamesHolderAndAttribute(string attribute)
    {
        var bench = new ChangeTestContext();
        var id = bench.AddAnna();
        var holder = bench.Directory.AddUser(
            "Bo Lund",
            (attribute, [attribute == "proxyAddresses" ? "smtp:x@contoso.example" : "x@contoso.example"]),
            ("userAccountControl", ["514"])
        );

        var result = await bench.EditAsync(id, AddX);

        Assert.Equal(ProblemCode.AddressInUse, result.Problem!.Code);
        Assert.Equal((holder, attribute), (result.Problem.Holder!.Id, result.Problem.Holder.Attribute));
        Assert.Equal(0, bench.Directory.Modifies);
    }

    [Fact]
    public async Task ExecuteAsync_AddressOfAnother_IsRecordedOnceWithTheValuesAskedFor_APreviewIsNot()
    {
        var bench = new ChangeTestContext();
        var id = bench.AddAnna();
        bench.Directory.AddUser("Bo Lund", ("mail", ["x@contoso.example"]));

        await bench.PreviewAsync(id, AddX);
        Assert.Empty(bench.Audit.Entries);
        var result = await bench.EditAsync(id, AddX);

        var entry = Assert.Single(bench.Audit.Entries);
        Assert.Equal((entry.Id, AuditOutcome.Refused, id), (result.ChangeId, entry.Outcome, entry.TargetId));
        Assert.Equal(
            ["smtp:x@contoso.example"],
            entry.Changes.Single(c => c.Attribute == "proxyAddresses").Added.Select(v => v.Text)
        );
    }

    [Fact]
    public async Task ExecuteAsync_Applied_RecordsTheControllerWrittenTo()
    {
        var bench = new ChangeTestContext();
        var id = bench.AddAnna();

        await bench.EditAsync(id, AddX);

        Assert.Equal("dc1.contoso.test", bench.Audit.Entries.Single().Server);
    }

    [Fact]
    public async Task ExecuteAsync_OwnUpnAsAlias_IsApplied()
    {
        var bench = new ChangeTestContext();
        var id = bench.AddAnna(("userPrincipalName", ["a.berg@contoso.example"]));

        Assert.True(
            (await bench.EditAsync(id, new RecipientEdit { AddAddresses = ["a.berg@contoso.example"] })).IsDone
        );
    }

    [Fact]
    public async Task ExecuteAsync_AddressThatDiffersByAnAccentOnly_IsNotTaken()
    {
        var bench = new ChangeTestContext();
        var id = bench.AddAnna();
        bench.Directory.AddUser("Müller", ("mail", ["müller@contoso.example"]));

        Assert.True(
            (await bench.EditAsync(id, new RecipientEdit { AddAddresses = ["muller@contoso.example"] })).IsDone
        );
    }

    [Fact]
    public async Task ExecuteAsync_ProtectedAccountByHelpdesk_IsForbiddenAndRecordedWithTheValues()
    {
        var bench = new ChangeTestContext(Role.Helpdesk);
        var id = bench.AddAnna(("adminCount", ["1"]));

        var result = await bench.EditAsync(id, AddX);

        Assert.Equal(ProblemCode.Forbidden, result.Problem!.Code);
        var entry = Assert.Single(bench.Audit.Entries);
        Assert.Equal(AuditOutcome.Refused, entry.Outcome);
        Assert.Equal(["x@contoso.example"], entry.Changes.Single().Added.Select(v => v.Text));
        Assert.Equal(0, bench.Directory.Modifies);
    }

    [Fact]
    public async Task ExecuteAsync_ProtectedAccountByAdministrator_IsApplied()
    {
        var bench = new ChangeTestContext(Role.Administrator);

        Assert.True((await bench.EditAsync(bench.AddAnna(("adminCount", ["1"])), AddX)).IsDone);
    }

    [Theory]
    [InlineData(Role.Auditor)]
    [InlineData(Role.Helpdesk)]
    public async Task ExecuteAsync_MemberBeyondTheRole_IsForbidden(Role role)
    {
        var bench = new ChangeTestContext(role);

        var result = await bench.EditAsync(bench.AddAnna(), new RecipientEdit { DisplayName = "Other" });

        Assert.Equal(ProblemCode.Forbidden, result.Problem!.Code);
    }

    [Fact]
    public async Task ExecuteAsync_OutsideTheScope_IsForbidden()
    {
        var bench = new ChangeTestContext(Role.Helpdesk);
        bench.Actor = bench.Actor with { Scope = [DistinguishedName.Parse("OU=Sales,DC=contoso,DC=test")] };

        Assert.Equal(ProblemCode.Forbidden, (await bench.EditAsync(bench.AddAnna(), AddX)).Problem!.Code);
    }

    [Fact]
    public async Task ExecuteAsync_TwiceTheSame_SecondWritesNothing()
    {
        var bench = new ChangeTestContext();
        var id = bench.AddAnna();
        await bench.EditAsync(id, AddX);

        var second = await bench.EditAsync(id, AddX);

        Assert.True(second.IsDone);
        Assert.Null(second.ChangeId);
        Assert.Equal(1, bench.Directory.Modifies);
    }

    [Fact]
    public async Task ExecuteAsync_LogCannotBeWritten_ChangesNothing()
    {
        var bench = new ChangeTestContext();
        var id = bench.AddAnna();
        bench.Audit.FailNextBegin = "The database is locked.";

        var result = await bench.EditAsync(id, AddX);

        Assert.Equal(ProblemCode.AuditUnavailable, result.Problem!.Code);
        Assert.Equal(0, bench.Directory.Modifies);
    }

    [Fact]
    public async Task ExecuteAsync_OutcomeCannotBeRecorded_SaysSoAndIsSettledLater()
    {
        var bench = new ChangeTestContext();
        var id = bench.AddAnna();
        bench.Audit.FailNextEnd = "The database is locked.";

        var result = await bench.EditAsync(id, AddX);
        var settled = await bench.Settle.ExecuteAsync(TimeSpan.Zero, default);

        Assert.NotNull(result.Note);
        Assert.Equal(1, settled);
        Assert.Equal(AuditOutcome.Applied, bench.Audit.Entries.Single().Outcome);
    }

    [Fact]
    public async Task ExecuteAsync_DirectoryGone_SaysUnavailable()
    {
        var bench = new ChangeTestContext();
        var id = bench.AddAnna();
        bench.Directory.GoAway();

        Assert.Equal(ProblemCode.DirectoryUnavailable, (await bench.EditAsync(id, AddX)).Problem!.Code);
    }

    [Fact]
    public async Task ExecuteAsync_ObjectDeleted_IsNotFound()
    {
        var bench = new ChangeTestContext();
        var id = bench.AddAnna();
        bench.Directory.DeleteElsewhere(id);

        Assert.Equal(ProblemCode.NotFound, (await bench.EditAsync(id, AddX)).Problem!.Code);
    }

    [Fact]
    public async Task ExecuteAsync_InsufficientRights_IsRecordedAsFailedWithTheServersWords()
    {
        var bench = new ChangeTestContext();
        var id = bench.AddAnna();
        bench.Directory.RefuseNextModify(DirectoryFaultKind.InsufficientRights, "no write property access");

        var result = await bench.EditAsync(id, AddX);

        Assert.Equal(ProblemCode.DirectoryRefused, result.Problem!.Code);
        Assert.Equal(AuditOutcome.Failed, bench.Audit.Entries.Single().Outcome);
        Assert.Contains("no write property access", bench.Audit.Entries.Single().Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ExecuteAsync_ReasonRequiredAndMissing_IsInvalid()
    {
        var bench = new ChangeTestContext { Settings = new ChangeSettings { RequireReason = true } };

        var result = await bench.EditAsync(bench.AddAnna(), AddX with { Reason = " " });

        Assert.Contains("reason", result.Problem!.Errors.Keys);
        Assert.Equal(0, bench.Directory.Modifies);
    }

    [Fact]
    public async Task PreviewAsync_WritesNothingAtAll()
    {
        var bench = new ChangeTestContext();

        var preview = await bench.PreviewAsync(bench.AddAnna(), AddX);

        Assert.True(preview.Plan!.IsApplicable);
        Assert.Equal(0, bench.Directory.Modifies);
        Assert.Empty(bench.Audit.Entries);
    }

    [Fact]
    public async Task ExecuteAsync_WithoutExchangeSchema_AddsAnAlias()
    {
        var bench = new ChangeTestContext(exchange: false);
        var id = bench.Directory.AddUser("Plain", ("mail", ["plain@contoso.example"]));

        await bench.EditAsync(id, AddX with { Confirm = [] });

        Assert.Equal(
            ["SMTP:plain@contoso.example", "smtp:x@contoso.example"],
            bench.Directory.Peek(id, "proxyAddresses")
        );
    }
}
