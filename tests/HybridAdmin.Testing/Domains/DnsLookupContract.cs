using HybridAdmin.Core.Domains.Records;

namespace HybridAdmin.Testing.Domains;

/// <summary>
/// The contract of every <see cref="IDnsLookup"/>. The zone contains <see cref="Known"/> with an MX, a TXT and, below
/// "alias", a CNAME to a host with an address.
/// </summary>
public abstract class DnsLookupContract
{
    protected abstract string Known { get; }

    protected abstract Task<IDnsLookup> OpenAsync();

    [Fact]
    public async Task QueryAsync_Mx_IsFoundWithPreferenceAndHostInLowerCase()
    {
        var answer = await (await OpenAsync()).QueryAsync(Known.ToUpperInvariant(), DnsType.MX, CancellationToken.None);

        Assert.Equal(DnsOutcome.Found, answer.Outcome);
        Assert.All(answer.Records, r => Assert.Equal(DnsNames.Normalize(r.Value), r.Value));
        Assert.True(answer.TimeToLive > TimeSpan.Zero);
    }

    [Fact]
    public async Task QueryAsync_Alias_IsFollowedForItsAddressAndFoundItself()
    {
        var dns = await OpenAsync();

        var alias = await dns.QueryAsync($"alias.{Known}", DnsType.CNAME, CancellationToken.None);
        var address = await dns.QueryAsync($"alias.{Known}", DnsType.A, CancellationToken.None);

        var target = Assert.Single(alias.Values);
        Assert.Equal(DnsOutcome.Found, address.Outcome);
        Assert.Equal(target, address.Aliases[0]);
        Assert.True(System.Net.IPAddress.TryParse(address.Values.First(), out _));
    }

    [Fact]
    public async Task QueryAsync_MissingNameAndMissingRecord_AreToldApart()
    {
        var dns = await OpenAsync();

        Assert.Equal(
            DnsOutcome.NoSuchName,
            (await dns.QueryAsync($"nobody-has-this.{Known}", DnsType.A, CancellationToken.None)).Outcome
        );
        Assert.Equal(
            DnsOutcome.NoSuchRecord,
            (await dns.QueryAsync(Known, DnsType.SRV, CancellationToken.None)).Outcome
        );
    }

    [Theory]
    [InlineData("")]
    [InlineData("nolabel")]
    [InlineData("two..periods.example")]
    [InlineData("bl ank.example")]
    public async Task QueryAsync_NoName_Throws(string name)
    {
        var dns = await OpenAsync();

        await Assert.ThrowsAsync<ArgumentException>(() => dns.QueryAsync(name, DnsType.A, CancellationToken.None));
    }

    [Fact]
    public async Task QueryAsync_Cancelled_Throws()
    {
        var dns = await OpenAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            dns.QueryAsync(Known, DnsType.A, new CancellationToken(true))
        );
    }
}
