using Bunit;
using HybridAdmin.Components.Tests.Layout;
using HybridAdmin.Core.Access;
using HybridAdmin.Core.Changes.Domains;
using HybridAdmin.Core.Domains;
using HybridAdmin.Core.Domains.Records;
using HybridAdmin.Core.Tenant;
using HybridAdmin.Core.Tenant.Writing;
using HybridAdmin.Features.Domains;
using HybridAdmin.Testing.Cloud;
using HybridAdmin.Testing.Domains;
using Microsoft.Extensions.DependencyInjection;
using Radzen.Blazor;

namespace HybridAdmin.Components.Tests.Domains;

public sealed class DomainPageTests : PageTest
{
    private const string Name = "contoso.example";
    private readonly FakeTenant _tenant = new()
    {
        AcceptedDomains = [new(Name, Name, "Authoritative", true, false, false, false)],
    };
    private readonly FakeDns _dns = new FakeDns()
        .With(Name, DnsType.MX, "contoso-example.mail.protection.outlook.com")
        .Txt(Name, "v=spf1 -all")
        .Txt(Name, "v=spf1 ~all");

    public DomainPageTests()
    {
        Services.AddSingleton<ITenant>(_tenant).AddSingleton<IDnsLookup>(_dns);
        Services.AddSingleton<IMtaStsPolicies, NoPolicies>();
        Services.AddSingleton<DomainRecordReader>().AddSingleton<DomainRecordCache>();
        Services
            .AddScoped<ListDomains>()
            .AddScoped<GetDomain>()
            .AddScoped<UpnSuffixes>()
            .AddScoped<ChangeRemoteDomain>()
            .AddScoped<VerifyTenantDomain>();
    }

    [Fact]
    public async Task List_Domains_ShowStateUseAndWhatIsMissing()
    {
        AddAnna(("userPrincipalName", ["anna@old.example"]));
        _tenant.Domains = [.. _tenant.Domains, new TenantDomain { Name = "new.example" }];
        await LoadIndexAsync();

        var page = Render<DomainListPage>();

        page.WaitForAssertion(() => Assert.Contains("verified", Row(page, Name), StringComparison.Ordinal));
        Assert.Contains("not verified", Row(page, "new.example"), StringComparison.Ordinal);
        Assert.Contains("the tenant does not have this one", Row(page, "old.example"), StringComparison.Ordinal);
        Assert.Equal(
            $"domains/{Name}",
            page.FindAll("tbody a")
                .First(a => a.TextContent.Contains(Name, StringComparison.Ordinal))
                .GetAttribute("href")
        );
    }

    [Fact]
    public async Task List_TenantAway_SaysSoAndShowsTheRest()
    {
        AddAnna();
        _tenant.Fault = new TenantFault(TenantFaultKind.Unreachable, "Microsoft Graph does not answer.");
        await LoadIndexAsync();

        var page = Render<DomainListPage>();

        page.WaitForAssertion(() => Assert.Contains("not known", Row(page, Name), StringComparison.Ordinal));
        Assert.Contains("Microsoft Graph does not answer.", page.Find(".alert").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void List_DirectoryAway_OffersAnotherTry()
    {
        Directory.GoAway();
        var page = Render<DomainListPage>();
        Directory.ComeBack();

        page.Find("[role=alert] button").Click();

        page.WaitForAssertion(() => Assert.Contains(Name, page.Find("tbody").TextContent, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Domain_Records_HaveStateInWordsAdviceAndWhatToCopy()
    {
        AddAnna();
        await LoadIndexAsync();

        var page = Open(Name);

        page.WaitForAssertion(() => Assert.Equal(7, page.FindAll(".dns-record").Count));
        Assert.Contains("as expected", Record(page, "MX"), StringComparison.Ordinal);
        Assert.Contains("more than one", Record(page, "SPF"), StringComparison.Ordinal);
        Assert.Contains("Cloud first", page.Markup, StringComparison.Ordinal);
        Assert.Contains(
            $"autodiscover.{Name} 3600 IN CNAME autodiscover.outlook.com",
            page.FindAll("[data-copy]").Select(b => b.GetAttribute("data-copy"))
        );
    }

    [Fact]
    public void Domain_NotVerified_OffersTheRecordToCopy()
    {
        _tenant.Domains = [_tenant.Domains[0] with { IsVerified = false }, _tenant.Domains[1]];

        var page = Open(Name);

        page.WaitForAssertion(() =>
            Assert.Contains("MS=ms12345678", page.FindAll("[data-copy]").Select(b => b.GetAttribute("data-copy")))
        );
    }

    [Fact]
    public void Verify_RecordThere_IsShownFirstAndThenSaidWithItsRecord()
    {
        var page = OpenUnverified();
        _tenant.PublishedProofs.Add(Name);

        page.Find(".verify-domain button").Click();
        page.WaitForAssertion(() =>
            Assert.Contains(
                $"POST /v1.0/domains/{Name}/verify",
                page.Find(".verify-domain").TextContent,
                StringComparison.Ordinal
            )
        );
        Assert.Contains("cannot be taken back", page.Find(".verify-domain").TextContent, StringComparison.Ordinal);
        Assert.Empty(_tenant.Writes);
        Button(page, "Verify in Microsoft 365").Click();

        page.WaitForAssertion(() =>
            Assert.Contains("record ", page.Find(".applied[role=status]").TextContent, StringComparison.Ordinal)
        );
        page.WaitForAssertion(() => Assert.DoesNotContain("Proof of ownership", page.Markup, StringComparison.Ordinal));
    }

    [Fact]
    public void Verify_RecordMissing_SaysWhyAndOffersAnotherTry()
    {
        var page = OpenUnverified();

        page.Find(".verify-domain button").Click();
        page.WaitForAssertion(() =>
            Assert.Contains("not seen from here", page.Find(".verify-domain").TextContent, StringComparison.Ordinal)
        );
        Button(page, "Verify in Microsoft 365").Click();

        page.WaitForAssertion(() =>
            Assert.Contains(
                "DNS record not found",
                page.Find(".verify-domain [role=alert]").TextContent,
                StringComparison.Ordinal
            )
        );
        Assert.NotNull(Button(page, "Verify ..."));
        Assert.False(_tenant.Domains[0].IsVerified);
    }

    [Fact]
    public void Verify_RecipientAdministrator_IsToldWhoMay()
    {
        SignIn(Role.RecipientAdministrator);

        var page = OpenUnverified();

        Assert.Empty(page.FindAll(".verify-domain"));
        Assert.Contains("an administrator verifies the domain", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void Domain_NoSuchOne_SaysSo()
    {
        var page = Open("nobody.example");

        page.WaitForAssertion(() => Assert.Contains("There is no such domain", page.Markup, StringComparison.Ordinal));
        Assert.Equal(0, _dns.Asked);
    }

    [Fact]
    public void CheckAgain_AfterTheLeastTime_AsksDnsAnew()
    {
        var page = Open(Name);
        page.WaitForAssertion(() => Assert.NotEmpty(page.FindAll(".dns-record")));
        var asked = _dns.Asked;
        _dns.With($"autodiscover.{Name}", DnsType.CNAME, "autodiscover.outlook.com");

        page.FindAll("button").Single(b => b.TextContent.Contains("Check again", StringComparison.Ordinal)).Click();
        page.WaitForAssertion(() => Assert.Contains("Check again", page.Markup, StringComparison.Ordinal));
        Assert.Equal(asked, _dns.Asked);

        Time.Advance(DomainRecordCache.BetweenChecks);
        page.FindAll("button").Single(b => b.TextContent.Contains("Check again", StringComparison.Ordinal)).Click();
        page.WaitForAssertion(() =>
            Assert.Contains("as expected", Record(page, "Autodiscover"), StringComparison.Ordinal)
        );
    }

    [Fact]
    public void RemoteDomain_SetToNever_IsPreviewedAppliedAndTakenBack()
    {
        var page = Open(Name);
        page.WaitForAssertion(() => Assert.NotEmpty(page.FindAll(".remote-domain")));

        page.Find(".remote-domain select").Change("false");
        page.WaitForAssertion(() =>
            Assert.Contains("New-RemoteDomain", page.Find(".remote-domain").TextContent, StringComparison.Ordinal)
        );
        Assert.Empty(_tenant.Writes);
        page.FindAll(".remote-domain button").Single(b => b.TextContent == "Apply in Exchange Online").Click();

        page.WaitForAssertion(() =>
            Assert.Contains("record ", page.Find(".remote-domain [role=status]").TextContent, StringComparison.Ordinal)
        );
        Assert.NotEmpty(_tenant.Writes);
        page.FindAll(".remote-domain button").Single(b => b.TextContent == "Undo").Click();
        page.WaitForAssertion(() => Assert.Empty(page.FindAll(".remote-domain [role=status]")));
        Assert.False(_tenant.Has(new TenantTarget(TenantTargetKind.RemoteDomain, Name)));
    }

    [Fact]
    public void RemoteDomain_Auditor_IsReadOnly()
    {
        SignIn(Role.Auditor);
        var page = Open(Name);

        page.WaitForAssertion(() => Assert.Contains("none of its own", page.Markup, StringComparison.Ordinal));
        Assert.Empty(page.FindAll(".remote-domain"));
    }

    [Fact]
    public async Task UpnSuffixes_ReviewedAndApplied_SaysWhoSignsInDifferentlyAndCanBeUndone()
    {
        var anna = AddAnna(("userPrincipalName", ["anna@old.example"]));
        await LoadIndexAsync();
        var suffixes = Render<UpnSuffixPage>();
        suffixes.WaitForAssertion(() => Assert.Contains("1 person has", suffixes.Markup, StringComparison.Ordinal));
        GoTo("domains/upn-suffixes/old.example");
        var dialogs = Render<RadzenDialog>();
        var page = Render<UpnSuffixPeoplePage>(p => p.Add(x => x.Suffix, "old.example"));
        page.WaitForAssertion(() =>
            Assert.Contains("Anna Berg", page.Find("tbody").TextContent, StringComparison.Ordinal)
        );

        page.Find("thead input[type=checkbox]").Change(true);
        page.WaitForAssertion(() => page.Find(".bulk-bar select").Change(Name));
        page.FindAll(".bulk-bar button").Single(b => b.TextContent == "Change suffix").Click();
        dialogs.WaitForAssertion(() =>
            Assert.Contains(
                "anna@contoso.example",
                dialogs.Find("ul[aria-label='Who will sign in differently']").TextContent,
                StringComparison.Ordinal
            )
        );
        dialogs.FindAll("button").Single(b => b.TextContent == "Change 1 recipient").Click();

        dialogs.WaitForAssertion(() => Assert.Contains("1 changed.", dialogs.Markup, StringComparison.Ordinal));
        Assert.Equal(["anna@contoso.example"], Directory.Peek(anna, "userPrincipalName"));
        dialogs.FindAll("button").Single(b => b.TextContent == "Undo all").Click();
        dialogs.WaitForAssertion(() => Assert.Equal(["anna@old.example"], Directory.Peek(anna, "userPrincipalName")));
    }

    [Fact]
    public async Task UpnSuffixPeople_Helpdesk_CannotChoose()
    {
        AddAnna(("userPrincipalName", ["anna@old.example"]));
        await LoadIndexAsync();
        SignIn(Role.Helpdesk);
        GoTo("domains/upn-suffixes/old.example");

        var page = Render<UpnSuffixPeoplePage>(p => p.Add(x => x.Suffix, "old.example"));

        page.WaitForAssertion(() =>
            Assert.Contains("Anna Berg", page.Find("tbody").TextContent, StringComparison.Ordinal)
        );
        Assert.Empty(page.FindAll("input[type=checkbox]"));
    }

    private IRenderedComponent<DomainPage> OpenUnverified()
    {
        _tenant.Domains = [_tenant.Domains[0] with { IsVerified = false }, _tenant.Domains[1]];
        var page = Open(Name);
        page.WaitForAssertion(() => Assert.Contains("Proof of ownership", page.Markup, StringComparison.Ordinal));
        return page;
    }

    private static AngleSharp.Dom.IElement Button(IRenderedComponent<IComponent> page, string text) =>
        page.FindAll(".verify-domain button").Single(b => b.TextContent == text);

    private IRenderedComponent<DomainPage> Open(string name) => Render<DomainPage>(p => p.Add(d => d.Name, name));

    private static string Row(IRenderedComponent<IComponent> page, string name) =>
        page.FindAll("tbody tr.data-row")
            .Single(r => r.QuerySelector(".row-link")!.TextContent.Contains(name, StringComparison.Ordinal))
            .TextContent;

    private static string Record(IRenderedComponent<IComponent> page, string name) =>
        page.FindAll(".dns-record").Single(r => r.QuerySelector("h3")!.TextContent == name).TextContent;
}
