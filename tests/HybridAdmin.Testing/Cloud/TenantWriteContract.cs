using HybridAdmin.Core.Directory;
using HybridAdmin.Core.Recipients.Properties;
using HybridAdmin.Core.Tenant;
using HybridAdmin.Core.Tenant.Writing;

namespace HybridAdmin.Testing.Cloud;

/// <summary>The contract of writes to every tenant, whatever implements the port.</summary>
public abstract class TenantWriteContract
{
    /// <summary>
    /// Opens a tenant that answers, with a synchronised mailbox whose Exchange attributes are still mastered in Active
    /// Directory.
    /// </summary>
    protected abstract Task<(ITenant Tenant, TenantTarget Mailbox)> OpenAsync();

    /// <summary>Publishes the proof of ownership of an unverified domain.</summary>
    protected abstract void PublishProof(string domain);

    /// <summary>A domain that was not written to yet.</summary>
    protected virtual TenantTarget RemoteDomain => new(TenantTargetKind.RemoteDomain, "Coexistence");

    [Fact]
    public async Task SendAsync_OwnedByActiveDirectory_IsRefusedAndNothingIsWritten()
    {
        var (tenant, mailbox) = await OpenAsync();
        var before = await ReadAsync(tenant, mailbox);

        var fault = await Assert.ThrowsAsync<TenantFault>(() =>
            tenant.SendAsync(mailbox, Change(ExchangeOnlineProperties.HiddenFromAddressListsEnabled, "True"))
        );

        Assert.Equal((TenantFaultKind.Refused, false), (fault.Kind, fault.OutcomeUnknown));
        Assert.Equal(
            before.Flag(ExchangeOnlineProperties.HiddenFromAddressListsEnabled),
            (await ReadAsync(tenant, mailbox)).Flag(ExchangeOnlineProperties.HiddenFromAddressListsEnabled)
        );
    }

    [Fact]
    public async Task SendAsync_CloudManaged_TakesEveryProperty()
    {
        var (tenant, mailbox) = await OpenAsync();
        await tenant.SendAsync(mailbox, Change(ExchangeOnlineProperties.IsExchangeCloudManaged, "True"));
        var before = await ReadAsync(tenant, mailbox);
        var addresses = Texts(before, ExchangeOnlineProperties.EmailAddresses);
        var added =
            "smtp:write.contract@"
            + addresses.First(a => a.StartsWith("SMTP:", StringComparison.Ordinal)).Split('@')[1];

        await tenant.SendAsync(
            mailbox,
            Change(ExchangeOnlineProperties.EmailAddresses, added),
            Change(ExchangeOnlineProperties.HiddenFromAddressListsEnabled, "True"),
            Change(ExchangeOnlineProperties.Alias, "write.contract"),
            Change("CustomAttribute1", "one"),
            Change("CustomAttribute15", "fifteen")
        );
        var after = await ReadAsync(tenant, mailbox);
        await tenant.SendAsync(
            mailbox,
            Change(ExchangeOnlineProperties.EmailAddresses, added).Reversed(),
            Change("CustomAttribute1", "one").Reversed()
        );
        var back = await ReadAsync(tenant, mailbox);

        Assert.True(after.Flag(ExchangeOnlineProperties.IsExchangeCloudManaged));
        Assert.Equal(
            addresses.Append(added).Order(StringComparer.Ordinal),
            Texts(after, ExchangeOnlineProperties.EmailAddresses)
        );
        Assert.Equal(
            (true, "write.contract", "one", "fifteen"),
            (
                after.Flag(ExchangeOnlineProperties.HiddenFromAddressListsEnabled),
                after.Text(ExchangeOnlineProperties.Alias),
                after.Text("CustomAttribute1"),
                after.Text("CustomAttribute15")
            )
        );
        Assert.Equal(addresses, Texts(back, ExchangeOnlineProperties.EmailAddresses));
        Assert.Empty(back.Values("CustomAttribute1"));
        Assert.Equal("fifteen", back.Text("CustomAttribute15"));
    }

    [Fact]
    public async Task SendAsync_WholeListWithAnotherPrimary_KeepsTheFormerAsAlias()
    {
        var (tenant, mailbox) = await OpenAsync();
        await tenant.SendAsync(mailbox, Change(ExchangeOnlineProperties.IsExchangeCloudManaged, "True"));
        var before = Texts(await ReadAsync(tenant, mailbox), ExchangeOnlineProperties.EmailAddresses);
        var former = before.First(a => a.StartsWith("SMTP:", StringComparison.Ordinal))["SMTP:".Length..];
        var wanted = "primary.contract@" + former.Split('@')[1];
        string[] whole = [$"SMTP:{wanted}", .. before.Select(a => a == $"SMTP:{former}" ? $"smtp:{former}" : a)];

        await tenant.SendAsync(mailbox, Change(ExchangeOnlineProperties.EmailAddresses, whole));

        Assert.Equal(
            whole.Order(StringComparer.Ordinal),
            Texts(await ReadAsync(tenant, mailbox), ExchangeOnlineProperties.EmailAddresses)
        );
    }

    [Fact]
    public async Task RemoteDomain_HasThreeValuesAndNullIsRestorable()
    {
        var (tenant, _) = await OpenAsync();
        Assert.Null(await tenant.ReadValuesAsync(RemoteDomain, default));

        await tenant.SendAsync(RemoteDomain, Change(ExchangeOnlineProperties.DomainName, "coexistence.example"));
        Assert.Equal(
            "coexistence.example",
            (await ReadAsync(tenant, RemoteDomain)).Text(ExchangeOnlineProperties.DomainName)
        );
        Assert.Null((await ReadAsync(tenant, RemoteDomain)).Flag(ExchangeOnlineProperties.TNEFEnabled));
        foreach (var value in new bool?[] { false, true, null })
        {
            await tenant.SendAsync(
                RemoteDomain,
                Change(
                    ExchangeOnlineProperties.TNEFEnabled,
                    value is { } flag ? [ExchangeOnlineProperties.Text(flag)] : []
                )
            );
            Assert.Equal(value, (await ReadAsync(tenant, RemoteDomain)).Flag(ExchangeOnlineProperties.TNEFEnabled));
        }

        Assert.Equal(
            TenantFaultKind.Refused,
            (
                await Assert.ThrowsAsync<TenantFault>(() =>
                    tenant.SendAsync(RemoteDomain, Change(ExchangeOnlineProperties.DomainName, "again.example"))
                )
            ).Kind
        );
        await tenant.SendAsync(
            RemoteDomain,
            Change(ExchangeOnlineProperties.DomainName, "coexistence.example").Reversed()
        );
        Assert.Null(await tenant.ReadValuesAsync(RemoteDomain, default));
    }

    [Fact]
    public async Task VerifyDomain_ProofNotVisible_IsRefusedAndWithItIsVerified()
    {
        var (tenant, _) = await OpenAsync();
        var domain = (await tenant.ListDomainsAsync(default)).First(d => !d.IsVerified).Name;
        var target = new TenantTarget(TenantTargetKind.Domain, domain);

        var refusal = await Assert.ThrowsAsync<TenantFault>(() =>
            tenant.SendAsync(target, Change(ExchangeOnlineProperties.IsVerified, "True"))
        );
        var before = (await ReadAsync(tenant, target)).Flag(ExchangeOnlineProperties.IsVerified);
        PublishProof(domain);
        await tenant.SendAsync(target, Change(ExchangeOnlineProperties.IsVerified, "True"));

        Assert.Equal((TenantFaultKind.Refused, false), (refusal.Kind, refusal.OutcomeUnknown));
        Assert.False(before);
        Assert.True((await ReadAsync(tenant, target)).Flag(ExchangeOnlineProperties.IsVerified));
        // At once, even if a list is cached.
        Assert.True((await tenant.ListDomainsAsync(default)).Single(d => d.Name == domain).IsVerified);
        Assert.Null(
            await tenant.ReadValuesAsync(new TenantTarget(TenantTargetKind.Domain, "nowhere.example"), default)
        );
    }

    [Fact]
    public async Task Absent_Object_IsReadAsNullAndRefusedWhenWritten()
    {
        var (tenant, _) = await OpenAsync();
        var nobody = new TenantTarget(TenantTargetKind.Mailbox, Guid.NewGuid().ToString());

        Assert.Null(await tenant.ReadValuesAsync(nobody, default));
        Assert.Equal(
            TenantFaultKind.NotFound,
            (
                await Assert.ThrowsAsync<TenantFault>(() =>
                    tenant.SendAsync(nobody, Change(ExchangeOnlineProperties.Alias, "a"))
                )
            ).Kind
        );
    }

    private static AttributeChange Change(string property, params string[] texts) =>
        new(property, [], [.. texts.Select(t => new DirectoryValue(t))]);

    private static async Task<TenantValues> ReadAsync(ITenant tenant, TenantTarget target) =>
        await tenant.ReadValuesAsync(target, default) ?? throw new InvalidOperationException($"{target} is not there.");

    /// <summary>In ordinal order, since Exchange does not preserve any.</summary>
    private static string[] Texts(TenantValues values, string property) =>
        [.. values.Values(property).Select(v => v.Text).Order(StringComparer.Ordinal)];
}
