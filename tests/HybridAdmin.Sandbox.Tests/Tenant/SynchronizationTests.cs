using System.Text.Json.Nodes;
using HybridAdmin.Core.Directory;

namespace HybridAdmin.Sandbox.Tests.Tenant;

/// <summary>After a cycle, the tenant has the content of the directory.</summary>
public sealed class SynchronizationTests(TenantTestContext bench) : IClassFixture<TenantTestContext>
{
    private const string Select =
        "id,userPrincipalName,mail,mailNickname,proxyAddresses,onPremisesSyncEnabled,onPremisesImmutableId,onPremisesProvisioningErrors,onPremisesSamAccountName";

    [Fact]
    public async Task Users_InScope_AreThereOnceByTheirAnchor()
    {
        var (users, _, _) = await bench.AllAsync($"users?$select={Select}&$top=999");
        var anchors = users.Select(u => (string?)u["onPremisesImmutableId"]).OfType<string>().ToList();
        var expected = bench
            .Directory.Engine.Current.Entries.Where(e =>
                e.IsOfClass("user")
                && bench.Tenant.ScopeExclusion(e.Id) is null
                && !bench.Tenant.Seeded.Pending.Contains(e.Id)
            )
            .Select(e => Convert.ToBase64String(e.Values("mS-DS-ConsistencyGuid")[0].Octets.ToArray()));

        Assert.Equal(expected.Order(StringComparer.Ordinal), anchors.Order(StringComparer.Ordinal));
        Assert.Equal(users.Count, users.Select(u => (string)u["id"]!).Distinct().Count());
    }

    [Fact]
    public async Task Users_AddressesAndSignInNames_BelongToOne()
    {
        var (users, _, _) = await bench.AllAsync($"users?$select={Select}&$top=999");
        var (groups, _, _) = await bench.AllAsync("groups?$top=999");
        var (contacts, _, _) = await bench.AllAsync("contacts?$top=999");

        var addresses = users
            .Concat(groups)
            .Concat(contacts)
            .SelectMany(o => o["proxyAddresses"]!.AsArray().Select(a => (string)a!));
        Assert.Empty(
            addresses.GroupBy(a => a, StringComparer.OrdinalIgnoreCase).Where(g => g.Count() > 1).Select(g => g.Key)
        );
        Assert.Empty(
            users
                .GroupBy(u => (string)u["userPrincipalName"]!, StringComparer.OrdinalIgnoreCase)
                .Where(g => g.Count() > 1)
                .Select(g => g.Key)
        );
        Assert.All(
            users,
            u =>
                Assert.True(
                    u["proxyAddresses"]!
                        .AsArray()
                        .Count(a => ((string)a!).StartsWith("SMTP:", StringComparison.Ordinal)) <= 1
                )
        );
    }

    [Fact]
    public async Task User_WellKnown_HasComputedAddresses()
    {
        var zoe = (await bench.UserAsync(SandboxPeople.ZoeWeiss.Id))!;

        Assert.Equal("zoe.weiss@tailwind.example", (string?)zoe["mail"]);
        Assert.Equal("zoe.weiss", (string?)zoe["mailNickname"]);
        var addresses = Addresses(zoe);
        Assert.Equal("SMTP:zoe.weiss@tailwind.example", addresses[0]);
        Assert.Contains("smtp:zoe.weiss@tailwind.onmicrosoft.com", addresses);
        Assert.Contains("smtp:zoe.weiss@tailwind.mail.onmicrosoft.com", addresses);
        Assert.Contains("x500:/o=Brightwater/ou=First Administrative Group/cn=Recipients/cn=zweiss", addresses);
        Assert.Equal(
            Convert.ToBase64String(SandboxPeople.ZoeWeiss.Id.ToByteArray()),
            (string?)zoe["onPremisesImmutableId"]
        );
    }

    [Fact]
    public async Task User_FlawedAddresses_AreDroppedOrRepaired()
    {
        Assert.DoesNotContain(Addresses(await Flawed("address-with-space")), a => a.Contains(' '));
        Assert.DoesNotContain(Addresses(await Flawed("address-with-umlaut")), a => a.Contains('ä'));
        Assert.DoesNotContain(
            Addresses(await Flawed("address-without-type")),
            a => a.Contains("tguemues@", StringComparison.Ordinal)
        );
        Assert.DoesNotContain(
            Addresses(await Flawed("domain-not-accepted")),
            a => a.Contains("tailwind-cargo", StringComparison.Ordinal)
        );
        Assert.Contains("SMTP:" + Mail("no-primary"), Addresses(await Flawed("no-primary")));
        Assert.Contains("SMTP:" + Mail("mail-only"), Addresses(await Flawed("mail-only")));
        Assert.Single(Addresses(await Flawed("two-primaries")), a => a.StartsWith("SMTP:", StringComparison.Ordinal));
        Assert.EndsWith(
            "@tailwind.onmicrosoft.com",
            (string?)(await Flawed("upn-not-routable"))["userPrincipalName"],
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task User_AddressOrNameInUse_IsQuarantinedWithAnError()
    {
        var alias = (await bench.UserAsync(bench.Tenant.Seeded.InError[0]))!;
        var name = (await bench.UserAsync(bench.Tenant.Seeded.InError[1]))!;

        var error = Assert.Single(alias["onPremisesProvisioningErrors"]!.AsArray())!;
        Assert.Equal(
            ("PropertyConflict", "ProxyAddress"),
            ((string)error["category"]!, (string)error["propertyCausingError"]!)
        );
        Assert.DoesNotContain((string)error["value"]!, Addresses(alias));
        Assert.Equal("UserPrincipalName", (string?)name["onPremisesProvisioningErrors"]![0]!["propertyCausingError"]);
        Assert.Matches(@"\+\d{4}@tailwind\.onmicrosoft\.com$", (string?)name["userPrincipalName"]);
    }

    [Fact]
    public async Task User_WhoWasInTheCloudBefore_IsMatchedAndKeepsItsId()
    {
        var matched = (await bench.UserAsync(bench.Tenant.Seeded.SoftMatched[0]))!;
        var principal = bench.Entry(bench.Tenant.Seeded.SoftMatched[0]).Text("userPrincipalName")!;

        Assert.Equal(principal, (string?)matched["userPrincipalName"]);
        Assert.Equal(Engine.ObjectBuilder.GuidOf($"cloud-only:{principal}").ToString(), (string?)matched["id"]);
        Assert.True((bool)matched["onPremisesSyncEnabled"]!);
    }

    [Fact]
    public void ScopeExclusion_OutOfScope_SaysWhy()
    {
        Assert.Null(bench.Tenant.ScopeExclusion(SandboxPeople.ZoeWeiss.Id));
        Assert.Equal("filtered organisational unit", bench.Tenant.ScopeExclusion(SandboxPeople.PlainUser.Id));
        var wardens = bench.Directory.Flaws.Single(f => f.Code == "group-without-address").Objects[0];
        Assert.Equal("distribution group without mail", bench.Tenant.ScopeExclusion(wardens));
    }

    [Fact]
    public async Task Cycle_AfterAnEdit_BringsItToTheCloudAndNotBefore()
    {
        await using var own = new Own(await TenantTestContext.StartAsync());
        var person = SandboxPeople.LongName.Id;
        var before = (string?)
            (await own.Bench.GraphAsync("organization")).Json["value"]![0]!["onPremisesLastSyncDateTime"];
        own.Bench.Modify(person, ModificationKind.Add, "proxyAddresses", "smtp:max@tailwind.example");

        own.Bench.Clock.Advance(TimeSpan.FromSeconds(29)); // 60 times as fast: a cycle every 30 seconds
        Assert.DoesNotContain("smtp:max@tailwind.example", Addresses((await own.Bench.UserAsync(person))!));
        own.Bench.Clock.Advance(TimeSpan.FromSeconds(1));

        Assert.Contains("smtp:max@tailwind.example", Addresses((await own.Bench.UserAsync(person))!));
        var after = (string?)
            (await own.Bench.GraphAsync("organization")).Json["value"]![0]!["onPremisesLastSyncDateTime"];
        Assert.Equal(("2026-03-02T10:00:00Z", "2026-03-02T10:00:30Z"), (before, after));
        Assert.Equal(
            "2026-03-02T10:00:30Z",
            (string?)(await own.Bench.UserAsync(person))!["onPremisesLastSyncDateTime"]
        );
        Assert.Equal(
            "2026-03-02T10:00:00Z",
            (string?)(await own.Bench.UserAsync(SandboxPeople.ZoeWeiss.Id))!["onPremisesLastSyncDateTime"]
        );
    }

    [Fact]
    public async Task Cycle_AddressMovesToAnother_IsQuarantinedUntilTheHourlyRetry()
    {
        await using var own = new Own(await TenantTestContext.StartAsync());
        var (donor, receiver) = (SandboxPeople.ZoeWeiss.Id, SandboxPeople.LongName.Id);
        own.Bench.Modify(receiver, ModificationKind.Add, "proxyAddresses", "smtp:zweiss@tailwind.example");
        own.Bench.Tenant.Synchronize();
        Assert.Single((await own.Bench.UserAsync(receiver))!["onPremisesProvisioningErrors"]!.AsArray());

        own.Bench.Modify(donor, ModificationKind.Delete, "proxyAddresses", "smtp:zweiss@tailwind.example");
        own.Bench.Tenant.Synchronize();
        own.Bench.Tenant.Synchronize();

        var cured = (await own.Bench.UserAsync(receiver))!;
        Assert.Empty(cured["onPremisesProvisioningErrors"]!.AsArray());
        Assert.Contains("smtp:zweiss@tailwind.example", Addresses(cured));
    }

    [Fact]
    public async Task Cycle_ObjectDeleted_IsSoftDeletedAndComesBackByItsAnchor()
    {
        await using var own = new Own(await TenantTestContext.StartAsync());
        var id = (string)(await own.Bench.UserAsync(SandboxPeople.LongName.Id))!["id"]!;

        own.Bench.Directory.Engine.Delete(SandboxPeople.LongName.Id);
        own.Bench.Tenant.Synchronize();

        Assert.Null(await own.Bench.UserAsync(SandboxPeople.LongName.Id));
        var deleted = await own.Bench.GraphAsync(
            "directory/deletedItems/microsoft.graph.user?$select=id,displayName,deletedDateTime"
        );
        Assert.Contains(
            deleted.Json["value"]!.AsArray(),
            d => (string)d!["id"]! == id && d["deletedDateTime"] is not null
        );
        Assert.Contains(
            deleted.Json["value"]!.AsArray(),
            d => ((string)d!["displayName"]!).StartsWith("Fennimore", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task Seeded_CloudManagedAndPending_AreAsTheyShouldBe()
    {
        var managed = bench.Tenant.Seeded.CloudManaged[0];
        var user = (await bench.UserAsync(managed))!;
        var behavior = await bench.GraphAsync($"users/{user["id"]}/onPremisesSyncBehavior");
        var rolled = (await bench.UserAsync(bench.Tenant.Seeded.RollBackPending[0]))!;

        Assert.Null(user["onPremisesSyncEnabled"]);
        Assert.True((bool)behavior.Json["isCloudManaged"]!);
        Assert.Null(await bench.UserAsync(bench.Tenant.Seeded.Pending[0]));
        Assert.Null(rolled["onPremisesSyncEnabled"]);
        Assert.NotNull(rolled["onPremisesImmutableId"]);
        Assert.False(
            (bool)(await bench.GraphAsync($"users/{rolled["id"]}/onPremisesSyncBehavior")).Json["isCloudManaged"]!
        );
    }

    [Fact]
    public async Task Seeded_Pending_ComesWithTheSecondDay()
    {
        await using var own = new Own(await TenantTestContext.StartAsync());

        own.Bench.Clock.Advance(TimeSpan.FromMinutes(24)); // a tenant day

        Assert.NotNull(await own.Bench.UserAsync(own.Bench.Tenant.Seeded.Pending[0]));
        Assert.True(
            (bool)(await own.Bench.UserAsync(own.Bench.Tenant.Seeded.RollBackPending[0]))!["onPremisesSyncEnabled"]!
        );
    }

    [Fact]
    public async Task Cycle_TooManyDeletions_StopTheExport()
    {
        await using var own = new Own(await TenantTestContext.StartAsync());
        foreach (
            var entry in own
                .Bench.Directory.Engine.Current.Entries.Where(e =>
                    e.Dn.IsWithin(Organization.Tailwind.Staff) && e.IsOfClass("user")
                )
                .Take(520)
                .ToList()
        )
            own.Bench.Directory.Engine.Delete(entry.Id);
        var count = await own.Bench.GraphAsync("users/$count", isEventual: true);

        own.Bench.Tenant.Synchronize();

        Assert.Equal(count.Text, (await own.Bench.GraphAsync("users/$count", isEventual: true)).Text);
    }

    private string Mail(string flaw) =>
        bench.Entry(bench.Directory.Flaws.Single(f => f.Code == flaw).Objects[0]).Text("mail")!;

    private static List<string> Addresses(JsonObject user) =>
        [.. user["proxyAddresses"]!.AsArray().Select(a => (string)a!)];

    private async Task<JsonObject> Flawed(string code) =>
        (await bench.UserAsync(bench.Directory.Flaws.Single(f => f.Code == code).Objects[0]))!;
}
