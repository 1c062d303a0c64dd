using HybridAdmin.Core.SourceOfAuthority;
using HybridAdmin.Core.Tenant;
using HybridAdmin.Testing.Cloud;

namespace HybridAdmin.Core.Tests.Cloud;

public sealed class MatchForecastTests
{
    private static readonly Guid Anchor = Guid.Parse("00112233-4455-6677-8899-aabbccddeeff");
    private static readonly MatchInput Kim = new()
    {
        Kind = TenantRecipientKind.User,
        ImmutableId = ImmutableId.Of(Anchor),
        UserPrincipalName = "kim@c.example",
        PrimarySmtpAddress = "kim.lee@c.example",
        SmtpAddresses = ["kim.lee@c.example", "info@c.example"],
    };

    [Fact]
    public void Of_CloudOnlyUserWithOurSecondaryAsPrimary_DoesNotMatchAndTheAddressIsQuarantined()
    {
        var forecast = Of(CloudSamples.User("info@c.example", "SMTP:info@c.example"));

        Assert.Equal(MatchKind.None, forecast.Kind);
        Assert.Contains(
            forecast.Sentences,
            s => s.StartsWith("info@c.example will be quarantined", StringComparison.Ordinal)
        );
    }

    [Fact]
    public void Of_CloudOnlyUserWithOurSignInName_IsTakenOverIfTheUnknownSwitchesAllow()
    {
        var forecast = Of(CloudSamples.User("kim@c.example"));

        Assert.Equal(MatchKind.Soft, forecast.Kind);
        Assert.Contains(
            "will be taken over, if soft match on UPN is on and not blocked (unknown)",
            Assert.Single(forecast.Sentences),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Of_Administrator_WillNotMatch()
    {
        var forecast = MatchForecast.Of(
            Kim,
            [new MatchCandidate(CloudSamples.User("kim@c.example"), IsAdministrator: true)],
            default
        );

        Assert.Equal(MatchKind.Blocked, forecast.Kind);
        Assert.Contains("will not match", Assert.Single(forecast.Sentences), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, null, MatchKind.Soft)]
    [InlineData(false, true, MatchKind.Soft)]
    [InlineData(true, true, MatchKind.Blocked)]
    [InlineData(false, false, MatchKind.Blocked)]
    public void Of_SwitchesKnown_Decide(bool? blockSoft, bool? onUpn, MatchKind expected) =>
        Assert.Equal(expected, Of(CloudSamples.User("kim@c.example"), new MatchSwitches(blockSoft, null, onUpn)).Kind);

    [Fact]
    public void Of_SamePrimary_MatchesSoftWhateverSoftMatchOnUpnIs() =>
        Assert.Equal(
            MatchKind.Soft,
            Of(CloudSamples.User("k@c.example", "SMTP:Kim.Lee@c.example"), new MatchSwitches(false, null, false)).Kind
        );

    [Theory]
    [InlineData(true, MatchKind.Joined)]
    [InlineData(null, MatchKind.Hard)]
    [InlineData(false, MatchKind.Hard)]
    public void Of_SameAnchor(bool? isSynchronised, MatchKind expected) =>
        Assert.Equal(
            expected,
            Of(
                CloudSamples.User("x@c.example") with
                {
                    OnPremisesImmutableId = Kim.ImmutableId!.Value.Text,
                    OnPremisesSyncEnabled = isSynchronised,
                }
            ).Kind
        );

    [Fact]
    public void Of_HardMatchBlocked_SaysSo() =>
        Assert.Equal(
            MatchKind.Blocked,
            Of(
                CloudSamples.User("x@c.example") with
                {
                    OnPremisesImmutableId = Kim.ImmutableId!.Value.Text,
                },
                new MatchSwitches(null, true, null)
            ).Kind
        );

    [Fact]
    public void Of_SynchronisedUserWithOurSignInName_IsAConflictAndNoMatch()
    {
        var forecast = Of(CloudSamples.Synchronised(CloudSamples.User("kim@c.example"), Guid.NewGuid()));

        Assert.Equal(MatchKind.None, forecast.Kind);
        Assert.Contains("four digits", Assert.Single(forecast.Sentences), StringComparison.Ordinal);
    }

    [Fact]
    public void Of_NobodyThere_AnnouncesANewObject() =>
        Assert.Contains(
            "new object",
            Assert.Single(MatchForecast.Of(Kim, [], default).Sentences),
            StringComparison.Ordinal
        );

    private static MatchForecast Of(TenantRecipient cloud, MatchSwitches switches = default) =>
        MatchForecast.Of(Kim, [new MatchCandidate(cloud, null)], switches);
}
