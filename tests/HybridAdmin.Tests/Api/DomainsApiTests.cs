using System.Net;
using HybridAdmin.Core.Access;
using HybridAdmin.Core.Tenant;
using Microsoft.Extensions.DependencyInjection;

namespace HybridAdmin.Tests.Api;

/// <summary>Domains over the sandbox's directory, tenant and zones.</summary>
public sealed class DomainsApiTests(SandboxApi sandbox) : IClassFixture<SandboxApi>
{
    [Fact]
    public async Task List_EveryRole_HasTenantDirectoryAndUse()
    {
        var answer = (await sandbox.As(Role.Helpdesk).GetAsync("domains")).Ok();

        var items = answer["items"]!.AsArray();
        Assert.Equal(answer["total"]!.GetValue<int>(), items.Count);
        var main = items.Single(i => i!["name"].Text() == "tailwind.example")!;
        Assert.True(
            main["inTenant"]!.GetValue<bool>()
                && main["isVerified"]!.GetValue<bool>()
                && main["isDefault"]!.GetValue<bool>()
        );
        Assert.Equal(
            ("Managed", "Authoritative"),
            (main["authenticationType"].Text(), main["acceptedDomainType"].Text())
        );
        Assert.True(main["recipients"]!.GetValue<int>() > 100);
        Assert.True(main["userPrincipalNames"]!.GetValue<int>() > 100);
        Assert.False(items.Single(i => i!["name"].Text() == "tailwind-cargo.test")!["isVerified"]!.GetValue<bool>());
    }

    [Fact]
    public async Task Get_Domain_HasEveryRecordWithStateAndAdvice()
    {
        var answer = (await sandbox.As(Role.Auditor).GetAsync("domains/Tailwind.Example")).Ok();

        var dns = answer["dns"]!.AsArray();
        Assert.Equal(
            ["MX", "Autodiscover", "SPF", "DKIM", "DMARC", "MTA-STS", "TLS-RPT"],
            dns.Select(d => d!["record"].Text())
        );
        Assert.All(dns, d => Assert.NotEmpty(d!["advice"].Text()));
        var mx = dns[0]!;
        Assert.Equal("Ok", mx["state"].Text());
        Assert.Equal(["tailwind-example.mail.protection.outlook.com"], mx["expected"].Texts());
        Assert.Equal("CloudFirst", answer["mailFlow"].Text());
        Assert.Null(answer["verificationRecord"]);
        Assert.Null(answer["remoteDomain"]!["tnefEnabled"]);
        Assert.Empty(answer["away"]!.AsArray());
    }

    [Fact]
    public async Task Get_NotVerified_NamesTheRecordThatProvesIt()
    {
        var answer = (await sandbox.As(Role.Administrator).GetAsync("domains/tailwind-cargo.test")).Ok();

        Assert.Equal("TXT", answer["verificationRecord"]!["type"].Text());
        Assert.StartsWith("MS=ms", answer["verificationRecord"]!["value"].Text(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("domains/nobody.example", HttpStatusCode.NotFound, "not-found")]
    [InlineData("domains/%2e%2e", HttpStatusCode.NotFound, "not-found")]
    [InlineData("domains/tailwind.example?fresh=perhaps", HttpStatusCode.UnprocessableEntity, "invalid")]
    [InlineData("domains?take=5000", HttpStatusCode.UnprocessableEntity, "invalid")]
    public async Task Get_Nonsense_IsAProblem(string path, HttpStatusCode status, string code)
    {
        (await sandbox.As(Role.Administrator).GetAsync(path)).Problem(status, code);
    }

    [Fact]
    public async Task Get_TenantAway_SaysWhatIsMissingAndShowsTheRest()
    {
        await using var console = await ApiConsole.StartAsync(
            [],
            services =>
                services.AddSingleton<ITenant>(
                    new Testing.Cloud.FakeTenant
                    {
                        Fault = new TenantFault(TenantFaultKind.Unreachable, "Microsoft Graph does not answer."),
                    }.With()
                )
        ); // its index was read once, empty: the console waits for no other
        await console.IndexLoadedAsync();
        using var caller = console.As(Role.Helpdesk);

        var answer = (await caller.GetAsync("domains/tailwind.example")).Ok();

        Assert.Contains("Microsoft 365: Microsoft Graph does not answer.", answer["away"].Texts());
        Assert.Equal(7, answer["dns"]!.AsArray().Count);
        Assert.Null(answer["acceptedDomainType"]);
    }
}
