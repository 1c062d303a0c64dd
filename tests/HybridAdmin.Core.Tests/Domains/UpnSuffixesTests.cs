using HybridAdmin.Core.Access;
using HybridAdmin.Core.Changes.Domains;
using HybridAdmin.Core.Changes.Editing;
using HybridAdmin.Core.Changes.Model;
using HybridAdmin.Core.Domains;
using HybridAdmin.Core.Findings;
using HybridAdmin.Core.Indexing;
using HybridAdmin.Core.Tenant;
using HybridAdmin.Core.Tests.Changes;
using HybridAdmin.Testing.Cloud;

namespace HybridAdmin.Core.Tests.Domains;

public sealed class UpnSuffixesTests
{
    private readonly ChangeTestContext bench = new();
    private readonly FakeTenant tenant = new();

    [Fact]
    public async Task ListAsync_Suffixes_HaveTheirPeopleAndThoseTheTenantLacksComeFirst()
    {
        Add("anna", "anna@contoso.example");
        Add("bo", "bo@old.example");
        var items = await ListAsync();

        Assert.Equal(
            ("old.example", 1, (bool?)false, false),
            (items[0].Name, items[0].People, items[0].IsVerified, items[0].IsOffered)
        );
        var own = items.Single(s => s.Name == "contoso.example");
        Assert.Equal(
            (1, (bool?)true, "Managed", true),
            (own.People, own.IsVerified, own.AuthenticationType, own.IsOffered)
        );
    }

    [Fact]
    public async Task ListAsync_TenantAway_IsNotKnownRatherThanNotVerified()
    {
        Add("bo", "bo@old.example");
        tenant.Fault = new TenantFault(TenantFaultKind.Unreachable, "away");

        Assert.Null((await ListAsync()).Single(s => s.Name == "old.example").IsVerified);
    }

    [Fact]
    public async Task Suffix_ChangedForTwo_IsWrittenRecordedAndTakenBackTogether()
    {
        var (anna, bo) = (Add("anna", "anna@old.example"), Add("bo", "bo@old.example"));
        var review = await ReviewAsync([anna, bo], "contoso.example");
        Assert.Equal(2, review.Ready);

        var result = await bench.Several().ExecuteAsync(review, "merger", null, null, default);

        Assert.Equal(2, result.Done);
        Assert.Equal(["anna@contoso.example"], bench.Directory.Peek(anna, "userPrincipalName"));
        Assert.Single(bench.Audit.Entries.Select(e => e.CorrelationId).Distinct());
        Assert.Equal(
            ["bo@contoso.example"],
            bench.Audit.Entries.Single(e => e.TargetId == bo).Changes.Single().After.Select(v => v.Text)
        );

        var undone = await bench.Several().UndoAsync(result, "no", null, default);
        Assert.Equal(2, undone.Done);
        Assert.Equal(["bo@old.example"], bench.Directory.Peek(bo, "userPrincipalName"));
    }

    [Theory]
    [InlineData("userPrincipalName")]
    [InlineData("mail")]
    [InlineData("proxyAddresses")]
    public async Task Suffix_NameOfSomebodyElse_IsLeftOut(string attribute)
    {
        var anna = Add("anna", "anna@old.example");
        bench.Directory.AddUser(
            "Holder",
            (attribute, [attribute == "proxyAddresses" ? "smtp:anna@contoso.example" : "anna@contoso.example"])
        );

        var item = Assert.Single((await ReviewAsync([anna], "contoso.example")).Items);

        Assert.Equal(ReviewState.LeftOut, item.State);
        Assert.Contains("taken by Holder", item.Why, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Suffix_OwnAddressOfThePerson_IsNoConflict()
    {
        var anna = bench.AddAnna(("userPrincipalName", ["anna@old.example"]));

        Assert.Equal(1, (await ReviewAsync([anna], "contoso.example")).Ready);
    }

    [Fact]
    public async Task Suffix_ProtectedAccount_IsLeftOutForARecipientAdministrator()
    {
        var chief = bench.Directory.AddUser(
            "Chief",
            ("userPrincipalName", ["chief@old.example"]),
            ("adminCount", ["1"])
        );

        Assert.Contains(
            "protected account",
            Assert.Single((await ReviewAsync([chief], "contoso.example")).Items).Why,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Suffix_UnknownOne_IsRefusedUnlessConfirmedByAnAdministrator()
    {
        var anna = Add("anna", "anna@contoso.example");
        var edit = new RecipientEdit { UserPrincipalName = "anna@nobody.example", Reason = "x" };

        Assert.Equal(ProblemCode.Invalid, (await bench.EditAsync(anna, edit)).Problem!.Code);
        bench.Actor = Planning.Actor(Role.Administrator);
        Assert.Null((await bench.EditAsync(anna, edit with { Confirm = [FindingCodes.DomainNotAccepted] })).Problem);
    }

    [Theory]
    [InlineData("anna")]
    [InlineData("an na@contoso.example")]
    [InlineData("anna@@contoso.example")]
    [InlineData("an&na@contoso.example")]
    [InlineData("anna@aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.example")]
    public async Task UserPrincipalName_NotWellFormed_IsInvalid(string name)
    {
        var anna = Add("anna", "anna@contoso.example");

        var problem = (await bench.EditAsync(anna, new RecipientEdit { UserPrincipalName = name })).Problem;

        Assert.Equal(ProblemCode.Invalid, problem!.Code);
        Assert.Contains("userPrincipalName", problem.Errors!.Keys);
    }

    [Fact]
    public async Task Helpdesk_MayNotChangeSignInNames()
    {
        var anna = Add("anna", "anna@old.example");
        bench.Actor = Planning.Actor(Role.Helpdesk);

        await Assert.ThrowsAsync<AccessDeniedException>(() => ReviewAsync([anna], "contoso.example"));
        Assert.Equal(
            ProblemCode.Forbidden,
            (await bench.EditAsync(anna, new RecipientEdit { UserPrincipalName = "anna@contoso.example" }))
                .Problem!
                .Code
        );
    }

    [Fact]
    public async Task DifferencesAsync_FromUnverifiedToVerified_SaysWhoSignsInHow()
    {
        var anna = bench.AddAnna(("userPrincipalName", ["anna@old.example"]));
        var review = await ReviewAsync([anna], "contoso.example");

        var difference = Assert.Single(await Suffixes().DifferencesAsync(review, default));

        Assert.Equal(("anna@old.example", "anna@contoso.example"), (difference.Before, difference.After));
        Assert.Equal(2, difference.Differs.Count);
    }

    [Theory]
    [InlineData("Federated", "Managed", "Entra ID checks the password")]
    [InlineData("Managed", "Federated", "A federation server checks")]
    public void Differences_OtherAuthentication_IsSaid(string from, string to, string words)
    {
        var differs = SignInRules.Differences(
            "a@a.example",
            "a@b.example",
            null,
            Domain("a.example", from),
            Domain("b.example", to),
            true
        );

        Assert.StartsWith(words, Assert.Single(differs), StringComparison.Ordinal);
        Assert.Empty(
            SignInRules.Differences(
                "a@a.example",
                "a@b.example",
                null,
                Domain("a.example", from),
                Domain("b.example", from),
                true
            )
        );
        Assert.Empty(SignInRules.Differences("a@a.example", "a@b.example", null, null, null, false));
    }

    [Fact]
    public void Differences_LeavingThePrimaryAddressOrTheVerifiedDomains_IsSaid()
    {
        Assert.Contains(
            "no longer the primary",
            Assert.Single(SignInRules.Differences("a@a.example", "a@b.example", "a@a.example", null, null, false)),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "not verified",
            Assert.Single(
                SignInRules.Differences("a@a.example", "a@b.example", null, Domain("a.example", "Managed"), null, true)
            ),
            StringComparison.Ordinal
        );
    }

    private static TenantDomain Domain(string name, string type) =>
        new()
        {
            Name = name,
            IsVerified = true,
            AuthenticationType = type,
        };

    private Guid Add(string name, string upn) =>
        bench.Directory.AddUser(
            name,
            ("userPrincipalName", [upn]),
            ("mail", [$"{name}.mail@contoso.example"]),
            ("mailNickname", [name])
        );

    private UpnSuffixes Suffixes() => new(bench, bench.Directory, tenant, bench.Index, TimeProvider.System);

    private async Task<IReadOnlyList<UpnSuffix>> ListAsync()
    {
        await LoadAsync();
        return (await Suffixes().ListAsync(default)).Items;
    }

    private async Task<RecipientsReview> ReviewAsync(Guid[] ids, string suffix)
    {
        await LoadAsync();
        return await bench.Several().ReviewAsync(await Suffixes().EditsAsync(ids, suffix, default), null, default);
    }

    private async Task LoadAsync()
    {
        using var feed = new RecipientIndexFeed(bench.Directory, bench.Index, TimeProvider.System);
        await feed.LoadAsync(default);
    }
}
