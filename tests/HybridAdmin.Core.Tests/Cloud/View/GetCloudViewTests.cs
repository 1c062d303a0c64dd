using HybridAdmin.Core.Comparison.View;
using HybridAdmin.Core.Directory;
using HybridAdmin.Core.Recipients;
using HybridAdmin.Core.SourceOfAuthority.Join;
using HybridAdmin.Core.Tenant;
using HybridAdmin.Testing.Cloud;
using HybridAdmin.Testing.Directory;

namespace HybridAdmin.Core.Tests.Cloud.View;

public sealed class GetCloudViewTests
{
    private readonly CloudTestContext bench = new();

    [Fact]
    public async Task ExecuteAsync_EverythingArrived_NothingDiffersAndMoreInTheCloudIsNoError()
    {
        var id = bench.AddAnna();
        bench.Tenant.With(
            CloudTestContext.CloudOf(
                id,
                "anna",
                "smtp:berg@contoso.example",
                "SIP:anna@contoso.example",
                "SPO:SPO_1",
                "X500:/o=ExchangeLabs/cn=1"
            )
        );

        var view = await bench.ViewAsync(id);

        Assert.Empty(view.Differences);
        Assert.Equal((Authority.OnPremises, RecipientMatch.ImmutableId), (view.Authority.Exchange, view.MatchedBy));
        Assert.Contains(
            view.Attributes,
            a => a is { Attribute: "msExchHideFromAddressLists", State: ComparisonState.Same }
        );
        Assert.Equal("There is a mailbox (UserMailbox) with a licence.", view.MailboxWords);
        Assert.Equal("It synchronises as far as can be told, as user mailbox in Exchange Online.", view.Forecast[0]);
        Assert.Null(view.Problem);
    }

    [Fact]
    public async Task ExecuteAsync_ExchangeOnlineOwnsIt_TheCloudsFlagCountsAndActiveDirectorysIsStale()
    {
        var id = bench.AddAnna(("msExchHideFromAddressLists", ["TRUE"]));
        var cloud = CloudTestContext.CloudOf(id, "anna", "smtp:berg@contoso.example");
        bench.Tenant.With(
            cloud with
            {
                DisplayName = "Anna Lund",
                Exchange = cloud.Exchange! with { IsExchangeCloudManaged = true },
            }
        );

        var view = await bench.ViewAsync(id);

        var hidden = view.Differences.Single(d => d.Attribute == "msExchHideFromAddressLists");
        Assert.Equal(("TRUE", "FALSE", ComparisonState.Stale), (hidden.OnPremises, hidden.Cloud, hidden.State));
        // The identity remains mastered in AD.
        Assert.Equal(ComparisonState.Differs, view.Differences.Single(d => d.Attribute == "displayName").State);
        Assert.Equal(Authority.ExchangeOnline, view.Recipient.Authority);
    }

    [Fact]
    public async Task ExecuteAsync_ChangedAfterTheLastSynchronisation_Waits()
    {
        bench.Synchronised(DateTimeOffset.UtcNow.AddHours(-1));
        var id = bench.AddAnna();
        bench.Tenant.With(CloudTestContext.CloudOf(id));

        var difference = Assert.Single((await bench.ViewAsync(id)).Differences);

        Assert.Equal(
            ("proxyAddresses", "smtp:berg@contoso.example", null, ComparisonState.Waiting),
            (difference.Attribute, difference.OnPremises, difference.Cloud, difference.State)
        );
        Assert.Contains("wait for the next", difference.Explanation, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ExecuteAsync_AddressInUseInTheCloud_NamesTheHolderButNotToSomebodyWithAScope()
    {
        var id = bench.AddAnna();
        var holder = CloudSamples.User("guest@x.example", "smtp:berg@contoso.example") with
        {
            DisplayName = "Gina Guest",
            UserType = "Guest",
        };
        bench.Tenant.With(
            holder,
            CloudTestContext.CloudOf(id) with
            {
                ProvisioningErrors =
                [
                    new CloudProvisioningError(
                        "PropertyConflict",
                        "ProxyAddress",
                        "smtp:berg@contoso.example",
                        DateTimeOffset.UnixEpoch
                    ),
                ],
            }
        );

        var error = Assert.Single((await bench.ViewAsync(id)).Errors);
        bench.Bench.Actor = bench.Bench.Actor with { Scope = [FakeDirectory.Staff] };
        var scoped = Assert.Single((await bench.ViewAsync(id)).Errors);

        Assert.StartsWith(
            "berg@contoso.example is quarantined, because it is in use by Gina Guest (guest of the tenant).",
            error.Sentence,
            StringComparison.Ordinal
        );
        Assert.DoesNotContain("Gina", scoped.Sentence, StringComparison.Ordinal);
        Assert.Null(scoped.Holder);
    }

    [Fact]
    public async Task ExecuteAsync_NotInTheCloud_ForecastsTheSoftMatchWithUnknownSwitchesSaidToBeUnknown()
    {
        var id = bench.Bench.Directory.AddUser(
            "Kim Lee",
            ("userPrincipalName", ["kim@contoso.example"]),
            ("mail", ["kim.lee@contoso.example"]),
            ("proxyAddresses", ["SMTP:kim.lee@contoso.example", "smtp:info@contoso.example"]),
            ("mailNickname", ["kim"])
        );
        bench.Tenant.With(
            CloudSamples.User("kim@contoso.example"),
            CloudSamples.User("info@contoso.example", "SMTP:info@contoso.example")
        );

        var view = await bench.ViewAsync(id);

        Assert.Equal((RecipientMatch.SoftMatch, Authority.Pending), (view.MatchedBy, view.Authority.Exchange));
        Assert.Contains(
            view.Forecast,
            s => s.Contains("if soft match on UPN is on and not blocked (unknown)", StringComparison.Ordinal)
        );
        Assert.Contains(
            view.Forecast,
            s => s.StartsWith("info@contoso.example will be quarantined", StringComparison.Ordinal)
        );
        Assert.Empty(view.Attributes);
    }

    [Fact]
    public async Task ExecuteAsync_UnverifiedDomain_IsForecastAndNoDifference()
    {
        var id = bench.AddAnna();
        bench.Bench.Directory.ChangeElsewhere(
            id,
            "proxyAddresses",
            "SMTP:anna@contoso.example",
            "smtp:anna@nobody.example"
        );
        bench.Tenant.With(CloudTestContext.CloudOf(id));

        var view = await bench.ViewAsync(id);

        Assert.Empty(view.Differences);
        Assert.Contains(
            view.Forecast,
            s =>
                s.StartsWith(
                    "anna@nobody.example does not arrive: The domain nobody.example is not verified",
                    StringComparison.Ordinal
                )
        );
    }

    [Fact]
    public async Task ExecuteAsync_GroupAndContact_AreJoinedBySidAndByAddress()
    {
        var group = bench.Bench.Directory.AddGroup(
            "Sales",
            ("mail", ["sales@contoso.example"]),
            ("proxyAddresses", ["SMTP:sales@contoso.example"]),
            ("mailNickname", ["sales"])
        );
        var sid = SourceAnchorMatcher.SecurityIdentifierOf(bench.Bench.Directory.Peek(group)!);
        var contact = bench.Bench.Directory.AddContact(
            "Vera",
            ("mail", ["vera@partner.example"]),
            ("proxyAddresses", ["SMTP:vera@partner.example"]),
            ("mailNickname", ["vera"])
        );
        bench.Tenant.With(
            new TenantRecipient
            {
                Id = Guid.NewGuid(),
                Kind = TenantRecipientKind.Group,
                DisplayName = "Sales",
                OnPremisesSyncEnabled = true,
                OnPremisesSecurityIdentifier = sid,
                ProxyAddresses = ["SMTP:sales@contoso.example"],
                MailNickname = "sales",
            },
            new TenantRecipient
            {
                Id = Guid.NewGuid(),
                Kind = TenantRecipientKind.Contact,
                DisplayName = "Vera",
                OnPremisesSyncEnabled = true,
                ProxyAddresses = ["SMTP:vera@partner.example"],
                MailNickname = "vera",
            }
        );

        Assert.NotNull(sid);
        Assert.Equal(RecipientMatch.SecurityIdentifier, (await bench.ViewAsync(group)).MatchedBy);
        Assert.Equal(RecipientMatch.PrimaryAddress, (await bench.ViewAsync(contact)).MatchedBy);
    }

    [Fact]
    public async Task ExecuteAsync_TenantAway_ShowsWhatTheIndexKnewAndSaysSo()
    {
        var id = bench.AddAnna();
        bench.Tenant.With(CloudTestContext.CloudOf(id));
        bench.Tenant.Fault = new TenantFault(TenantFaultKind.Unreachable, "Graph does not answer.");
        bench.Tenant.Status = new TenantStatus(TenantState.Problem, DateTimeOffset.UnixEpoch, bench.Tenant.Fault);

        var view = await bench.ViewAsync(id);

        Assert.Equal(
            "Microsoft 365 could not be asked since 1970-01-01 00:00 UTC: Graph does not answer. What is on-premises is shown.",
            view.Problem
        );
        Assert.Equal((Authority.OnPremises, DateTimeOffset.UnixEpoch), (view.Authority.Exchange, view.AsOf));
        Assert.Equal(ComparisonState.Unknown, view.Attributes.Single(a => a.Attribute == "proxyAddresses").State);
    }

    [Fact]
    public async Task ExecuteAsync_NoTenant_ForecastsFromActiveDirectoryAndKnowsNothingElse()
    {
        var id = bench.AddAnna();
        bench.Tenant.Status = TenantStatus.NotConnected;

        var view = await bench.ViewAsync(id);

        Assert.Equal((Authority.Unknown, null, null), (view.Authority.Exchange, view.Cloud, view.Problem));
        Assert.NotEmpty(view.Forecast);
    }

    [Fact]
    public async Task ExecuteAsync_OutsideOfTheScope_IsNull()
    {
        var id = bench.AddAnna();
        bench.Bench.Actor = bench.Bench.Actor with { Scope = [DistinguishedName.Parse("OU=Else,DC=contoso,DC=test")] };

        Assert.Null(await bench.View().ExecuteAsync(id, default));
    }

    [Fact]
    public async Task ExecuteAsync_DirectoryAway_Throws()
    {
        var id = bench.AddAnna();
        bench.Bench.Directory.GoAway();

        await Assert.ThrowsAsync<DirectoryFault>(() => bench.View().ExecuteAsync(id, default));
    }
}
