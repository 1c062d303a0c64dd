using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using HybridAdmin.Core.Directory;
using HybridAdmin.Sandbox.Tenant;

namespace HybridAdmin.Sandbox.Tests.Tenant;

/// <summary>The cmdlet end point: body, headers, paging, noise, errors, roles.</summary>
public sealed class ExchangeTests(TenantTestContext bench) : IClassFixture<TenantTestContext>
{
    [Fact]
    public async Task GetMailbox_Pages_CoverAllAndHaveTheNoise()
    {
        var items = new List<JsonObject>();
        var pages = new List<int>();
        var next = string.Empty;
        do
        {
            var page = await Invoke(
                bench,
                "Get-Mailbox",
                new JsonObject { ["ResultSize"] = "Unlimited" },
                next.Length > 0 ? next : null,
                prefer: "odata.maxpagesize=150"
            );
            pages.Add(page.Json["value"]!.AsArray().Count);
            items.AddRange(page.Json["value"]!.AsArray().Select(v => v!.AsObject()));
            next = (string?)page.Json["@odata.nextLink"] ?? string.Empty;
        } while (next.Length > 0);

        Assert.Equal(items.Count, items.Select(i => (string)i["ExternalDirectoryObjectId"]!).Distinct().Count());
        Assert.True(items.Count > 900 && pages.Contains(0));
        var zoe = items.Single(i => (string?)i["UserPrincipalName"] == "zoe.weiss@tailwind.example");
        Assert.Equal("System.Guid", (string?)zoe["ExchangeGuid@data.type"]);
        Assert.Equal("99 GB (106,300,440,576 bytes)", (string?)zoe["ProhibitSendQuota"]);
        Assert.DoesNotContain('+', (string)zoe["WhenMailboxCreated"]!);
        Assert.Contains(
            zoe["EmailAddresses"]!.AsArray(),
            a => ((string)a!).StartsWith("SPO:", StringComparison.Ordinal)
        );
        Assert.Equal(
            ["EquipmentMailbox", "RoomMailbox", "SharedMailbox", "UserMailbox"],
            items.Select(i => (string)i["RecipientTypeDetails"]!).Distinct().Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public async Task GetMailbox_MigratedMailbox_HasTheGuidOfTheDirectory()
    {
        var liam = await Invoke(
            bench,
            "Get-Mailbox",
            new JsonObject { ["Identity"] = SandboxPeople.LiamOShaughran.Address }
        );

        var guid = new Guid(bench.Entry(SandboxPeople.LiamOShaughran.Id).Values("msExchMailboxGuid")[0].Octets.Span);
        Assert.Equal(guid.ToString(), (string?)liam.Json["value"]![0]!["ExchangeGuid"]);
    }

    [Fact]
    public async Task GetRecipient_WithoutResultSize_StopsAtAThousandWithAWarning()
    {
        var page = await Invoke(bench, "Get-Recipient", [], prefer: "odata.maxpagesize=1000");

        Assert.Equal(1000, page.Json["value"]!.AsArray().Count);
        Assert.NotEmpty(page.Json["@adminapi.warnings"]!.AsArray());
        Assert.NotNull(page.Header("X-Warnings"));
    }

    [Fact]
    public async Task Invoke_Missing_IsNotFoundInItsShape()
    {
        var reply = await Invoke(bench, "Get-Mailbox", new JsonObject { ["Identity"] = "nobody@tailwind.example" });

        Assert.Equal(400, reply.Status);
        var detail = ((string)reply.Json["error"]!["details"]![0]!["message"]!).Split('|');
        Assert.Equal("Microsoft.Exchange.Configuration.Tasks.ManagementObjectNotFoundException", detail[1]);
        Assert.Contains("nobody@tailwind.example", detail[2], StringComparison.Ordinal);
        Assert.Equal("Error executing cmdlet", (string?)reply.Json["error"]!["message"]);
        Assert.Equal(detail[2], (string?)reply.Json["error"]!["innererror"]!["internalexception"]!["message"]);
    }

    [Fact]
    public async Task Invoke_UnknownCmdletOrParameter_IsRefused()
    {
        var unknown = await Invoke(bench, "Get-TransportRule", []);
        var parameter = await Invoke(bench, "Get-Mailbox", new JsonObject { ["Colour"] = "red" });

        Assert.Equal(403, unknown.Status);
        Assert.True(unknown.Octets.Length > 0 && unknown.Octets.All(o => o == 0));
        Assert.Contains(
            "A parameter cannot be found that matches parameter name 'Colour'.",
            parameter.Text,
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("v1.0", 405)]
    [InlineData("v3.0", 404)]
    public async Task Invoke_OtherVersion_IsNotThere(string version, int status)
    {
        Assert.Equal(
            status,
            (
                await Invoke(
                    bench,
                    "Get-Mailbox",
                    [],
                    new Uri(
                        bench.Tenant.ExchangeEndpoint,
                        $"/adminapi/{version}/{SimulatedTenant.TenantId}/InvokeCommand"
                    ).ToString()
                )
            ).Status
        );
    }

    [Fact]
    public async Task SetMailbox_Synchronized_IsOutsideTheWriteScope()
    {
        var reply = await Invoke(
            bench,
            "Set-Mailbox",
            new JsonObject { ["Identity"] = SandboxPeople.ZoeWeiss.Address, ["HiddenFromAddressListsEnabled"] = true }
        );

        Assert.Equal(400, reply.Status);
        Assert.Contains("out of the current user's write scope", reply.Text, StringComparison.Ordinal);
        Assert.Contains(
            "is being synchronized from your on-premises organization",
            reply.Text,
            StringComparison.Ordinal
        );
        Assert.Contains("'HiddenFromAddressListsEnabled'", reply.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SetMailbox_CloudManaged_ChangesAndSurvivesTheCycle()
    {
        await using var own = new Own(await TenantTestContext.StartAsync());
        var person = own.Bench.Tenant.Seeded.ExchangeCloudManaged[0];
        var address = own.Bench.Entry(person).Text("mail")!;
        var before = (await Invoke(own.Bench, "Get-Mailbox", new JsonObject { ["Identity"] = address })).Json["value"]![
            0
        ]!;
        Assert.Equal(
            (true, false),
            ((bool)before["IsExchangeCloudManaged"]!, (bool)before["HiddenFromAddressListsEnabled"]!)
        );
        Assert.True(own.Bench.Entry(person).Flag("msExchHideFromAddressLists"));

        var set = await Invoke(
            own.Bench,
            "Set-Mailbox",
            new JsonObject
            {
                ["Identity"] = address,
                ["CustomAttribute7"] = "seven",
                ["EmailAddresses"] = new JsonObject
                {
                    ["@odata.type"] = "#Exchange.GenericHashTable",
                    ["Add"] = new JsonArray("smtp:added@tailwind.example"),
                    ["Remove"] = new JsonArray(),
                },
            }
        );
        own.Bench.Modify(person, ModificationKind.Replace, "extensionAttribute7", "from the directory");
        own.Bench.Tenant.Synchronize();

        Assert.Equal(200, set.Status);
        Assert.Empty(set.Json["value"]!.AsArray());
        var after = (
            await Invoke(own.Bench, "Get-Mailbox", new JsonObject { ["Identity"] = "added@tailwind.example" })
        ).Json["value"]![0]!;
        Assert.Equal("seven", (string?)after["CustomAttribute7"]);
        Assert.DoesNotContain(
            "added@",
            string.Join(' ', own.Bench.Entry(person).Texts("proxyAddresses")),
            StringComparison.Ordinal
        );
        var taken = await Invoke(
            own.Bench,
            "Set-Mailbox",
            new JsonObject
            {
                ["Identity"] = address,
                ["EmailAddresses"] = new JsonObject { ["Add"] = "smtp:zweiss@tailwind.example" },
            }
        );
        Assert.Contains("ProxyAddressExistsException", taken.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RemoteDomain_NewSetRemove_KeepsThreeValuesOfTnef()
    {
        await using var own = new Own(await TenantTestContext.StartAsync());
        async Task<JsonNode> Read() =>
            (await Invoke(own.Bench, "Get-RemoteDomain", new JsonObject { ["Identity"] = "Gmail" })).Json["value"]![0]!;
        Assert.Equal(
            200,
            (
                await Invoke(
                    own.Bench,
                    "New-RemoteDomain",
                    new JsonObject { ["Name"] = "Gmail", ["DomainName"] = "g.tailwind.example" }
                )
            ).Status
        );
        Assert.Null((await Read())["TNEFEnabled"]);

        foreach (var value in new bool?[] { false, true, null })
        {
            Assert.Equal(
                200,
                (
                    await Invoke(
                        own.Bench,
                        "Set-RemoteDomain",
                        new JsonObject { ["Identity"] = "Gmail", ["TNEFEnabled"] = value }
                    )
                ).Status
            );
            Assert.Equal(value, (bool?)(await Read())["TNEFEnabled"]);
        }

        Assert.Equal(
            200,
            (
                await Invoke(
                    own.Bench,
                    "Remove-RemoteDomain",
                    new JsonObject { ["Identity"] = "Gmail", ["Confirm"] = false }
                )
            ).Status
        );
        Assert.Equal(
            400,
            (await Invoke(own.Bench, "Remove-RemoteDomain", new JsonObject { ["Identity"] = "Default" })).Status
        );
    }

    [Fact]
    public async Task Configuration_DomainsConnectorsOrganization_Answer()
    {
        var domains = (await Invoke(bench, "Get-AcceptedDomain", new JsonObject { ["ResultSize"] = "Unlimited" })).Json[
            "value"
        ]!.AsArray();
        var documented = await Invoke(
            bench,
            "Get-AcceptedDomain",
            [],
            new Uri(
                bench.Tenant.ExchangeEndpoint,
                $"/adminapi/v2.0/{SimulatedTenant.TenantId}/AcceptedDomain"
            ).ToString()
        );

        Assert.DoesNotContain(domains, d => (string?)d!["DomainName"] == "tailwind-cargo.test");
        Assert.Equal(
            "InternalRelay",
            (string?)domains.Single(d => (string?)d!["Name"] == "brightwater.test")!["DomainType"]
        );
        Assert.Equal(domains.Count, documented.Json["value"]!.AsArray().Count);
        Assert.Equal(
            "HybridWizard",
            (string?)(await Invoke(bench, "Get-OutboundConnector", [])).Json["value"]![0]!["ConnectorSource"]
        );
        Assert.Equal(
            "OnPremises",
            (string?)(await Invoke(bench, "Get-InboundConnector", [])).Json["value"]![0]!["ConnectorType"]
        );
        Assert.False((bool)(await Invoke(bench, "Get-OrganizationConfig", [])).Json["value"]![0]!["IsDehydrated"]!);
    }

    [Fact]
    public async Task Roles_ReadOnly_HidesWritingCmdlets()
    {
        await using var own = new Own(
            await TenantTestContext.StartAsync(
                new SimulatedTenantOptions { ExchangeRoles = new HashSet<string> { "View-Only Recipients" } }
            )
        );
        var request = new HttpRequestMessage(
            HttpMethod.Get,
            new Uri(
                own.Bench.Tenant.ExchangeEndpoint,
                $"/adminapi/v1.0/{SimulatedTenant.TenantId}/EXOModuleFile?Version=3.9"
            )
        );
        request.Headers.Authorization = new AuthenticationHeaderValue(
            "Bearer",
            await own.Bench.AccessAsync("https://outlook.office365.com/.default")
        );
        request.Headers.Add("CommandName", "*");

        var cmdlets = (await own.Bench.SendAsync(request)).Json["value"]![0]!["exportedCmdlets"]!
            .AsArray()
            .Select(c => (string)c!)
            .ToList();

        Assert.Contains("Get-Mailbox", cmdlets);
        Assert.DoesNotContain("Set-Mailbox", cmdlets);
        Assert.Equal(
            403,
            (
                await Invoke(own.Bench, "Set-Mailbox", new JsonObject { ["Identity"] = SandboxPeople.ZoeWeiss.Address })
            ).Status
        );
    }

    [Fact]
    public async Task Misbehaviour_TransientAndThrottled_AreTold()
    {
        await using var own = new Own(await TenantTestContext.StartAsync());
        own.Bench.Tenant.Misbehaviour.FailNext(
            TenantEndpoint.Exchange,
            new SimulatedFault(SimulatedFaultKind.Transient)
        );
        own.Bench.Tenant.Misbehaviour.FailNext(
            TenantEndpoint.Exchange,
            new SimulatedFault(SimulatedFaultKind.Throttled, TimeSpan.FromSeconds(5))
        );

        var transient = await Invoke(own.Bench, "Get-AcceptedDomain", []);
        var throttled = await Invoke(own.Bench, "Get-AcceptedDomain", []);

        Assert.Equal(400, transient.Status);
        Assert.Contains("ServerBusyException", transient.Text, StringComparison.Ordinal);
        Assert.Equal((429, "5"), (throttled.Status, throttled.Header("Retry-After")));
        own.Bench.Tenant.Misbehaviour.UnknownValues = true;
        Assert.Contains(
            "OrbitalRelay",
            (await Invoke(own.Bench, "Get-AcceptedDomain", [])).Text,
            StringComparison.Ordinal
        );
    }

    internal static async Task<Reply> Invoke(
        TenantTestContext bench,
        string cmdlet,
        JsonObject parameters,
        string? address = null,
        string? prefer = null
    )
    {
        var body = new JsonObject
        {
            ["CmdletInput"] = new JsonObject { ["CmdletName"] = cmdlet, ["Parameters"] = parameters },
        };
        var request = new HttpRequestMessage(
            HttpMethod.Post,
            address
                ?? new Uri(
                    bench.Tenant.ExchangeEndpoint,
                    $"/adminapi/beta/{SimulatedTenant.TenantId}/InvokeCommand"
                ).ToString()
        )
        {
            Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json"),
        };
        request.Headers.Authorization = new AuthenticationHeaderValue(
            "Bearer",
            await bench.AccessAsync("https://outlook.office365.com/.default")
        );
        if (prefer is not null)
            request.Headers.Add("Prefer", prefer);
        return await bench.SendAsync(request);
    }
}
