using HybridAdmin.Core.Access;
using HybridAdmin.Core.Directory;
using HybridAdmin.Core.Domains;
using HybridAdmin.Core.Domains.Records;
using HybridAdmin.Core.Indexing;
using HybridAdmin.Core.Settings;
using HybridAdmin.Core.Tenant;
using HybridAdmin.Core.Tests.Changes;
using HybridAdmin.Core.Tests.Domains.Records;
using HybridAdmin.Testing.Cloud;
using HybridAdmin.Testing.Directory;
using HybridAdmin.Testing.Domains;

namespace HybridAdmin.Core.Tests.Domains;

public sealed class GetDomainTests : ICurrentActor
{
    private const string Name = Judging.Name;
    private readonly FakeDirectory directory = new();
    private readonly RecipientIndex index = new();
    private readonly FakeTenant tenant = new()
    {
        AcceptedDomains = [new(Name, Name, "Authoritative", true, false, false, false)],
    };
    private readonly FakeDns dns = Judging.Good();
    private readonly Clock time = new();
    private Actor actor = Planning.Actor(Role.Helpdesk);
    private DomainRecordCache? cache;

    public ValueTask<Actor> GetAsync(CancellationToken cancellationToken) => ValueTask.FromResult(actor);

    [Fact]
    public async Task ListAsync_EveryPlace_IsSideBySideWithItsUseAndWhatIsMissing()
    {
        AddUser("anna", "anna@contoso.example");
        AddUser("bo", "bo@fabrikam.example", "bo@fabrikam.example");
        tenant.Domains = [.. tenant.Domains, new TenantDomain { Name = "new.example" }];

        var domains = await ListAsync();

        var own = domains.Items.Single(d => d.Name == Name);
        Assert.True(
            own
                is {
                    Tenant.IsVerified: true,
                    Accepted.DomainType: "Authoritative",
                    Recipients: 1,
                    UserPrincipalNames: 1
                }
        );
        Assert.Empty(own.Missing);
        Assert.True(own.Origins.HasFlag(DomainOrigins.Tenant | DomainOrigins.Configuration | DomainOrigins.UpnSuffix));
        var used = domains.Items.Single(d => d.Name == "fabrikam.example");
        Assert.Contains(used.Missing, m => m.Contains("the tenant does not have this one", StringComparison.Ordinal));
        Assert.Contains(used.Missing, m => m.StartsWith("Not a UPN suffix", StringComparison.Ordinal));
        Assert.Equal(
            "Not verified in the tenant.",
            Assert.Single(domains.Items.Single(d => d.Name == "new.example").Missing)
        );
    }

    [Fact]
    public async Task ListAsync_TenantAway_ShowsTheRestAndSaysWhatIsMissingSinceWhen()
    {
        AddUser("anna", "anna@contoso.example");
        tenant.Fault = new TenantFault(TenantFaultKind.Unreachable, "Microsoft Graph does not answer.");
        tenant.Status = new TenantStatus(TenantState.Problem, DateTimeOffset.UnixEpoch, tenant.Fault);

        var domains = await ListAsync();

        Assert.Equal(["Microsoft 365", "Exchange Online"], domains.Away.Select(a => a.Part));
        Assert.All(domains.Away, a => Assert.Equal(DateTimeOffset.UnixEpoch, a.Since));
        var own = domains.Items.Single(d => d.Name == Name);
        Assert.Null(own.Tenant);
        Assert.Empty(own.Missing);
    }

    [Fact]
    public async Task GetAsync_TenantThatNeverAnswers_IsAskedOnceForEachPartAndSaidToBeMissing()
    {
        AddUser("anna", "anna@contoso.example");
        tenant.IsSilent = true;

        var found = (await GetAsync(Name))!;

        Assert.Equal(2, tenant.Reads); // every further query would only have waited as long
        Assert.Equal(
            ["Microsoft 365 did not answer within 10 seconds.", "Exchange Online did not answer within 10 seconds."],
            found.Away.Select(a => a.Message)
        );
        Assert.All(found.Away, a => Assert.True(a.IsAway));
        Assert.Equal(DnsState.Ok, found.Records!.Single(r => r.Record == MailRecordKind.DMARC).State);
    }

    [Fact]
    public async Task GetAsync_TenantKnownToBeAway_IsGivenLittleTimeAndItsReasonIsSaid()
    {
        tenant.IsSilent = true;
        tenant.Status = new TenantStatus(
            TenantState.Problem,
            DateTimeOffset.UnixEpoch,
            new TenantFault(TenantFaultKind.Unreachable, "It cannot be reached.")
        );

        var away = (await GetAsync(Name))!.Away;

        Assert.Equal(
            ["Microsoft 365: It cannot be reached.", "Exchange Online: It cannot be reached."],
            away.Select(a => $"{a.Part}: {a.Message}")
        );
        Assert.Equal(TenantTimeout.WhileAway, time.Longest);
        Assert.All(away, a => Assert.Equal(DateTimeOffset.UnixEpoch, a.Since));
    }

    [Fact]
    public async Task GetAsync_PermissionMissing_GoesOnAskingAndSaysThatSomethingIsKeptBack()
    {
        tenant.Fault = new TenantFault(
            TenantFaultKind.Denied,
            "The application has no permission for this in Microsoft 365."
        )
        {
            Status = 403,
        };

        var found = (await GetAsync(Name))!;

        Assert.True(tenant.Reads > 4);
        Assert.Equal([false, false], found.Away.Select(a => a.IsAway));
    }

    [Fact]
    public async Task ListAsync_Scope_CountsWhatLiesInIt()
    {
        AddUser("anna", "anna@contoso.example");
        actor = actor with { Scope = [DistinguishedName.Parse("OU=Elsewhere,DC=contoso,DC=example")] };

        var own = (await ListAsync()).Items.Single(d => d.Name == Name);

        Assert.Equal((0, 0), (own.Recipients, own.UserPrincipalNames));
    }

    [Fact]
    public async Task GetAsync_Domain_HasRecordsMailFlowAndOwnership()
    {
        AddUser("anna", "anna@contoso.example");
        tenant.DkimSigning = [new(Name, true, Judging.Selector, Judging.Selector2)];
        tenant.RemoteDomains =
        [
            new TenantRemoteDomain { Identity = "Default", DomainName = "*" },
            new TenantRemoteDomain
            {
                Identity = "Hybrid",
                DomainName = Name,
                TNEFEnabled = false,
            },
        ];
        tenant.Connectors =
        [
            Judging.Outbound,
            Judging.Outbound with
            {
                Name = "Other",
                DomainNames = ["fabrikam.example"],
            },
        ];

        var found = (await GetAsync("CONTOSO.example."))!;

        Assert.All(found.Records!, r => Assert.True(r.Severity == DnsSeverity.None, r.Advice));
        Assert.Equal(MailFlowWay.CloudFirst, found.MailFlow!.Way);
        Assert.Equal(ProofState.Verified, found.Ownership!.State);
        Assert.Equal("Hybrid", found.RemoteDomain!.Identity);
        Assert.Equal("Outbound", Assert.Single(found.Connectors).Name);
        Assert.Empty(found.Away);
    }

    [Fact]
    public async Task GetAsync_NotVerified_NamesTheRecordThatProvesIt()
    {
        tenant.Domains = [tenant.Domains[0] with { IsVerified = false }, tenant.Domains[1]];

        var found = (await GetAsync(Name))!;

        Assert.Equal((ProofState.Missing, "MS=ms12345678"), (found.Ownership!.State, found.Ownership.Record!.Value));
    }

    [Fact]
    public async Task GetAsync_RecipientsThatTheTenantLacks_AreNamedWithinTheScopeOnly()
    {
        AddUser("anna", "anna@contoso.example");
        AddUser("bo", "bo@contoso.example");
        tenant.With(CloudSamples.User("anna@contoso.example", "SMTP:anna@contoso.example"));

        Assert.Equal("bo", Assert.Single((await GetAsync(Name))!.NotInCloud!).DisplayName);
        actor = actor with { Scope = [DistinguishedName.Parse("OU=Elsewhere,DC=contoso,DC=example")] };
        var scoped = (await GetAsync(Name))!;
        Assert.Empty(scoped.NotInCloud!);
        Assert.Contains(scoped.MailFlow!.Findings, f => f.Severity == DnsSeverity.Error);
    }

    [Fact]
    public async Task GetAsync_NameThatIsNotInTheList_IsNoneAndDnsIsNotAsked()
    {
        Assert.Null(await GetAsync("internal-server.corp.example"));
        Assert.Null(await GetAsync("not a name"));
        Assert.Equal(0, dns.Asked);
    }

    [Fact]
    public async Task GetAsync_MicrosoftsOwnDomain_AsksNoDns()
    {
        Assert.Null((await GetAsync(CloudSamples.Initial))!.Records);
        Assert.Equal(0, dns.Asked);
    }

    [Fact]
    public async Task GetAsync_AgainAndAgain_AsksDnsOnceAndFreshNotMoreOftenThanAllowed()
    {
        await GetAsync(Name);
        var once = dns.Asked;

        await GetAsync(Name);
        await GetAsync(Name, fresh: true);
        Assert.Equal(once, dns.Asked);

        time.Now += DomainRecordCache.BetweenChecks;
        await GetAsync(Name);
        Assert.Equal(once, dns.Asked);
        await GetAsync(Name, fresh: true);
        Assert.Equal(2 * once, dns.Asked);

        time.Now += TimeSpan.FromMinutes(6); // the answers are valid for five
        await GetAsync(Name);
        Assert.Equal(3 * once, dns.Asked);
    }

    private async Task<MailDomains> ListAsync() => await (await ListDomainsAsync()).ExecuteAsync(default);

    private async Task<DomainDetails?> GetAsync(string name, bool fresh = false)
    {
        cache ??= new DomainRecordCache(new DomainRecordReader(dns, new NoPolicies()), time);
        return await new GetDomain(this, await ListDomainsAsync(), cache, dns, tenant, index, time).ExecuteAsync(
            name,
            fresh,
            default
        );
    }

    private async Task<ListDomains> ListDomainsAsync()
    {
        using var feed = new RecipientIndexFeed(directory, index, TimeProvider.System);
        await feed.LoadAsync(default);
        return new ListDomains(
            this,
            directory,
            new ListOfferedDomains(directory, index, new ChangeSettings(), time, new NoTenant()),
            tenant,
            index,
            time
        );
    }

    private void AddUser(string name, string address, string? upn = null) =>
        directory.AddUser(
            name,
            ("mail", [address]),
            ("proxyAddresses", ["SMTP:" + address]),
            ("mailNickname", [name]),
            ("userPrincipalName", [upn ?? address]),
            ("msExchRecipientTypeDetails", ["2147483648"]),
            ("targetAddress", [$"SMTP:{name}@contoso.mail.onmicrosoft.com"])
        );

    /// <summary>
    /// Ends every wait at once and records the longest; with a fake clock that has to be advanced, the use case would
    /// wait for ever.
    /// </summary>
    private sealed class Clock : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = DateTimeOffset.UnixEpoch;

        public override DateTimeOffset GetUtcNow() => Now;

        /// <summary>Every wait ends at once.</summary>
        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            if (dueTime > Longest)
                Longest = dueTime;
            return base.CreateTimer(
                callback,
                state,
                dueTime == Timeout.InfiniteTimeSpan ? dueTime : TimeSpan.Zero,
                period
            );
        }

        /// <summary>The longest wait that was requested.</summary>
        public TimeSpan Longest { get; private set; }
    }
}
