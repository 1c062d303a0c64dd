using HybridAdmin.Core.Audit;
using HybridAdmin.Core.Changes.Reading;
using HybridAdmin.Core.Directory;
using HybridAdmin.Testing.Audit;

namespace HybridAdmin.Components.Tests.Audit;

public sealed class AuditSummaryTests
{
    [Theory]
    [InlineData("SMTP:a@x.test", "SMTP:a@x.test smtp:b@x.test", "Added b@x.test")]
    [InlineData("SMTP:a@x.test smtp:b@x.test", "SMTP:a@x.test", "Removed b@x.test")]
    [InlineData("SMTP:a@x.test smtp:b@x.test", "smtp:a@x.test SMTP:b@x.test", "Primary address now b@x.test")]
    [InlineData(
        "SMTP:a@x.test",
        "smtp:a@x.test SMTP:b@x.test smtp:c@x.test",
        "Added c@x.test, primary address now b@x.test"
    )]
    [InlineData("SMTP:a@x.test", "SMTP:b@x.test", "Removed a@x.test, primary address now b@x.test")]
    [InlineData("", "SMTP:a@x.test", "Primary address now a@x.test")]
    [InlineData("SMTP:a@x.test", "", "Removed a@x.test, no primary address any more")]
    [InlineData("SMTP:a@x.test", "SMTP:A@x.test", "Changed the spelling of A@x.test")]
    [InlineData("", "smtp:a@x.test smtp:b@x.test", "Added a@x.test and b@x.test")]
    [InlineData("", "smtp:a@x.test smtp:b@x.test smtp:c@x.test smtp:d@x.test", "Added a@x.test, b@x.test and 2 more")]
    [InlineData("SMTP:a@x.test", "SMTP:a@x.test sip:a@x.test", "Added sip:a@x.test")]
    public void Of_Addresses_SaysWhatCameAndWentAndThePrimary(string before, string after, string expected) =>
        Assert.Equal(expected, AuditSummary.Of([Change("proxyAddresses", before, after)]));

    [Theory]
    [InlineData("msExchHideFromAddressLists", "", "TRUE", "Hid from address lists")]
    [InlineData("msExchHideFromAddressLists", "TRUE", "", "Showed in address lists")]
    [InlineData("displayName", "Ada", "Bo", "Display name now Bo")]
    [InlineData("mailNickname", "", "ada", "Alias (mailNickname) now ada")]
    [InlineData("extensionAttribute7", "x", "", "Cleared custom attribute 7")]
    [InlineData("mail", "a@x.test", "b@x.test", "Mail now b@x.test")]
    [InlineData("info", "", "one two", "Changed info")]
    public void Of_OtherAttribute_SaysTheNewValue(string attribute, string before, string after, string expected) =>
        Assert.Equal(expected, AuditSummary.Of([Change(attribute, before, after)]));

    [Fact]
    public void Of_SeveralAttributes_LeavesOutWhatFollowsFromTheAddresses()
    {
        AttributeChange[] changes =
        [
            Change("mail", "a@x.test", "b@x.test"),
            Change("msExchPoliciesExcluded", "", "{26491cfc}"),
            Change("msExchHideFromAddressLists", "", "TRUE"),
            Change("proxyAddresses", "SMTP:a@x.test", "smtp:a@x.test SMTP:b@x.test"),
        ];

        var summary = AuditSummary.Of(changes);

        Assert.Equal("Primary address now b@x.test, hid from address lists", summary);
    }

    [Theory]
    [InlineData(AuditOutcome.Applied, "Added a.berg@contoso.test")]
    [InlineData(AuditOutcome.Refused, "Add a.berg@contoso.test")]
    [InlineData(AuditOutcome.Unknown, "Add a.berg@contoso.test")]
    public async Task Of_Entry_TellsOnlyAsDoneWhatWasDone(AuditOutcome outcome, string expected)
    {
        var entry = await EntryAsync(AuditSamples.AnIntent(), outcome);

        Assert.Equal(expected, AuditSummary.Of(entry));
    }

    [Fact]
    public async Task Of_Revert_NamesTheChange()
    {
        var intent = AuditSamples.AnIntent() with { Action = AuditAction.ChangeReverted, RevertsChangeId = 12 };

        var entry = await EntryAsync(intent, AuditOutcome.Applied);

        Assert.Equal("Took change 12 back: added a.berg@contoso.test", AuditSummary.Of(entry));
    }

    [Fact]
    public void Words_EveryAction_HasWordsOfItsOwn() =>
        Assert.All(Enum.GetValues<AuditAction>(), action => Assert.Contains(' ', action.Words()));

    private static async Task<AuditEntry> EntryAsync(AuditIntent intent, AuditOutcome outcome)
    {
        var log = new FakeAuditLog();
        await log.RecordAsync(intent, new AuditEnd(outcome), default);
        return log.Entries[0];
    }

    private static AttributeChange Change(string attribute, string before, string after) =>
        new(attribute, Values(before), Values(after));

    private static DirectoryValue[] Values(string text) =>
        [.. text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(v => new DirectoryValue(v))];
}
