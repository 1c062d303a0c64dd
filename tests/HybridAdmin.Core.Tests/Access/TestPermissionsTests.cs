using HybridAdmin.Core.Access;
using HybridAdmin.Core.Connections;
using HybridAdmin.Core.Directory;
using HybridAdmin.Core.Indexing;
using HybridAdmin.Core.Recipients;
using HybridAdmin.Testing.Directory;

namespace HybridAdmin.Core.Tests.Access;

public sealed class TestPermissionsTests : ICurrentActor
{
    private readonly RecipientIndex index = new();
    private FakeDirectory directory = new();
    private Role role = Role.Administrator;

    private static string?[] All => [.. DelegatedRights.All.Select(r => r.Attribute)];

    public ValueTask<Actor> GetAsync(CancellationToken cancellationToken) =>
        ValueTask.FromResult(
            new Actor
            {
                Id = "a",
                DisplayName = "A",
                Role = role,
            }
        );

    [Fact]
    public async Task ExecuteAsync_EverythingAllowed_IsCompleteForEachUnitAndClass()
    {
        directory.AddUser("Anna", Mail("anna"), Allowed(All));
        directory.AddUser("Bo", Mail("bo"), Allowed(All));
        directory.AddContact("Carl", Mail("carl"), Allowed(All));
        directory.AddGroup("Sales", Mail("sales"), Allowed(All));

        var test = await TestAsync();

        Assert.True(test.IsComplete);
        Assert.Equal(
            [
                ("OU=Groups,DC=contoso,DC=test", "group"),
                ("OU=Staff,DC=contoso,DC=test", "user"),
                ("OU=Staff,DC=contoso,DC=test", "contact"),
            ],
            test.Samples.Select(s => (s.Unit.ToString(), s.ObjectClass))
        );
        Assert.Empty(test.NotInSchema);
    }

    [Fact]
    public async Task ExecuteAsync_RightMissing_NamesItWithTheCommandThatGrantsIt()
    {
        directory.AddUser("Anna", Mail("anna"), Allowed([.. All.Where(a => a != "mailNickname")]));

        var test = await TestAsync();

        var sample = Assert.Single(test.Samples);
        var missing = Assert.Single(sample.Missing);
        Assert.False(test.IsComplete);
        Assert.Equal(("Names", "mailNickname"), (missing.Slice, missing.Attribute));
        Assert.Equal(
            "dsacls \"OU=Staff,DC=contoso,DC=test\" /I:S /G \"CONTOSO\\svc:WP;mailNickname;user\"",
            missing.Command(sample.Unit, sample.ObjectClass, "CONTOSO\\svc")
        );
    }

    [Fact]
    public async Task ExecuteAsync_ProtectedAccount_IsNoSample()
    {
        directory.AddUser("Aaron Admin", Mail("aaron"), ("adminCount", ["1"]), Allowed("title"));
        directory.AddUser("Bo", Mail("bo"), Allowed(All));

        Assert.Equal("Bo", Assert.Single((await TestAsync()).Samples).Name);
    }

    [Fact]
    public async Task ExecuteAsync_ObjectsOfADeepUnit_AreTestedForTheUnitBelowTheDomain()
    {
        var berlin = FakeDirectory.Staff.Child("OU", "Berlin");
        directory.Add(berlin, "organizationalUnit");
        directory.Add(berlin.Child("CN", "Bo"), "user", Mail("bo"), Allowed(All));

        Assert.Equal(FakeDirectory.Staff, Assert.Single((await TestAsync()).Samples).Unit);
    }

    [Fact]
    public async Task ExecuteAsync_SchemaWithoutExchange_AsksOnlyForWhatExists()
    {
        directory = new FakeDirectory(withExchangeSchema: false);
        directory.AddUser(
            "Anna",
            Mail("anna"),
            Allowed("proxyAddresses", "mail", "displayName", "userPrincipalName", "department", "title")
        );

        var test = await TestAsync();

        Assert.True(test.IsComplete);
        Assert.Contains(test.NotInSchema, r => r.Attribute == "mailNickname");
    }

    [Fact]
    public async Task ExecuteAsync_DomainAwayOrNotServed_IsSaidAndTheRestTested()
    {
        directory.AddChildDomain();
        directory.AddUnservedDomain();
        directory.AddUser("Anna", Mail("anna"), Allowed(All));
        directory.AddChildUser("Karl", Mail("karl"), Allowed(All));
        using (var feed = new RecipientIndexFeed(directory, index, TimeProvider.System))
            await feed.LoadAsync(default);
        directory.GoAway(FakeDirectory.Child);

        var test = await new TestPermissions(this, directory, index).ExecuteAsync(default);

        Assert.Equal("Anna", Assert.Single(test.Samples).Name);
        Assert.Equal(2, test.NotTested.Count);
        Assert.False(test.IsComplete);
    }

    [Fact]
    public async Task ExecuteAsync_RoleWithoutSettings_IsDenied()
    {
        role = Role.Helpdesk;

        await Assert.ThrowsAsync<AccessDeniedException>(TestAsync);
    }

    [Fact]
    public void DelegatedRights_All_AreExactlyWhatAnEditCanWrite() =>
        Assert.Equal(RecipientAttributes.Editable.Order(), DelegatedRights.All.Select(r => r.Attribute).Order());

    [Fact]
    public void DelegatedRights_AfterMove_AreExactlyWhatPuttingAMoveRightWrites() =>
        Assert.Equal(
            RecipientAttributes.OfRemoteMailbox.Order(),
            DelegatedRights.AfterMove.Select(r => r.Attribute).Order()
        );

    private static (string Attribute, string?[] Values) Mail(string name) => ("mail", [$"{name}@contoso.example"]);

    private static (string Attribute, string?[] Values) Allowed(params string?[] attributes) =>
        ("allowedAttributesEffective", attributes);

    private async Task<PermissionTest> TestAsync()
    {
        using var feed = new RecipientIndexFeed(directory, index, TimeProvider.System);
        await feed.LoadAsync(default);
        return await new TestPermissions(this, directory, index).ExecuteAsync(default);
    }
}
