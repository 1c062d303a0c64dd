using HybridAdmin.Core.Access;
using HybridAdmin.Core.Changes.Editing;
using HybridAdmin.Core.Findings;

namespace HybridAdmin.Core.Tests.Changes;

public sealed class CheckAddressTests
{
    [Theory]
    [InlineData("new@contoso.example")]
    [InlineData("smtp:new@contoso.example")]
    [InlineData("anna@contoso.example")]
    public async Task ExecuteAsync_NobodyElseHasIt_IsFree(string address)
    {
        var bench = new ChangeTestContext();

        var check = await CheckAsync(bench, bench.AddAnna(), address);

        Assert.True(check.IsFree);
        Assert.Equal(FindingSeverity.Info, check.Severity);
    }

    [Fact]
    public async Task ExecuteAsync_SomebodyElseHasIt_NamesThem()
    {
        var bench = new ChangeTestContext();
        bench.AddAnna();
        var bo = bench.Directory.AddUser("Bo", ("mail", ["bo@contoso.example"]));

        var check = await CheckAsync(bench, bo, "BERG@contoso.example");

        Assert.False(check.IsFree);
        Assert.Equal("BERG@contoso.example is taken by Anna Berg (alias).", check.Message);
        Assert.Equal("proxyAddresses", check.Holder!.Attribute);
    }

    [Theory]
    [InlineData(Role.Helpdesk, FindingSeverity.Error)]
    [InlineData(Role.Administrator, FindingSeverity.Warning)]
    public async Task ExecuteAsync_UnacceptedDomain_DependsOnTheRole(Role role, FindingSeverity severity)
    {
        var bench = new ChangeTestContext(role);

        Assert.Equal(severity, (await CheckAsync(bench, bench.AddAnna(), "x@elsewhere.test")).Severity);
    }

    [Fact]
    public async Task ExecuteAsync_NoAddress_SaysWhatIsWrong()
    {
        var bench = new ChangeTestContext();

        Assert.Equal("The address has no @.", (await CheckAsync(bench, bench.AddAnna(), "anna")).Message);
    }

    private static Task<AddressCheck> CheckAsync(ChangeTestContext bench, Guid recipient, string address) =>
        new CheckAddress(bench, bench.Directory, bench.Offered(), bench.Settings).ExecuteAsync(
            recipient,
            address,
            default
        );
}
