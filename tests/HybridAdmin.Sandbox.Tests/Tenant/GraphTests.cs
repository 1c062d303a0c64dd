using System.Text.Json.Nodes;
using HybridAdmin.Core.Directory;
using HybridAdmin.Sandbox.Tenant;

namespace HybridAdmin.Sandbox.Tests.Tenant;

/// <summary>Shapes, headers, paging, errors and throttling of Microsoft Graph.</summary>
public sealed class GraphTests(TenantTestContext bench) : IClassFixture<TenantTestContext>
{
    [Fact]
    public async Task Users_WithoutSelect_HaveTheDefaultsOnly()
    {
        var page = await bench.GraphAsync("users?$top=5");

        var names = page.Json["value"]![0]!.AsObject().Select(m => m.Key).Order(StringComparer.Ordinal);
        Assert.Equal(
            [
                "businessPhones",
                "displayName",
                "givenName",
                "id",
                "jobTitle",
                "mail",
                "mobilePhone",
                "officeLocation",
                "preferredLanguage",
                "surname",
                "userPrincipalName",
            ],
            names
        );
        Assert.Equal("5f2d7c11-0000-4000-8000-00000000abcd", page.Header("client-request-id"));
        Assert.NotNull(page.Header("request-id"));
        Assert.Equal("1", page.Header("x-ms-resource-unit")); // 2 for users, 1 less for a small page
    }

    [Fact]
    public async Task Users_Pages_CoverEverybodyAndOneIsEmpty()
    {
        var (users, pages, _) = await bench.AllAsync("users?$select=id&$top=200");
        var count = await bench.GraphAsync("users/$count", isEventual: true);

        Assert.Equal(count.Text, users.Count.ToString(System.Globalization.CultureInfo.InvariantCulture));
        Assert.Contains(0, pages);
        Assert.Equal(users.Count, users.Select(u => (string)u["id"]!).Distinct().Count());
    }

    [Theory]
    [InlineData("users?$top=1000", 400, "Request_BadRequest")]
    [InlineData("users?$skip=5", 400, "Request_BadRequest")]
    [InlineData("users?$select=noSuchThing", 400, "Request_BadRequest")]
    [InlineData("users?$select=mailboxSettings", 501, "NotImplemented")]
    [InlineData("users?$filter=mail eq", 400, "Request_BadRequest")]
    [InlineData("users?$filter=onPremisesImmutableId eq 'x'", 400, "Request_UnsupportedQuery")]
    [InlineData("users?$filter=endsWith(mail,'x')", 400, "Request_UnsupportedQuery")]
    [InlineData("users?$filter=onPremisesDistinguishedName eq 'x'", 400, "Request_UnsupportedQuery")]
    [InlineData("users?$skiptoken=AAAA", 400, "Directory_ExpiredPageToken")]
    [InlineData("users/delta?$top=5", 400, "Request_UnsupportedQuery")]
    [InlineData("users/00000000-0000-0000-0000-000000000009", 404, "Request_ResourceNotFound")]
    [InlineData("nonsense", 400, "BadRequest")]
    [InlineData("directory/onPremisesSynchronization", 403, "Authorization_RequestDenied")]
    public async Task Graph_Wrong_IsRefusedInItsShape(string path, int status, string code)
    {
        var reply = await bench.GraphAsync(path);

        Assert.Equal((status, code), (reply.Status, reply.Code));
        Assert.NotEmpty((string)reply.Json["error"]!["message"]!);
        Assert.All(
            new[] { "date", "request-id", "client-request-id" },
            m => Assert.NotNull(reply.Json["error"]!["innerError"]![m])
        );
    }

    [Theory]
    [InlineData("proxyAddresses/any(p:p eq 'smtp:zweiss@tailwind.example')")]
    [InlineData("proxyAddresses/any(p:startsWith(p,'smtp:zweiss@'))")]
    [InlineData("mail eq 'zoe.weiss@tailwind.example'")]
    [InlineData("userPrincipalName eq 'zoe.weiss@tailwind.example' and onPremisesSyncEnabled eq true")]
    [InlineData("mailNickname in ('zoe.weiss','nobody')")]
    [InlineData("(mail eq 'nobody@x.test' or proxyAddresses/any(x:x eq 'SMTP:zoe.weiss@tailwind.example'))")]
    public async Task Users_Filter_FindsZoe(string filter)
    {
        var found = await bench.GraphAsync($"users?$filter={Uri.EscapeDataString(filter)}&$select=displayName");

        Assert.Equal("Weiß, Zoë", (string?)Assert.Single(found.Json["value"]!.AsArray())!["displayName"]);
    }

    [Fact]
    public async Task Users_FilterWithQuoteAndErrors_AreFound()
    {
        var liam = await bench.GraphAsync(
            $"users?$filter={Uri.EscapeDataString("mail eq 'liam.o''shaughran@tailwind.example'")}"
        );
        var errors = await bench.GraphAsync(
            $"users?$filter={Uri.EscapeDataString("onPremisesProvisioningErrors/any(e:e/category eq 'PropertyConflict')")}&$select=id"
        );

        Assert.Single(liam.Json["value"]!.AsArray());
        Assert.True(errors.Json["value"]!.AsArray().Count >= 2);
    }

    [Theory]
    [InlineData("users/delta()?$select=id", "users/delta?$select=id")]
    [InlineData("groups/delta()?$select=id", "groups/delta?$select=id")]
    [InlineData("contacts/delta()?$select=id", "contacts/delta?$select=id")]
    [InlineData(
        "directory/deletedItems/graph.user?$select=id",
        "directory/deletedItems/microsoft.graph.user?$select=id"
    )]
    [InlineData(
        "directory/deletedItems/graph.group?$select=id",
        "directory/deletedItems/microsoft.graph.group?$select=id"
    )]
    [InlineData("users/delta()?%24select=id", "users/delta?$select=id")]
    public async Task Graph_AsTheSdkSpellsIt_AnswersTheSame(string path, string documented)
    {
        var (spelt, known) = (await bench.GraphAsync(path), await bench.GraphAsync(documented));

        Assert.Equal((200, 200), (spelt.Status, known.Status));
        Assert.Equal(known.Json["value"]!.ToJsonString(), spelt.Json["value"]!.ToJsonString());
    }

    [Fact]
    public async Task Delta_AfterChanges_GivesChangedAndRemoved()
    {
        await using var own = new Own(await TenantTestContext.StartAsync());
        var (all, _, link) = await own.Bench.AllAsync("users/delta?$select=displayName,mail");
        Assert.True(
            all.Count > all.Select(u => (string)u["id"]!).Distinct().Count(),
            "a page repeats an object now and then"
        );
        Assert.Null(all[0]["userPrincipalName"]);
        own.Bench.Modify(SandboxPeople.ZoeWeiss.Id, ModificationKind.Replace, "displayName", "Weiß-Neu, Zoë");
        var gone = (string)(await own.Bench.UserAsync(SandboxPeople.LongName.Id))!["id"]!;
        own.Bench.Directory.Engine.Delete(SandboxPeople.LongName.Id);
        own.Bench.Tenant.Synchronize();

        var (changed, _, next) = await own.Bench.AllAsync(link!);

        Assert.Contains(changed, c => (string?)c["displayName"] == "Weiß-Neu, Zoë");
        Assert.Contains(changed, c => (string?)c["id"] == gone && (string?)c["@removed"]?["reason"] == "changed");
        Assert.Empty((await own.Bench.AllAsync(next!)).Items);
        own.Bench.Clock.Advance(TimeSpan.FromDays(8));
        Assert.Equal("syncStateNotFound", (await own.Bench.GraphAsync(next!)).Code);
    }

    [Fact]
    public async Task Patch_SynchronizedUser_IsRefusedAndCloudUserChanged()
    {
        var body = new JsonObject { ["jobTitle"] = "Pilot" };
        var refused = await bench.GraphAsync("users/zoe.weiss@tailwind.example", HttpMethod.Patch, body);
        var done = await bench.GraphAsync("users/borys.zielonka@tailwind.example", HttpMethod.Patch, body);

        Assert.Equal((400, "Request_BadRequest"), (refused.Status, refused.Code));
        Assert.Contains(
            "Unable to update the specified properties for on-premises mastered Directory Sync objects",
            refused.Text,
            StringComparison.Ordinal
        );
        Assert.Equal(204, done.Status);
        Assert.Equal(
            "Pilot",
            (string?)(await bench.GraphAsync("users/borys.zielonka@tailwind.example")).Json["jobTitle"]
        );
    }

    [Fact]
    public async Task Batch_Parts_AnswerFailAndDependOnTheirOwn()
    {
        await using var own = new Own(await TenantTestContext.StartAsync());
        own.Bench.Tenant.Misbehaviour.FailNext(
            TenantEndpoint.BatchPart,
            new SimulatedFault(SimulatedFaultKind.Throttled, TimeSpan.FromSeconds(7))
        );
        static JsonObject Part(string id, string url, string? after = null) =>
            new()
            {
                ["id"] = id,
                ["method"] = "GET",
                ["url"] = url,
                ["dependsOn"] = after is null ? null : new JsonArray(after),
            };
        var body = new JsonObject
        {
            ["requests"] = new JsonArray(
                Part("1", "/organization"),
                Part("2", "/domains?$top=1"),
                Part("3", "/domains", "1")
            ),
        };

        var reply = await own.Bench.GraphAsync("$batch", HttpMethod.Post, body);

        var parts = reply.Json["responses"]!.AsArray().ToDictionary(r => (string)r!["id"]!, r => r!);
        Assert.Equal(
            (200, 429, 200, 424),
            (reply.Status, (int)parts["1"]["status"]!, (int)parts["2"]["status"]!, (int)parts["3"]["status"]!)
        );
        Assert.Equal("7", (string?)parts["1"]["headers"]!["Retry-After"]);
        var many = new JsonObject
        {
            ["requests"] = new JsonArray([.. Enumerable.Range(0, 21).Select(i => Part($"{i}", "/organization"))]),
        };
        Assert.Equal(400, (await own.Bench.GraphAsync("$batch", HttpMethod.Post, many)).Status);
    }

    [Fact]
    public async Task Throttle_BucketEmpty_Is429UntilTheWaitIsOver()
    {
        await using var own = new Own(
            await TenantTestContext.StartAsync(new SimulatedTenantOptions { ResourceUnits = 10 })
        );
        var token = await own.Bench.AccessAsync("https://graph.microsoft.com/.default");
        for (var i = 0; i < 8; i++)
            Assert.Equal(200, (await own.Bench.GraphAsync("organization", token: token)).Status);
        Assert.NotNull(
            (await own.Bench.GraphAsync("organization", token: token)).Header("x-ms-throttle-limit-percentage")
        );

        await own.Bench.GraphAsync("organization", token: token);
        var refused = await own.Bench.GraphAsync("organization", token: token);

        Assert.Equal((429, "TooManyRequests", "1"), (refused.Status, refused.Code, refused.Header("Retry-After")));
        Assert.NotNull(refused.Header("x-ms-throttle-scope"));
        own.Bench.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(200, (await own.Bench.GraphAsync("organization", token: token)).Status);
    }

    [Theory]
    [InlineData(SimulatedFaultKind.Unauthorized, 401, null)]
    [InlineData(SimulatedFaultKind.ForbiddenEmpty, 403, null)]
    [InlineData(SimulatedFaultKind.Throttled, 429, 3)]
    [InlineData(SimulatedFaultKind.Throttled, 429, null)]
    [InlineData(SimulatedFaultKind.Unavailable, 503, 2)]
    [InlineData(SimulatedFaultKind.Gone, 410, null)]
    public async Task Misbehaviour_Ordered_HappensOnce(SimulatedFaultKind kind, int status, int? wait)
    {
        await using var own = new Own(await TenantTestContext.StartAsync());
        own.Bench.Tenant.Misbehaviour.FailNext(
            TenantEndpoint.Graph,
            new SimulatedFault(kind, wait is { } s ? TimeSpan.FromSeconds(s) : null)
        );

        var reply = await own.Bench.GraphAsync("organization");

        Assert.Equal(
            (status, wait?.ToString(System.Globalization.CultureInfo.InvariantCulture)),
            (reply.Status, reply.Header("Retry-After"))
        );
        Assert.Equal(200, (await own.Bench.GraphAsync("organization")).Status);
    }

    [Theory]
    [InlineData(SimulatedFaultKind.Unreachable)]
    [InlineData(SimulatedFaultKind.CutPage)]
    public async Task Misbehaviour_Connection_Breaks(SimulatedFaultKind kind)
    {
        await using var own = new Own(await TenantTestContext.StartAsync());
        own.Bench.Tenant.Misbehaviour.FailAlways(TenantEndpoint.Graph, new SimulatedFault(kind));

        await Assert.ThrowsAnyAsync<Exception>(() => own.Bench.GraphAsync("users"));

        own.Bench.Tenant.Misbehaviour.Clear();
        Assert.Equal(200, (await own.Bench.GraphAsync("users")).Status);
    }

    [Fact]
    public async Task Domains_AddProveAndRead_AsInTheReference()
    {
        await using var own = new Own(await TenantTestContext.StartAsync());
        var added = await own.Bench.GraphAsync(
            "domains",
            HttpMethod.Post,
            new JsonObject { ["id"] = "fabrikam.example" }
        );
        var early = await own.Bench.GraphAsync("domains/fabrikam.example/verify", HttpMethod.Post);
        var proof = await own.Bench.GraphAsync("domains/fabrikam.example/verificationDnsRecords");
        Assert.True(own.Bench.Tenant.PublishProof("fabrikam.example"));

        var verified = await own.Bench.GraphAsync("domains/fabrikam.example/verify", HttpMethod.Post);

        Assert.Equal((201, false, 400), (added.Status, (bool)added.Json["isVerified"]!, early.Status));
        Assert.StartsWith("MS=ms", (string?)proof.Json["value"]![0]!["text"], StringComparison.Ordinal);
        Assert.Equal((200, "AvailableImmediately"), (verified.Status, (string?)verified.Json["availabilityStatus"]));
        Assert.Contains(
            (await own.Bench.GraphAsync("domains/tailwind.example/serviceConfigurationRecords")).Json[
                "value"
            ]!.AsArray(),
            r => (string?)r!["mailExchange"] == "tailwind-example.mail.protection.outlook.com"
        );
        Assert.NotEmpty(
            (await own.Bench.GraphAsync("domains/brightwater.test/domainNameReferences")).Json["value"]!.AsArray()
        );
        Assert.False((bool)(await own.Bench.GraphAsync("domains/tailwind-cargo.test")).Json["isVerified"]!);
    }

    [Fact]
    public async Task OrganizationSkusLicencesMembers_HaveTheirShapes()
    {
        var organization = await bench.GraphAsync("organization?$select=verifiedDomains,onPremisesSyncEnabled");
        var skus = await bench.GraphAsync("subscribedSkus");
        var licences = await bench.GraphAsync("users/zoe.weiss@tailwind.example/licenseDetails");
        var plans = await bench.GraphAsync("users/zoe.weiss@tailwind.example?$select=assignedPlans");
        var staff = await bench.GraphAsync($"groups?$filter={Uri.EscapeDataString("displayName eq 'All Staff'")}");
        var members = await bench.GraphAsync($"groups/{staff.Json["value"]![0]!["id"]}/members?$select=id,mail");

        Assert.True((bool)Assert.Single(organization.Json["value"]!.AsArray())!["onPremisesSyncEnabled"]!);
        Assert.All(
            skus.Json["value"]!.AsArray(),
            s => Assert.True((int)s!["consumedUnits"]! <= (int)s["prepaidUnits"]!["enabled"]!)
        );
        Assert.NotEmpty(licences.Json["value"]![0]!["servicePlans"]!.AsArray());
        Assert.Contains(
            plans.Json["assignedPlans"]!.AsArray(),
            p => (string?)p!["service"] == "exchange" && (string?)p["capabilityStatus"] == "Enabled"
        );
        Assert.Equal("#microsoft.graph.user", (string?)members.Json["value"]![0]!["@odata.type"]);
        Assert.NotNull(members.Json["@odata.nextLink"]);
    }

    [Fact]
    public async Task Permission_NotGranted_Is403()
    {
        await using var own = new Own(
            await TenantTestContext.StartAsync(
                new SimulatedTenantOptions { GraphPermissions = new HashSet<string> { "Domain.Read.All" } }
            )
        );

        Assert.Equal(
            (403, "Authorization_RequestDenied"),
            ((await own.Bench.GraphAsync("users")).Status, (await own.Bench.GraphAsync("users")).Code)
        );
        Assert.Equal(200, (await own.Bench.GraphAsync("domains")).Status);
    }
}
