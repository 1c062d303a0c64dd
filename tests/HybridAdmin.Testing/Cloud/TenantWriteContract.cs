using HybridAdmin.Core.Cloud;

namespace HybridAdmin.Testing.Cloud;

/// <summary>What every tenant does with writes, whatever stands behind the port.</summary>
public abstract class TenantWriteContract
{
    /// <summary>
    /// A tenant that answers, and a synchronised mailbox in it whose Exchange attributes are Active Directory's still.
    /// </summary>
    protected abstract Task<(ITenant Tenant, CloudTarget Mailbox)> OpenAsync();

    /// <summary>Makes the proof of ownership of a domain that is not verified visible.</summary>
    protected abstract void PublishProof(string domain);

    /// <summary>A domain that nobody has written to yet.</summary>
    protected virtual CloudTarget RemoteDomain => new(CloudTargetKind.RemoteDomain, "Coexistence");

    [Fact]
    public async Task SendAsync_OwnedByActiveDirectory_IsRefusedAndNothingIsWritten()
    {
        var (tenant, mailbox) = await OpenAsync();
        var before = await ReadAsync(tenant, mailbox);

        var fault = await Assert.ThrowsAsync<CloudFault>(() =>
            tenant.SendAsync(new SetRecipient(mailbox) { HiddenFromAddressListsEnabled = true }, default)
        );

        Assert.Equal((CloudFaultKind.Refused, false), (fault.Kind, fault.OutcomeUnknown));
        Assert.Equal(
            before.Flag(CloudProperties.HiddenFromAddressListsEnabled),
            (await ReadAsync(tenant, mailbox)).Flag(CloudProperties.HiddenFromAddressListsEnabled)
        );
    }

    [Fact]
    public async Task SendAsync_CloudManaged_TakesEveryProperty()
    {
        var (tenant, mailbox) = await OpenAsync();
        await tenant.SendAsync(new SetRecipient(mailbox) { IsExchangeCloudManaged = true }, default);
        var before = await ReadAsync(tenant, mailbox);
        var addresses = Texts(before, CloudProperties.EmailAddresses);
        var added =
            "smtp:write.contract@"
            + addresses.First(a => a.StartsWith("SMTP:", StringComparison.Ordinal)).Split('@')[1];

        await tenant.SendAsync(
            new SetRecipient(mailbox)
            {
                EmailAddresses = new EmailAddressesWrite([added], [], null),
                HiddenFromAddressListsEnabled = true,
                Alias = "write.contract",
                CustomAttributes = new Dictionary<int, string?> { [1] = "one", [15] = "fifteen" },
            },
            default
        );
        var after = await ReadAsync(tenant, mailbox);
        await tenant.SendAsync(
            new SetRecipient(mailbox)
            {
                EmailAddresses = new EmailAddressesWrite([], [added], null),
                CustomAttributes = new Dictionary<int, string?> { [1] = null },
            },
            default
        );
        var back = await ReadAsync(tenant, mailbox);

        Assert.True(after.Flag(CloudProperties.IsExchangeCloudManaged));
        Assert.Equal(
            addresses.Append(added).Order(StringComparer.Ordinal),
            Texts(after, CloudProperties.EmailAddresses)
        );
        Assert.Equal(
            (true, "write.contract", "one", "fifteen"),
            (
                after.Flag(CloudProperties.HiddenFromAddressListsEnabled),
                after.Text(CloudProperties.Alias),
                after.Text("CustomAttribute1"),
                after.Text("CustomAttribute15")
            )
        );
        Assert.Equal(addresses, Texts(back, CloudProperties.EmailAddresses));
        Assert.Empty(back.Values("CustomAttribute1"));
        Assert.Equal("fifteen", back.Text("CustomAttribute15"));
    }

    [Fact]
    public async Task SendAsync_WholeListWithAnotherPrimary_KeepsTheFormerAsAlias()
    {
        var (tenant, mailbox) = await OpenAsync();
        await tenant.SendAsync(new SetRecipient(mailbox) { IsExchangeCloudManaged = true }, default);
        var before = Texts(await ReadAsync(tenant, mailbox), CloudProperties.EmailAddresses);
        var former = before.First(a => a.StartsWith("SMTP:", StringComparison.Ordinal))["SMTP:".Length..];
        var wanted = "primary.contract@" + former.Split('@')[1];
        string[] whole = [$"SMTP:{wanted}", .. before.Select(a => a == $"SMTP:{former}" ? $"smtp:{former}" : a)];

        await tenant.SendAsync(
            new SetRecipient(mailbox) { EmailAddresses = new EmailAddressesWrite([], [], whole) },
            default
        );

        Assert.Equal(
            whole.Order(StringComparer.Ordinal),
            Texts(await ReadAsync(tenant, mailbox), CloudProperties.EmailAddresses)
        );
    }

    [Fact]
    public async Task RemoteDomain_HasThreeValuesAndNullIsRestorable()
    {
        var (tenant, _) = await OpenAsync();
        Assert.Null(await tenant.ReadValuesAsync(RemoteDomain, default));

        await tenant.SendAsync(new NewRemoteDomain(RemoteDomain, "coexistence.example"), default);
        Assert.Equal("coexistence.example", (await ReadAsync(tenant, RemoteDomain)).Text(CloudProperties.DomainName));
        Assert.Null((await ReadAsync(tenant, RemoteDomain)).Flag(CloudProperties.TNEFEnabled));
        foreach (var value in new bool?[] { false, true, null })
        {
            await tenant.SendAsync(new SetRemoteDomain(RemoteDomain, value), default);
            Assert.Equal(value, (await ReadAsync(tenant, RemoteDomain)).Flag(CloudProperties.TNEFEnabled));
        }

        Assert.Equal(
            CloudFaultKind.Refused,
            (
                await Assert.ThrowsAsync<CloudFault>(() =>
                    tenant.SendAsync(new NewRemoteDomain(RemoteDomain, "again.example"), default)
                )
            ).Kind
        );
        await tenant.SendAsync(new RemoveRemoteDomain(RemoteDomain), default);
        Assert.Null(await tenant.ReadValuesAsync(RemoteDomain, default));
    }

    [Fact]
    public async Task VerifyDomain_ProofNotVisible_IsRefusedAndWithItIsVerified()
    {
        var (tenant, _) = await OpenAsync();
        var domain = (await tenant.ListDomainsAsync(default)).First(d => !d.IsVerified).Name;
        var target = new CloudTarget(CloudTargetKind.Domain, domain);

        var refusal = await Assert.ThrowsAsync<CloudFault>(() => tenant.SendAsync(new VerifyDomain(target), default));
        var before = (await ReadAsync(tenant, target)).Flag(CloudProperties.IsVerified);
        PublishProof(domain);
        await tenant.SendAsync(new VerifyDomain(target), default);

        Assert.Equal((CloudFaultKind.Refused, false), (refusal.Kind, refusal.OutcomeUnknown));
        Assert.False(before);
        Assert.True((await ReadAsync(tenant, target)).Flag(CloudProperties.IsVerified));
        // at once, whatever is kept
        Assert.True((await tenant.ListDomainsAsync(default)).Single(d => d.Name == domain).IsVerified);
        Assert.Null(await tenant.ReadValuesAsync(new CloudTarget(CloudTargetKind.Domain, "nowhere.example"), default));
    }

    [Fact]
    public async Task Absent_Object_IsReadAsNullAndRefusedWhenWritten()
    {
        var (tenant, _) = await OpenAsync();
        var nobody = new CloudTarget(CloudTargetKind.Mailbox, Guid.NewGuid().ToString());

        Assert.Null(await tenant.ReadValuesAsync(nobody, default));
        Assert.Equal(
            CloudFaultKind.NotFound,
            (
                await Assert.ThrowsAsync<CloudFault>(() =>
                    tenant.SendAsync(new SetRecipient(nobody) { Alias = "a" }, default)
                )
            ).Kind
        );
    }

    private static async Task<CloudValues> ReadAsync(ITenant tenant, CloudTarget target) =>
        await tenant.ReadValuesAsync(target, default) ?? throw new InvalidOperationException($"{target} is not there.");

    /// <summary>In ordinal order: Exchange keeps none.</summary>
    private static string[] Texts(CloudValues values, string property) =>
        [.. values.Values(property).Select(v => v.Text).Order(StringComparer.Ordinal)];
}
