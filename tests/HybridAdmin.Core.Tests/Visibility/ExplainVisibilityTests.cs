using HybridAdmin.Core.Audit;
using HybridAdmin.Core.Changes.Editing;
using HybridAdmin.Core.Changes.Model;
using HybridAdmin.Core.Comparison.View;
using HybridAdmin.Core.Comparison.Visibility;
using HybridAdmin.Core.Recipients;
using HybridAdmin.Core.Settings;
using HybridAdmin.Core.Tests.Changes;
using HybridAdmin.Testing.Directory;

namespace HybridAdmin.Core.Tests.Visibility;

public sealed class ExplainVisibilityTests
{
    [Fact]
    public async Task ExecuteAsync_AsItShouldBe_SaysThatOnlyTheCloudIsUnknown()
    {
        var bench = new ChangeTestContext
        {
            Settings = new ChangeSettings { SyncedOrganizationalUnits = [FakeDirectory.Staff] },
        };

        var answer = await AskAsync(bench, bench.AddAnna(("whenCreated", ["20200101000000.0Z"])));

        Assert.DoesNotContain(answer.Facts, f => f.Verdict == VisibilityVerdict.Blocks);
        Assert.Equal(
            ["Cloud"],
            answer.Facts.Where(f => f.Verdict == VisibilityVerdict.Unknown).Select(f => f.Question)
        );
    }

    [Fact]
    public async Task ExecuteAsync_HiddenHere_NamesFlagWhoAndRecordFirst()
    {
        var bench = new ChangeTestContext();
        var anna = bench.AddAnna();
        var change = await bench.EditAsync(
            anna,
            new RecipientEdit { HiddenFromAddressListsEnabled = true, Reason = "INC-9" }
        );

        var first = (await AskAsync(bench, anna)).Facts[0];

        Assert.Equal((VisibilityVerdict.Blocks, "Hidden"), (first.Verdict, first.Question));
        Assert.Contains($"(record {change.ChangeId}, INC-9)", first.Answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ExecuteAsync_HiddenWithoutAlias_SaysThatTheCloudMayStillListIt()
    {
        var bench = new ChangeTestContext();
        var bo = bench.Directory.AddUser(
            "Bo",
            ("mail", ["bo@contoso.example"]),
            ("msExchHideFromAddressLists", ["TRUE"])
        );

        var answer = await AskAsync(bench, bo);

        Assert.Contains(
            answer.Facts,
            f =>
                f is { Verdict: VisibilityVerdict.Warns, Question: "Alias" }
                && f.Answer.Contains("may well still be listed", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task ExecuteAsync_OutsideTheSync_Blocks()
    {
        var bench = new ChangeTestContext
        {
            Settings = new ChangeSettings { SyncedOrganizationalUnits = [FakeDirectory.Groups] },
        };

        var answer = await AskAsync(bench, bench.AddAnna());

        Assert.Equal(
            "Synchronisation",
            Assert.Single(answer.Facts, f => f.Verdict == VisibilityVerdict.Blocks).Question
        );
        Assert.Equal("One thing keeps it out of the address book.", answer.Headline);
    }

    [Fact]
    public async Task ExecuteAsync_WithoutMail_IsNoRecipient()
    {
        var bench = new ChangeTestContext();

        var answer = await AskAsync(bench, bench.Directory.AddUser("Scanner"));

        Assert.Contains(answer.Facts, f => f is { Verdict: VisibilityVerdict.Blocks, Question: "Kind" });
        Assert.DoesNotContain(answer.Facts, f => f.Question == "Alias");
    }

    [Theory]
    [InlineData(RecipientTypeDetails.DiscoveryMailbox, VisibilityVerdict.Blocks)]
    [InlineData(RecipientTypeDetails.ArbitrationMailbox, VisibilityVerdict.Blocks)]
    [InlineData(RecipientTypeDetails.RemoteSharedMailbox, VisibilityVerdict.Fine)]
    [InlineData((RecipientTypeDetails)12345, VisibilityVerdict.Unknown)]
    public async Task ExecuteAsync_Kind_DecidesByType(RecipientTypeDetails type, VisibilityVerdict verdict)
    {
        var bench = new ChangeTestContext();

        var answer = await AskAsync(
            bench,
            bench.AddAnna(
                (
                    "msExchRecipientTypeDetails",
                    [((long)type).ToString(System.Globalization.CultureInfo.InvariantCulture)]
                )
            )
        );

        Assert.Equal(verdict, answer.Facts.Single(f => f.Question == "Kind").Verdict);
    }

    [Fact]
    public async Task ExecuteAsync_DisabledAccount_IsNoReason()
    {
        var bench = new ChangeTestContext();

        var answer = await AskAsync(bench, bench.AddAnna(("userAccountControl", ["514"])));

        Assert.Equal(VisibilityVerdict.Fine, answer.Facts.Single(f => f.Question == "Account").Verdict);
    }

    [Fact]
    public async Task ToText_HoldsEveryFact()
    {
        var bench = new ChangeTestContext();
        var answer = await AskAsync(bench, bench.AddAnna());

        Assert.StartsWith("Anna Berg <anna@contoso.example>: ", answer.ToText(), StringComparison.Ordinal);
        Assert.All(answer.Facts, f => Assert.Contains(f.Answer, answer.ToText(), StringComparison.Ordinal));
    }

    [Fact]
    public async Task ExecuteAsync_NoSuchObject_IsNull()
    {
        var bench = new ChangeTestContext();

        Assert.Null(await Use(bench).ExecuteAsync(Guid.NewGuid(), default));
    }

    private static async Task<VisibilityAnswer> AskAsync(ChangeTestContext bench, Guid id) =>
        (await Use(bench).ExecuteAsync(id, default))!;

    private static ExplainVisibility Use(ChangeTestContext bench) =>
        new(
            bench.Get(),
            new GetHiddenSince(bench, new ReadAuditLog(bench, bench.Audit), bench.Directory),
            bench.Settings,
            bench.Time,
            new GetCloudView(bench, bench.Directory, bench.Connected, bench.Authorities, bench.Settings, bench.Time)
        );
}
