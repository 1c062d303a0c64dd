using System.Net;
using System.Text.Json.Nodes;
using HybridAdmin.Core.Access;
using HybridAdmin.Sandbox;

namespace HybridAdmin.Tests.Api;

public sealed class RecipientListTests(SandboxApi sandbox) : IClassFixture<SandboxApi>
{
    private static readonly string[] Members =
    [
        "id",
        "recipientTypeDetails",
        "displayName",
        "alias",
        "primarySmtpAddress",
        "userPrincipalName",
        "hiddenFromAddressListsEnabled",
        "organizationalUnit",
        "authority",
        "department",
        "title",
    ];

    [Fact]
    public async Task List_NoParameters_GivesTheFirstHundredOfAll()
    {
        var list = (await ListAsync("recipients")).AsObject();

        Assert.Equal(["total", "items"], list.Names());
        Assert.True(list["total"]!.GetValue<int>() >= 1200);
        Assert.Equal(100, list["items"]!.AsArray().Count);
        Assert.All(list["items"]!.AsArray(), i => Assert.Equal(Members, i.Names()));
        Assert.DoesNotContain(
            list["items"]!.AsArray(),
            i => i!["recipientTypeDetails"].Text() is "User" or "Group" or "Contact"
        );
    }

    [Fact]
    public async Task List_Search_FindsTheOne()
    {
        var item = Assert.Single((await ListAsync("recipients?search=zoe.weiss"))["items"]!.AsArray())!;

        Assert.Equal(SandboxPeople.ZoeWeiss.Id, item["id"]!.GetValue<Guid>());
        Assert.Equal("RemoteUserMailbox", item["recipientTypeDetails"].Text());
        Assert.Equal("Weiß, Zoë", item["displayName"].Text());
        Assert.Equal("zoe.weiss", item["alias"].Text());
        Assert.Equal(SandboxPeople.ZoeWeiss.Address, item["primarySmtpAddress"].Text());
        Assert.False(item["hiddenFromAddressListsEnabled"]!.GetValue<bool>());
        Assert.Equal("Staff / Berlin", item["organizationalUnit"].Text());
        Assert.Equal("OnPremises", item["authority"].Text());
    }

    [Fact]
    public async Task List_OrganizationalUnit_GivesThoseInItAndBelow()
    {
        const string unit = "OU=Berlin,OU=Staff,DC=corp,DC=tailwind,DC=example";

        var items = (await ListAsync($"recipients?organizationalUnit={Uri.EscapeDataString(unit)}&take=1000"))[
            "items"
        ]!.AsArray();

        Assert.NotEmpty(items);
        Assert.All(
            items,
            i => Assert.StartsWith("Staff / Berlin", i!["organizationalUnit"].Text(), StringComparison.Ordinal)
        );
        (await sandbox.As(Role.Helpdesk).GetAsync("recipients?organizationalUnit=Berlin")).Problem(
            HttpStatusCode.UnprocessableEntity,
            "invalid"
        );
    }

    [Fact]
    public async Task List_HasAlias_DividesTheList()
    {
        var without = (await ListAsync("recipients?hasAlias=false&take=1000"))["items"]!.AsArray();
        var with = (await ListAsync("recipients?hasAlias=true&take=0"))["total"]!.GetValue<int>();

        Assert.NotEmpty(without);
        Assert.All(without, i => Assert.Null(i!["alias"]));
        Assert.Equal((await ListAsync("recipients?take=0"))["total"]!.GetValue<int>(), with + without.Count);
    }

    [Fact]
    public async Task List_Type_GivesOnlyThatType()
    {
        var items = (await ListAsync("recipients?type=RemoteSharedMailbox&take=1000"))["items"]!.AsArray();

        Assert.NotEmpty(items);
        Assert.All(items, i => Assert.Equal("RemoteSharedMailbox", i!["recipientTypeDetails"].Text()));
    }

    [Fact]
    public async Task List_Hidden_SplitsTheWhole()
    {
        var hidden = await ListAsync("recipients?hidden=true&take=1000");
        var visible = await ListAsync("recipients?hidden=false&take=0");
        var all = await ListAsync("recipients?take=0");

        Assert.All(hidden["items"]!.AsArray(), i => Assert.True(i!["hiddenFromAddressListsEnabled"]!.GetValue<bool>()));
        Assert.Contains(
            hidden["items"]!.AsArray(),
            i => i!["id"]!.GetValue<Guid>() == SandboxPeople.SoleneQuemeneur.Id
        );
        Assert.Equal(Total(all), Total(hidden) + Total(visible));
        Assert.Empty(all["items"]!.AsArray());
    }

    [Fact]
    public async Task List_Domain_GivesThoseWithAnAddressInIt()
    {
        var some = await ListAsync("recipients?domain=brightwater.test&take=1000");
        var none = await ListAsync("recipients?domain=nowhere.example");

        Assert.Contains(some["items"]!.AsArray(), i => i!["id"]!.GetValue<Guid>() == SandboxPeople.LucjaZoltek.Id);
        Assert.True(Total(some) < Total(await ListAsync("recipients?take=0")));
        Assert.Equal(0, Total(none));
    }

    [Fact]
    public async Task List_Plain_AddsThoseWithoutMail()
    {
        var with = await ListAsync("recipients?plain=true&search=Scanner, 3rd floor");
        var without = await ListAsync("recipients?plain=false&search=Scanner, 3rd floor");

        Assert.Equal("User", Assert.Single(with["items"]!.AsArray())!["recipientTypeDetails"].Text());
        Assert.Equal(0, Total(without));
    }

    [Fact]
    public async Task List_Authority_FollowsTheSandboxsTenantAndEverybodyHasOne()
    {
        var totals = new Dictionary<string, int>();
        foreach (var authority in new[] { "OnPremises", "ExchangeOnline", "Cloud", "Pending", "Unknown" })
            totals[authority] = Total(await ListAsync($"recipients?authority={authority}"));

        Assert.Equal((9, 3), (totals["ExchangeOnline"], totals["Cloud"]));
        Assert.Equal(Total(await ListAsync("recipients")), totals.Values.Sum());
        Assert.All(
            (await ListAsync("recipients?authority=ExchangeOnline&sort=-authority"))["items"]!.AsArray(),
            i => Assert.Equal("ExchangeOnline", i!["authority"].Text())
        );
    }

    [Theory]
    [InlineData("primarySmtpAddress")]
    [InlineData("alias")]
    [InlineData("userPrincipalName")]
    public async Task List_Sort_TurnsRoundWithTheMinus(string member)
    {
        var up = Values(await ListAsync($"recipients?type=RemoteUserMailbox&take=1000&sort={member}"), member);
        var down = Values(await ListAsync($"recipients?type=RemoteUserMailbox&take=1000&sort=-{member}"), member);

        Assert.Equal(up.Order(StringComparer.OrdinalIgnoreCase).First(), up[0], ignoreCase: true);
        Assert.Equal(up.Order(), down.Order());
        Assert.Equal(up[0], down[^1]);
        Assert.NotEqual(up[0], down[0]);
    }

    [Fact]
    public async Task List_SkipAndTake_CutTheSameOrder()
    {
        var whole = Values(await ListAsync("recipients?take=30"), "id");
        var second = await ListAsync("recipients?skip=10&take=20");
        var beyond = await ListAsync("recipients?skip=2147483647&take=1000");

        Assert.Equal(whole[10..], Values(second, "id"));
        Assert.Empty(beyond["items"]!.AsArray());
        Assert.Equal(Total(second), Total(beyond));
    }

    [Theory]
    [InlineData("take=1001", "take")]
    [InlineData("take=-1", "take")]
    [InlineData("take=ten", "take")]
    [InlineData("skip=-1", "skip")]
    [InlineData("skip=2147483648", "skip")]
    [InlineData("type=Mailbox", "type")]
    [InlineData("type=MailContact,MailUser", "type")]
    [InlineData("type=1", "type")]
    [InlineData("type=%2B1", "type")]
    [InlineData("hidden=yes", "hidden")]
    [InlineData("authority=Nobody", "authority")]
    [InlineData("sort=height", "sort")]
    [InlineData("sort=--alias", "sort")]
    [InlineData("sort=Alias,DisplayName", "sort")]
    [InlineData("sort=-", "sort")]
    [InlineData("serach=anna", "serach")]
    [InlineData("Search=anna", "Search")]
    [InlineData("search=a&search=b", "search")]
    public async Task List_NotUnderstood_NamesTheParameter(string query, string parameter)
    {
        var answer = await sandbox.As(Role.Helpdesk).GetAsync($"recipients?{query}");

        var problem = answer.Problem(HttpStatusCode.UnprocessableEntity, "invalid");
        Assert.Equal([parameter], problem["errors"].Names());
        Assert.Contains(parameter, Assert.Single(problem["errors"]![parameter].Texts()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task List_SeveralMistakes_TellsAll()
    {
        var answer = await sandbox.As(Role.Helpdesk).GetAsync("recipients?take=0.5&hidden=2&sort=x&colour=red");

        var problem = answer.Problem(HttpStatusCode.UnprocessableEntity, "invalid");
        Assert.Equal(["colour", "hidden", "sort", "take"], problem["errors"].Names().Order());
    }

    private static int Total(JsonNode list) => list["total"]!.GetValue<int>();

    private static string[] Values(JsonNode list, string member) =>
        [.. list["items"]!.AsArray().Select(i => i![member]?.GetValue<string>()).OfType<string>()];

    private async Task<JsonNode> ListAsync(string path) => (await sandbox.As(Role.Helpdesk).GetAsync(path)).Ok();
}
