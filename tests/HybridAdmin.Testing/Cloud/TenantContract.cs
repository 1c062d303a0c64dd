using HybridAdmin.Core.Tenant;

namespace HybridAdmin.Testing.Cloud;

/// <summary>
/// The contract of every tenant, whatever implements the port. The index has to be filled when the tenant is returned.
/// </summary>
public abstract class TenantContract
{
    /// <summary>A tenant that answers and has at least one synchronised user with an address.</summary>
    protected abstract Task<ITenant> OpenAsync();

    [Fact]
    public async Task DescribeAsync_Tenant_NamesItselfAndItsInitialDomain()
    {
        var tenant = await OpenAsync();

        var description = await tenant.DescribeAsync(true, CancellationToken.None);

        Assert.NotEqual(Guid.Empty, description.TenantId);
        Assert.Contains(description.InitialDomain!, description.VerifiedDomains);
        Assert.Equal(TenantState.Reachable, tenant.Status.State);
    }

    [Fact]
    public async Task ReadCapabilitiesAsync_EveryOperation_IsThereOnceAndSaysWhatIsMissing()
    {
        var found = await (await OpenAsync()).ReadCapabilitiesAsync(true, CancellationToken.None);

        Assert.Equal(Enum.GetValues<TenantOperation>(), found.Select(c => c.Operation));
        Assert.All(found, c => Assert.Equal(c.IsAvailable == false, c.Missing is not null));
    }

    [Fact]
    public async Task ListDomainsAsync_Domains_HaveOneInitialAndAreInLowerCase()
    {
        var domains = await (await OpenAsync()).ListDomainsAsync(CancellationToken.None);

        Assert.Single(domains, d => d.IsInitial);
        Assert.All(domains, d => Assert.Equal(d.Name.ToLowerInvariant(), d.Name));
    }

    [Fact]
    public async Task DnsRecords_OfAVerifiedDomain_NameTheProofAndWhatMailWants()
    {
        var tenant = await OpenAsync();
        var domain = (await tenant.ListDomainsAsync(CancellationToken.None))
            .First(d => d is { IsVerified: true, IsInitial: false })
            .Name;

        var proof = await tenant.ListVerificationRecordsAsync(domain, CancellationToken.None);
        var wanted = await tenant.ListServiceRecordsAsync(domain, CancellationToken.None);

        Assert.Contains(
            proof,
            r => r.RecordType == "Txt" && r.Name == domain && r.Value.StartsWith("MS=", StringComparison.Ordinal)
        );
        Assert.Contains(wanted, r => r.RecordType == "Mx" && r is { SupportedService: "Email", Preference: not null });
        Assert.Contains(wanted, r => r.RecordType == "CName" && r.Name == $"autodiscover.{domain}");
        Assert.All(wanted, r => Assert.Equal(r.Name.ToLowerInvariant(), r.Name));
    }

    [Fact]
    public async Task ReadDkimSigningAsync_NoSuchDomain_IsNone()
    {
        Assert.Null(await (await OpenAsync()).ReadDkimSigningAsync("nowhere.example", CancellationToken.None));
    }

    [Fact]
    public async Task SynchronisedUser_IsTheSameByIdAnchorAddressAndInTheIndex()
    {
        var tenant = await OpenAsync();
        var user = tenant.Index.Current.All.First(r =>
            r
                is {
                    Kind: TenantRecipientKind.User,
                    OnPremisesSyncEnabled: true,
                    PrimarySmtpAddress: not null,
                    OnPremisesImmutableId: not null
                }
        );
        Assert.True(ImmutableId.TryParse(user.OnPremisesImmutableId, out var anchor));

        Assert.Equal(user.Id, (await tenant.ReadAsync(user.Kind, user.Id, CancellationToken.None))?.Id);
        Assert.Equal(user.Id, (await tenant.FindByImmutableIdAsync(anchor, CancellationToken.None))?.Id);
        Assert.Contains(
            await tenant.FindByAddressAsync(user.PrimarySmtpAddress!.ToUpperInvariant(), CancellationToken.None),
            r => r.Id == user.Id
        );
        Assert.Equal(user.Id, tenant.Index.Current.FindByImmutableId(anchor)?.Id);
    }

    [Fact]
    public async Task Absent_ObjectAnchorAndAddress_AreNoFault()
    {
        var tenant = await OpenAsync();

        Assert.Null(await tenant.ReadAsync(TenantRecipientKind.Group, Guid.NewGuid(), CancellationToken.None));
        Assert.Null(await tenant.FindByImmutableIdAsync(ImmutableId.Of(Guid.NewGuid()), CancellationToken.None));
        Assert.Empty(await tenant.FindByAddressAsync("nobody.at.all@nowhere.example", CancellationToken.None));
        Assert.Empty(await tenant.FindDeletedByAddressAsync("nobody.at.all@nowhere.example", CancellationToken.None));
    }
}
