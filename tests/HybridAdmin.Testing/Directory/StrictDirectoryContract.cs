using HybridAdmin.Core.Directory;

namespace HybridAdmin.Testing.Directory;

/// <summary>
/// The contract with the rules that Active Directory enforces and Samba does not. The sandbox and the fake have to be
/// as strict as AD, because no test against Samba could detect that the code relies on the lax behaviour.
/// </summary>
public abstract class StrictDirectoryContract : DirectoryContract
{
    [Fact]
    public async Task ModifyAsync_AddOfAnAddressThatDiffersInCaseOnly_IsValueExists()
    {
        await SetAsync("proxyAddresses", "SMTP:a@c.example");

        var fault = await FailAsync(Add("proxyAddresses", "smtp:A@c.example"));

        Assert.Equal(DirectoryFaultKind.ValueExists, fault.Kind);
    }

    [Fact]
    public async Task ModifyAsync_ReplaceWithValuesThatDifferInCaseOnly_IsValueExists()
    {
        await SetAsync("proxyAddresses", "SMTP:a@c.example");

        var fault = await FailAsync(Replace("proxyAddresses", "SMTP:b@c.example", "smtp:b@c.example"));

        Assert.Equal(DirectoryFaultKind.ValueExists, fault.Kind);
    }

    [Fact]
    public async Task SearchAsync_WithoutDiacritics_FindsTheValueWithThem()
    {
        await SetAsync("department", "Müller Žižek");

        Assert.True(await FindsScratchAsync(LdapFilter.Equal("department", "muller zizek")));
        Assert.True(await FindsScratchAsync(LdapFilter.StartsWith("department", "Muller Z")));
        Assert.True(await FindsScratchAsync(LdapFilter.Contains("department", "zize")));
    }

    [Fact]
    public async Task SearchAsync_NegationOfAnUnknownAttribute_MatchesNothing()
    {
        Assert.False(await FindsScratchAsync(LdapFilter.Not(LdapFilter.Equal("noSuchAttributeAnywhere", "x"))));
        Assert.False(await FindsScratchAsync(LdapFilter.Not(LdapFilter.Present("noSuchAttributeAnywhere"))));
    }

    [Fact]
    public async Task ModifyAsync_NumberBeyond32Bits_IsConstraintViolated()
    {
        var fault = await FailAsync(Replace("adminCount", "2147483648"));

        Assert.Equal(DirectoryFaultKind.ConstraintViolated, fault.Kind);
    }

    [Fact]
    public async Task ModifyAsync_UserPrincipalNameOfAnother_IsConstraintViolated()
    {
        await using var session = await OpenAsync();
        var taken = (await session.ReadAsync(Facts.Person, ["userPrincipalName"], CancellationToken.None))!.Text(
            "userPrincipalName"
        )!;

        var fault = await FailAsync(Replace("userPrincipalName", taken.ToUpperInvariant()));

        Assert.Equal(DirectoryFaultKind.ConstraintViolated, fault.Kind);
    }
}
