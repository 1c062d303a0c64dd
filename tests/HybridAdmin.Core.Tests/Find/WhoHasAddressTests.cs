using HybridAdmin.Core.Access;
using HybridAdmin.Core.Audit;
using HybridAdmin.Core.Changes.Editing;
using HybridAdmin.Core.Changes.Model;
using HybridAdmin.Core.Comparison.Find;
using HybridAdmin.Core.Directory;
using HybridAdmin.Core.Tests.Changes;

namespace HybridAdmin.Core.Tests.Find;

public sealed class WhoHasAddressTests
{
    private readonly ChangeTestContext bench = new();

    [Theory]
    [InlineData("proxyAddresses", "SMTP:x@contoso.example", "primary address")]
    [InlineData("proxyAddresses", "smtp:X@contoso.example", "alias")]
    [InlineData("proxyAddresses", "SIP:x@contoso.example", "SIP address")]
    [InlineData("proxyAddresses", "eum:x@contoso.example", "EUM address")]
    [InlineData("proxyAddresses", "x@contoso.example", "value without a type")]
    [InlineData("mail", "x@contoso.example", "mail attribute")]
    [InlineData("userPrincipalName", "X@contoso.example", "sign-in name")]
    [InlineData("targetAddress", "SMTP:x@contoso.example", "target address")]
    public async Task ExecuteAsync_HeldByAnyAttribute_NamesIt(string attribute, string value, string words)
    {
        var bo = bench.Directory.AddUser("Bo", (attribute, [value]));

        var answer = await AskAsync("x@contoso.example");

        var owner = Assert.Single(answer.Owners);
        Assert.Equal((bo, "Bo"), (owner.Id, owner.DisplayName));
        Assert.Equal(new AddressPlace(attribute, value, words), Assert.Single(owner.Places));
        Assert.Equal($"Bo has x@contoso.example ({words}).", answer.Headline);
    }

    [Theory]
    [InlineData("X500:/o=Contoso/cn=bo")]
    [InlineData("/o=contoso/cn=BO")]
    [InlineData("x500:/O=Contoso/CN=Bo")]
    public async Task ExecuteAsync_X500_FindsLegacyExchangeDnToo(string text)
    {
        bench.Directory.AddUser("Bo", ("legacyExchangeDN", ["/o=Contoso/cn=bo"]));

        Assert.Equal("legacyExchangeDN", Assert.Single(Assert.Single((await AskAsync(text)).Owners).Places).Attribute);
    }

    [Fact]
    public async Task ExecuteAsync_TwoObjectsHoldIt_NamesBothThePrimaryFirst()
    {
        bench.Directory.AddContact("Ann", ("targetAddress", ["SMTP:x@contoso.example"]));
        bench.Directory.AddUser("Zoe", ("proxyAddresses", ["SMTP:x@contoso.example"]), ("mail", ["x@contoso.example"]));

        var answer = await AskAsync("x@contoso.example");

        Assert.Equal(["Zoe", "Ann"], answer.Owners.Select(o => o.DisplayName));
        Assert.Equal(["primary address", "mail attribute"], answer.Owners[0].Places.Select(p => p.Words));
        Assert.StartsWith("2 objects hold", answer.Headline, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ExecuteAsync_RemovedByThisConsole_SaysWhoseItWasUntilWhen()
    {
        var anna = bench.AddAnna();
        var added = await bench.EditAsync(
            anna,
            new RecipientEdit { AddAddresses = ["info@contoso.example"], Reason = "INC-1" }
        );
        var removed = await bench.EditAsync(
            anna,
            new RecipientEdit { RemoveAddresses = ["info@contoso.example"], Reason = "INC-2" }
        );

        var answer = await AskAsync("smtp:INFO@contoso.example");

        Assert.True(answer.IsFree);
        var former = Assert.Single(answer.Former);
        Assert.Equal((anna, removed.ChangeId, "INC-2"), (former.Id, former.Change, former.Reason));
        Assert.NotNull(former.Until);
        Assert.NotNull(former.Since);
        Assert.Equal(
            [(removed.ChangeId!.Value, false), (added.ChangeId!.Value, true)],
            answer.Events.Select(e => (e.Change, e.Gained))
        );
        Assert.Contains("Belonged to Anna Berg until ", answer.ToText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ExecuteAsync_BecamePrimary_IsNoChangeOfOwner()
    {
        var anna = bench.AddAnna();
        await bench.EditAsync(anna, new RecipientEdit { PrimarySmtpAddress = "berg@contoso.example" });

        var answer = await AskAsync("berg@contoso.example");

        Assert.Empty(answer.Events);
        Assert.Empty(answer.Former);
    }

    [Fact]
    public async Task ExecuteAsync_GivenHereAndGoneByAnotherTool_SaysThatToo()
    {
        var anna = bench.AddAnna();
        await bench.EditAsync(anna, new RecipientEdit { AddAddresses = ["info@contoso.example"] });
        bench.Directory.ChangeElsewhere(anna, "proxyAddresses", "SMTP:anna@contoso.example");

        var former = Assert.Single((await AskAsync("info@contoso.example")).Former);

        Assert.Null(former.Until);
        Assert.Contains(
            "it went without this console",
            former.Sentence("info@contoso.example", _ => "D"),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task ExecuteAsync_RefusedAttempt_IsNoHistory()
    {
        bench.Actor = Planning.Actor(Role.Auditor);
        await bench.EditAsync(bench.AddAnna(), new RecipientEdit { AddAddresses = ["info@contoso.example"] });

        Assert.Empty((await AskAsync("info@contoso.example")).Events);
    }

    [Theory]
    [InlineData(
        "x@contoso.example",
        "contoso.example is an accepted domain (known from: Exchange organisation, UPN suffix)."
    )]
    [InlineData("x@elsewhere.test", "elsewhere.test is not a domain of this organisation as far as is known.")]
    [InlineData("X500:/o=x/cn=y", null)]
    public async Task ExecuteAsync_Domain_SaysItsOrigin(string address, string? words) =>
        Assert.Equal(words, (await AskAsync(address)).DomainText);

    [Fact]
    public async Task ExecuteAsync_FreeAddress_TextSaysSoAndWhereItWasAsked()
    {
        var text = (await AskAsync("free@contoso.example")).ToText();

        Assert.StartsWith("free@contoso.example is not in use.\n", text, StringComparison.Ordinal);
        Assert.Contains("Asked dc1.contoso.test on ", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("anna")]
    [InlineData("*")]
    [InlineData("")]
    public async Task ExecuteAsync_NoAddress_IsNull(string text) =>
        Assert.Null(await Use().ExecuteAsync(text, default));

    [Fact]
    public async Task ExecuteAsync_FilterCharacters_FindNobody()
    {
        bench.AddAnna();

        Assert.Empty((await AskAsync("*)(objectClass=*@contoso.example")).Owners);
    }

    [Fact]
    public async Task ExecuteAsync_HeldOutsideTheActorsScope_SaysSoWithoutTheName()
    {
        bench.Directory.AddUser("Bo", ("proxyAddresses", ["smtp:x@contoso.example"]));
        bench.Actor = bench.Actor with { Scope = [DistinguishedName.Parse("OU=Elsewhere,DC=contoso,DC=example")] };

        var answer = await AskAsync("x@contoso.example");

        Assert.False(answer.IsFree);
        Assert.Equal("An object outside your organisational units has x@contoso.example (alias).", answer.Headline);
        Assert.True(Assert.Single(answer.Owners).IsOutsideScope);
        Assert.DoesNotContain("Bo", answer.ToText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ExecuteAsync_DirectoryAway_Throws()
    {
        bench.Directory.GoAway();

        await Assert.ThrowsAsync<DirectoryFault>(() => Use().ExecuteAsync("x@contoso.example", default));
    }

    private async Task<AddressAnswer> AskAsync(string text) => (await Use().ExecuteAsync(text, default))!;

    private WhoHasAddress Use() =>
        new(
            bench,
            bench.Directory,
            new ReadAuditLog(bench, bench.Audit),
            bench.Offered(),
            bench.Index,
            bench.Time,
            new TenantAddressHolders(bench.Connected, bench.Authorities, bench.Time)
        );
}
