namespace HybridAdmin.Microsoft365.Tests;

public sealed class TenantOptionsTests
{
    private static TenantOptions Good =>
        new()
        {
            TenantId = StubTenant.Id,
            ClientId = "99999999-2222-3333-4444-555555555555",
            CertificateFile = "/x.pem",
        };

    public static TheoryData<string, Action<TenantOptions>> Mistakes =>
        new()
        {
            { "Tenant:TenantId", o => o.TenantId = null },
            { "Tenant:TenantId", o => o.TenantId = "not a tenant" },
            { "Tenant:ClientId", o => o.ClientId = null },
            { "Tenant:ClientId", o => o.ClientId = "my app" },
            { "Tenant:CertificateFile", o => o.CertificateFile = null },
            { "Tenant:ClientSecret", o => o.ClientSecret = "x" },
            { "Tenant:Cloud", o => o.Cloud = "Mars" },
            { "Tenant:GraphEndpoint", o => o.GraphEndpoint = "https://graph.microsoft.com/v1.0" },
            { "Tenant:GraphEndpoint", o => o.GraphEndpoint = "http://graph.microsoft.com" },
            { "Tenant:GraphEndpoint", o => o.GraphEndpoint = "http://127.0.0.1:5000" }, // the others stay https
            { "Tenant:LoginEndpoint", o => o.LoginEndpoint = "ftp://x" },
            { "Tenant:RoutingDomain", o => o.RoutingDomain = "nowhere" },
            {
                "Tenant:ClientSecret",
                o =>
                    (o.GraphEndpoint, o.ExchangeEndpoint, o.LoginEndpoint) = (
                        "http://127.0.0.1:1",
                        "http://127.0.0.1:1",
                        "http://localhost:1"
                    )
            },
        };

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void Validate_Mistake_NamesTheSetting(string setting, Action<TenantOptions> mistake)
    {
        var options = Good;
        mistake(options);

        Assert.Contains(setting, Assert.Single(options.Validate()), StringComparison.Ordinal);
    }

    [Fact]
    public void Validate_EachWayToSignIn_IsAccepted()
    {
        Assert.Empty(Good.Validate());
        Assert.Empty(new TenantOptions { TenantId = "contoso.onmicrosoft.com", ManagedIdentity = true }.Validate());
        Assert.Empty(
            new TenantOptions
            {
                TenantId = StubTenant.Id,
                ClientId = Good.ClientId,
                ClientSecret = "x",
                Cloud = "China",
            }.Validate()
        );
    }

    [Theory]
    [InlineData(
        null,
        "https://graph.microsoft.com/",
        "https://outlook.office365.com/",
        "https://login.microsoftonline.com/"
    )]
    [InlineData(
        "usgovernment",
        "https://graph.microsoft.us/",
        "https://outlook.office365.us/",
        "https://login.microsoftonline.us/"
    )]
    [InlineData(
        "USGovernmentDoD",
        "https://dod-graph.microsoft.us/",
        "https://outlook-dod.office365.us/",
        "https://login.microsoftonline.us/"
    )]
    [InlineData(
        "China",
        "https://microsoftgraph.chinacloudapi.cn/",
        "https://outlook.office365.cn/",
        "https://login.chinacloudapi.cn/"
    )]
    public void Roots_AreTheClouds(string? cloud, string graph, string exchange, string login)
    {
        var options = Good;
        options.Cloud = cloud;

        Assert.Equal(
            (graph, exchange, login),
            (options.GraphRoot.ToString(), options.ExchangeRoot.ToString(), options.LoginRoot.ToString())
        );
    }

    [Fact]
    public void ToString_Secret_IsNotInIt() =>
        Assert.DoesNotContain(
            "hush",
            new TenantOptions { TenantId = "t", ClientSecret = "hush" }.ToString(),
            StringComparison.Ordinal
        );
}
