using HybridAdmin.Core.Domains;
using HybridAdmin.Core.Indexing;
using HybridAdmin.Core.Settings;
using HybridAdmin.Core.Tenant;
using HybridAdmin.Testing.Cloud;
using HybridAdmin.Testing.Directory;
using Microsoft.Extensions.Time.Testing;

namespace HybridAdmin.Core.Tests.Domains;

public sealed class ListOfferedDomainsTests
{
    private readonly FakeDirectory directory = new();
    private readonly RecipientIndex index = new();

    [Fact]
    public async Task ExecuteAsync_EveryOrigin_IsNamed()
    {
        await LoadAsync(("a", "a@used.example"), ("b", "b@used.example"));

        var offered = await ListAsync(new ChangeSettings { AcceptedDomains = ["Setting.example", "contoso.example"] });

        Assert.Equal(DomainOrigins.Setting, Origins(offered, "setting.example"));
        Assert.Equal(
            DomainOrigins.Setting | DomainOrigins.Configuration | DomainOrigins.UpnSuffix,
            Origins(offered, "contoso.example")
        );
        Assert.Equal(DomainOrigins.InUse, Origins(offered, "used.example"));
        Assert.Equal(2, offered.Single(d => d.Name == "used.example").Recipients);
    }

    [Fact]
    public async Task ExecuteAsync_DomainOfOneRecipient_MayBeASlipAndIsNotOffered()
    {
        await LoadAsync(("a", "a@slip.example"));

        Assert.DoesNotContain(await ListAsync(new ChangeSettings()), d => d.Name == "slip.example");
    }

    [Fact]
    public async Task ExecuteAsync_ContactsOutsideAddresses_MakeNoDomainOurs()
    {
        directory.AddContact(
            "p",
            ("mail", ["p@partner.example"]),
            ("proxyAddresses", ["SMTP:p@partner.example"]),
            ("mailNickname", ["p"])
        );
        directory.AddContact(
            "q",
            ("mail", ["q@partner.example"]),
            ("proxyAddresses", ["SMTP:q@partner.example"]),
            ("mailNickname", ["q"])
        );
        await LoadAsync();

        Assert.DoesNotContain(await ListAsync(new ChangeSettings()), d => d.Name == "partner.example");
    }

    [Fact]
    public async Task ExecuteAsync_AcceptedOnesComeFirstAndRoutingOnesLastAmongThem()
    {
        await LoadAsync(("a", "a@used.example"), ("b", "b@used.example"));

        var offered = await ListAsync(new ChangeSettings());

        Assert.Equal(["contoso.example", "contoso.mail.onmicrosoft.com", "used.example"], offered.Select(d => d.Name));
    }

    [Fact]
    public async Task ExecuteAsync_ChangesAfterALoad_AreCountedHalfAMinuteLater()
    {
        await LoadAsync(("a", "a@used.example"), ("b", "b@used.example"));
        var time = new FakeTimeProvider();
        var domains = new ListOfferedDomains(directory, index, new ChangeSettings(), time, new NoTenant());
        await domains.ExecuteAsync(default);
        index.Apply([], [index.Current.FindHolders("b@used.example")[0].Id]);

        var soon = await domains.ExecuteAsync(default);
        time.Advance(TimeSpan.FromSeconds(31));
        var later = await domains.ExecuteAsync(default);

        Assert.Equal(2, soon.Single(d => d.Name == "used.example").Recipients);
        Assert.DoesNotContain(later, d => d.Name == "used.example");
    }

    [Fact]
    public async Task ExecuteAsync_TenantsVerifiedDomains_AreAcceptedAndUnverifiedOnesAreNot()
    {
        await LoadAsync();
        var tenant = new FakeTenant
        {
            Domains =
            [
                new() { Name = "contoso.example", IsVerified = true },
                new() { Name = "cloud.example", IsVerified = true },
                new() { Name = "open.example" },
            ],
        };

        var offered = await new ListOfferedDomains(
            directory,
            index,
            new ChangeSettings(),
            TimeProvider.System,
            tenant
        ).ExecuteAsync(default);

        Assert.Equal(
            (DomainOrigins.Tenant, true),
            (Origins(offered, "cloud.example"), offered.Single(d => d.Name == "cloud.example").IsAccepted)
        );
        Assert.True(Origins(offered, "contoso.example").HasFlag(DomainOrigins.Tenant | DomainOrigins.Configuration));
        Assert.DoesNotContain(offered, d => d.Name == "open.example");
    }

    [Fact]
    public async Task ExecuteAsync_TenantAway_KeepsWhatItSaidAndAsksAgainOnlyAfterAMinute()
    {
        await LoadAsync();
        var tenant = new FakeTenant { Domains = [new() { Name = "cloud.example", IsVerified = true }] };
        var time = new FakeTimeProvider();
        var domains = new ListOfferedDomains(directory, index, new ChangeSettings(), time, tenant);
        await domains.ExecuteAsync(default);

        tenant.Fault = new TenantFault(TenantFaultKind.Unreachable, "Away.");
        var away = await domains.ExecuteAsync(default);
        (tenant.Fault, tenant.Domains) = (null, [new() { Name = "other.example", IsVerified = true }]);
        var soon = await domains.ExecuteAsync(default);
        time.Advance(TimeSpan.FromSeconds(61));
        var later = await domains.ExecuteAsync(default);

        Assert.Contains(away, d => d.Name == "cloud.example");
        Assert.Contains(soon, d => d.Name == "cloud.example");
        Assert.Equal(
            (false, true),
            (later.Any(d => d.Name == "cloud.example"), later.Any(d => d.Name == "other.example"))
        );
    }

    [Theory]
    [InlineData("*.relay.example", "mail.relay.example", true)]
    [InlineData("*.relay.example", "relay.example", true)]
    [InlineData("*.relay.example", "otherrelay.example", false)]
    [InlineData("relay.example", "mail.relay.example", false)]
    [InlineData("relay.example", "RELAY.example", true)]
    public void Covers_WithAndWithoutSubdomains(string domain, string asked, bool covers) =>
        Assert.Equal(covers, new OfferedDomain(domain, DomainOrigins.Configuration, 0).Covers(asked));

    private static DomainOrigins Origins(IReadOnlyList<OfferedDomain> offered, string name) =>
        offered.Single(d => d.Name == name).Origins;

    private async Task LoadAsync(params (string Name, string Address)[] mailboxes)
    {
        foreach (var (name, address) in mailboxes)
            directory.AddUser(
                name,
                ("mail", [address]),
                ("proxyAddresses", [$"SMTP:{address}"]),
                ("mailNickname", [name]),
                ("msExchRecipientTypeDetails", ["2147483648"])
            );
        await new RecipientIndexFeed(directory, index, TimeProvider.System).LoadAsync(default);
    }

    private Task<IReadOnlyList<OfferedDomain>> ListAsync(ChangeSettings settings) =>
        new ListOfferedDomains(directory, index, settings, TimeProvider.System, new NoTenant()).ExecuteAsync(default);
}
