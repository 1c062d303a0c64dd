using HybridAdmin.Core.Directory;
using HybridAdmin.Testing.ActiveDirectory;
using Microsoft.Extensions.Time.Testing;

namespace HybridAdmin.ActiveDirectory.Tests;

[Collection(ContosoGroup.Name)]
public sealed class DescriptionTests(ContosoFixture contoso)
{
    [SambaFact]
    public async Task DescribeAsync_ForestWithExchange_KnowsSchemaAndOrganization()
    {
        await using var directory = Settings.Directory(Settings.AsAdministrator(contoso.Controller));

        var description = await directory.DescribeAsync(fresh: false, CancellationToken.None);

        Assert.Equal("Active Directory", description.Kind);
        Assert.Equal(DistinguishedName.Parse("DC=contoso,DC=local"), description.Domain);
        Assert.Equal("contoso.local", description.DnsName);
        Assert.Matches("^S-1-5-21-[0-9]+-[0-9]+-[0-9]+$", description.DomainSid);
        Assert.Equal(17003, description.ExchangeSchemaVersion);
        Assert.Equal("Contoso Organization", description.ExchangeOrganization);
        Assert.True(description.HasExchangeSchema);
        Assert.Contains("contoso.example", description.UpnSuffixes);
        Assert.DoesNotContain("contoso.local", description.UpnSuffixes);
        Assert.Contains(description.AcceptedDomains, d => d.Name == "contoso.com" && (d.Flags & 3) == 0);
        Assert.Contains(description.AcceptedDomains, d => d.Name == "*.fabrikam.com" && (d.Flags & 3) != 0);
    }

    [SambaFact]
    public async Task DescribeAsync_Attributes_HaveTheirForm()
    {
        await using var directory = Settings.Directory(Settings.For(contoso.Controller));

        var attributes = (await directory.DescribeAsync(fresh: false, CancellationToken.None)).Attributes;

        Assert.True(attributes["msExchMailboxGuid"] is { IsOctets: true, IsSingleValued: true });
        Assert.True(attributes["proxyaddresses"] is { IsOctets: false, IsSingleValued: false, IsLink: false });
        Assert.True(attributes["member"] is { IsLink: true, IsSingleValued: false });
        Assert.True(attributes["tokenGroups"].IsConstructed);
        Assert.True(attributes["objectSid"].IsOctets);
        Assert.True(attributes["nTSecurityDescriptor"].IsOctets);
    }

    [SambaFact]
    public async Task DescribeAsync_Again_IsKeptForTenMinutes()
    {
        var time = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var directory = Settings.Directory(Settings.For(contoso.Controller), time);
        var first = await directory.DescribeAsync(fresh: false, CancellationToken.None);

        time.Advance(TimeSpan.FromMinutes(9));
        var kept = await directory.DescribeAsync(fresh: false, CancellationToken.None);
        time.Advance(TimeSpan.FromMinutes(2));
        var later = await directory.DescribeAsync(fresh: false, CancellationToken.None);
        time.Advance(TimeSpan.FromSeconds(1));
        var fresh = await directory.DescribeAsync(fresh: true, CancellationToken.None);

        Assert.Same(first, kept);
        Assert.NotSame(first, later);
        Assert.NotSame(later, fresh);
    }

    [SambaFact]
    public async Task DescribeAsync_ForestWithoutExchange_SaysSo()
    {
        await using var plain = await SambaDomainController.StartNewAsync("plain");
        await using var directory = Settings.Directory(Settings.For(plain));

        var description = await directory.DescribeAsync(fresh: false, CancellationToken.None);

        Assert.False(description.HasExchangeSchema);
        Assert.False(description.HasAttribute("extensionAttribute1"));
        Assert.Null(description.ExchangeSchemaVersion);
        Assert.Null(description.ExchangeOrganization);
        Assert.Null(description.ExchangeServers);
        Assert.Empty(description.AcceptedDomains);
        Assert.Equal(["fabrikam.com"], description.UpnSuffixes);
        Assert.True(description.HasAttribute("proxyAddresses"));
    }
}
