using System.Net;
using HybridAdmin.Core.Access;
using HybridAdmin.Core.Audit;
using HybridAdmin.Sandbox;

namespace HybridAdmin.Tests.Api;

public sealed class RecipientEditTests(SandboxApi sandbox) : IClassFixture<SandboxApi>
{
    private ApiCaller Helpdesk => sandbox.As(Role.Helpdesk);

    private ApiCaller Administrator => sandbox.As(Role.Administrator);

    [Fact]
    public async Task Get_Recipient_HasItsAddressesAndVersion()
    {
        var answer = await Helpdesk.GetAsync($"recipients/{SandboxPeople.KenjiWatanabe.Id}");

        var recipient = answer.Ok();
        Assert.Equal(
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
                "emailAddresses",
                "externalEmailAddress",
                "legacyExchangeDN",
                "customAttributes",
                "version",
            ],
            recipient.Names()
        );
        Assert.Equal($"\"{recipient["version"].Text()}\"", answer.Headers.ETag!.ToString());
        Assert.Contains("SMTP:kenji.watanabe@tailwind-research.example", recipient["emailAddresses"].Texts());
        Assert.Equal("Watanabe, Kenji (渡辺 健二)", recipient["displayName"].Text());
        Assert.StartsWith("/o=Tailwind", recipient["legacyExchangeDN"].Text(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_Nobody_IsNotFound()
    {
        (await Helpdesk.GetAsync($"recipients/{Guid.NewGuid()}")).Problem(HttpStatusCode.NotFound, "not-found");
        (await Helpdesk.PreviewAsync(Guid.NewGuid(), new { alias = "x" })).Problem(
            HttpStatusCode.NotFound,
            "not-found"
        );
        (await Helpdesk.PatchAsync(Guid.NewGuid(), new { alias = "x" })).Problem(HttpStatusCode.NotFound, "not-found");
    }

    [Fact]
    public async Task Get_CustomAttributes_AreKeyedByNumber()
    {
        var id = SandboxPeople.InfoMailbox.Id;

        (await Administrator.PatchAsync(id, "{\"customAttributes\":{\"1\":\"Zürich\",\"15\":\"last\"}}")).Ok();
        var set = (await Helpdesk.GetAsync($"recipients/{id}")).Ok()["customAttributes"]!;
        (await Administrator.PatchAsync(id, "{\"customAttributes\":{\"1\":null}}")).Ok();
        var cleared = (await Helpdesk.GetAsync($"recipients/{id}")).Ok()["customAttributes"]!;

        Assert.Equal("Zürich", set["1"].Text());
        Assert.Equal("last", set["15"].Text());
        Assert.DoesNotContain("1", cleared.Names());
        Assert.Contains("15", cleared.Names());
    }

    [Fact]
    public async Task Preview_Edit_ShowsThePlanAndWritesNothing()
    {
        var id = SandboxPeople.LongName.Id;
        var (before, records) = (
            await Helpdesk.GetAsync($"recipients/{id}"),
            await sandbox.Console.CountRecordsAsync()
        );

        var plan = (
            await Helpdesk.PreviewAsync(id, new { primarySmtpAddress = "max.zaehringer@tailwind.example" })
        ).Ok();

        Assert.Equal(["changes", "findings", "ldif", "cmdlet"], plan.Names());
        var change = plan.Change("proxyAddresses");
        Assert.Equal(["attribute", "before", "after", "added", "removed"], change.Names());
        Assert.Contains("SMTP:maximiliane.uebelacker@tailwind.example", change["before"].Texts());
        Assert.Contains("SMTP:max.zaehringer@tailwind.example", change["added"].Texts());
        Assert.Contains("smtp:maximiliane.uebelacker@tailwind.example", change["after"].Texts());
        Assert.Contains("upn-differs", plan.Codes());
        Assert.All(
            plan["findings"]!.AsArray(),
            f => Assert.Contains(f!["severity"].Text(), new[] { "error", "warning", "info" })
        );
        Assert.Contains("changetype: modify", plan["ldif"].Text(), StringComparison.Ordinal);
        Assert.StartsWith("Set-RemoteMailbox", plan["cmdlet"].Text(), StringComparison.Ordinal);
        Assert.Equal(before.Text, (await Helpdesk.GetAsync($"recipients/{id}")).Text);
        Assert.Equal(records, await sandbox.Console.CountRecordsAsync());
    }

    [Fact]
    public async Task Patch_DepartmentAndTitle_AreAppliedAndShownInTheAnswers()
    {
        var id = SandboxPeople.LiamOShaughran.Id;

        (await Helpdesk.PatchAsync(id, new { department = "Legal" })).Problem(HttpStatusCode.Forbidden, "forbidden");
        (await Administrator.PatchAsync(id, new { title = new string('x', 129) })).Problem(
            HttpStatusCode.UnprocessableEntity,
            "invalid"
        );
        var plan = (await Administrator.PreviewAsync(id, new { department = "Legal", title = "" })).Ok();
        var done = (await Administrator.PatchAsync(id, new { department = "Legal", title = "" })).Ok();

        Assert.StartsWith("Set-User", plan["cmdlet"].Text(), StringComparison.Ordinal);
        Assert.EndsWith("-Department 'Legal' -Title $null", plan["cmdlet"].Text(), StringComparison.Ordinal);
        Assert.Equal("Applied", done["outcome"].Text());
        var after = (await Administrator.GetAsync($"recipients/{id}")).Ok();
        Assert.Equal(("Legal", null), (after["department"].Text(), after["title"]));
        var listed = (await Administrator.GetAsync("recipients?search=liam")).Ok()["items"]!.AsArray();
        Assert.Contains(listed, i => i!["id"].Text() == id.ToString() && i["department"].Text() == "Legal");
    }

    [Fact]
    public async Task Patch_AddAlias_IsAppliedRecordedAndSeen()
    {
        var id = SandboxPeople.ZoeWeiss.Id;
        var before = await Helpdesk.GetAsync($"recipients/{id}");

        var done = (
            await Helpdesk.PatchAsync(
                id,
                new { addAddresses = new[] { "zoe.new@tailwind.example" }, reason = "INC-1 marriage" },
                before.Headers.ETag!.ToString()
            )
        ).Ok();

        Assert.Equal("Applied", done["outcome"].Text());
        Assert.Equal(["smtp:zoe.new@tailwind.example"], done.Change("proxyAddresses")["added"].Texts());
        var after = await Helpdesk.GetAsync($"recipients/{id}");
        Assert.Contains("smtp:zoe.new@tailwind.example", after.Ok()["emailAddresses"].Texts());
        Assert.NotEqual(before.Headers.ETag, after.Headers.ETag);
        Assert.Equal(
            1,
            (await Helpdesk.GetAsync("recipients?search=zoe.new@tailwind.example")).Ok()["total"]!.GetValue<int>()
        );
        var record = await sandbox.Console.LastRecordAsync(id);
        Assert.Equal(done["changeId"]!.GetValue<long>(), record.Id);
        Assert.Equal(
            ("token:Helpdesk", AuditOutcome.Applied, "INC-1 marriage", ActorSource.Api),
            (record.ActorId, record.Outcome, record.Reason, record.Source)
        );
        Assert.Equal("127.0.0.1", record.ClientAddress);
    }

    [Fact]
    public async Task Patch_SameAgain_SaysSoWithoutARecord()
    {
        var id = SandboxPeople.RoomSpree.Id;
        var edit = new { addAddresses = new[] { "spree@tailwind.example" } };
        (await Helpdesk.PatchAsync(id, edit)).Ok();
        var records = await sandbox.Console.CountRecordsAsync();

        var again = (await Helpdesk.PatchAsync(id, edit)).Ok();

        Assert.Null(again["changeId"]);
        Assert.Equal("Applied", again["outcome"].Text());
        Assert.Empty(again["changes"]!.AsArray());
        Assert.NotEmpty(again["note"].Text());
        Assert.Equal(records, await sandbox.Console.CountRecordsAsync());
    }

    [Fact]
    public async Task Patch_Hide_AndShowAgain()
    {
        var id = SandboxPeople.AllStaff.Id;

        (await Helpdesk.PatchAsync(id, new { hiddenFromAddressListsEnabled = true })).Ok();
        var hidden = (await Helpdesk.GetAsync($"recipients/{id}")).Ok();
        (await Helpdesk.PatchAsync(id, new { hiddenFromAddressListsEnabled = false })).Ok();
        var shown = (await Helpdesk.GetAsync($"recipients/{id}")).Ok();

        Assert.True(hidden["hiddenFromAddressListsEnabled"]!.GetValue<bool>());
        Assert.False(shown["hiddenFromAddressListsEnabled"]!.GetValue<bool>());
    }

    [Fact]
    public async Task Patch_OldVersion_IsStaleWithThePresentValues()
    {
        var id = SandboxPeople.SoleneQuemeneur.Id;
        var seen = (await Helpdesk.GetAsync($"recipients/{id}")).Headers.ETag!.ToString();
        (await Administrator.PatchAsync(id, new { addAddresses = new[] { "solene@tailwind.example" } }, seen)).Ok();

        var answer = await Helpdesk.PatchAsync(id, new { hiddenFromAddressListsEnabled = false }, seen);

        var problem = answer.Problem(HttpStatusCode.Conflict, "stale");
        Assert.Contains("smtp:solene@tailwind.example", problem["present"]!["proxyAddresses"].Texts());
        Assert.Equal(["TRUE"], problem["present"]!["msExchHideFromAddressLists"].Texts());
    }

    [Theory]
    [InlineData("x")]
    [InlineData("\"a\", \"b\"")]
    [InlineData("\"unclosed")]
    [InlineData("W/\"weak\"")]
    public async Task Patch_MalformedIfMatch_IsInvalidAndWritesNothing(string ifMatch)
    {
        var records = await sandbox.Console.CountRecordsAsync();

        var answer = await Administrator.PatchAsync(
            SandboxPeople.Auditor.Id,
            new { customAttributes = new Dictionary<string, string> { ["3"] = ifMatch } },
            ifMatch
        );

        Assert.Equal(["If-Match"], answer.Problem(HttpStatusCode.UnprocessableEntity, "invalid")["errors"].Names());
        Assert.Equal(records, await sandbox.Console.CountRecordsAsync());
    }

    [Fact]
    public async Task Patch_IfMatchStar_AsksForAnyVersion() =>
        (
            await Administrator.PatchAsync(SandboxPeople.Worldwide.Id, "{\"customAttributes\":{\"4\":\"any\"}}", "*")
        ).Ok();

    [Fact]
    public async Task Patch_AddressOfAnother_NamesTheHolder()
    {
        var answer = await Helpdesk.PatchAsync(
            SandboxPeople.LiamOShaughran.Id,
            new { addAddresses = new[] { "Kenji.Watanabe@Tailwind-Research.example" } }
        );

        var problem = answer.Problem(HttpStatusCode.Conflict, "address-in-use");
        Assert.Equal(["id", "displayName", "attribute"], problem["holder"].Names());
        Assert.Equal(SandboxPeople.KenjiWatanabe.Id, problem["holder"]!["id"]!.GetValue<Guid>());
        Assert.Equal("Watanabe, Kenji (渡辺 健二)", problem["holder"]!["displayName"].Text());
        Assert.Equal("proxyAddresses", problem["holder"]!["attribute"].Text());
        Assert.Equal(["addAddresses"], problem["errors"].Names());
    }

    [Fact]
    public async Task Patch_AddressThatIsAnotherOnesMail_NamesTheAttribute()
    {
        var holder = SandboxApi.Flawed("address-is-mail-of-another");

        var answer = await Helpdesk.PatchAsync(
            SandboxPeople.LiamOShaughran.Id,
            new { addAddresses = new[] { "s.tome@tailwind.example" } }
        );

        Assert.Contains(
            answer.Problem(HttpStatusCode.Conflict, "address-in-use")["holder"]!["id"]!.GetValue<Guid>(),
            holder
        );
    }

    [Fact]
    public async Task Patch_UnacceptedDomain_IsForAdministratorsWhoConfirm()
    {
        var id = SandboxPeople.LucjaZoltek.Id;
        var add = new[] { "lucja@never-heard-of.example" };

        var helpdesk = (
            await Helpdesk.PreviewAsync(id, new { addAddresses = add, confirm = new[] { "domain-not-accepted" } })
        ).Ok();
        var asked = (await Administrator.PreviewAsync(id, new { addAddresses = add })).Ok();
        var refused = await Administrator.PatchAsync(id, new { addAddresses = add });
        var confirmed = (
            await Administrator.PatchAsync(id, new { addAddresses = add, confirm = new[] { "domain-not-accepted" } })
        ).Ok();

        Assert.Equal("error", Finding(helpdesk)["severity"].Text());
        Assert.False(Finding(helpdesk)["canBeConfirmed"]!.GetValue<bool>());
        Assert.True(Finding(asked)["canBeConfirmed"]!.GetValue<bool>());
        refused.Problem(HttpStatusCode.UnprocessableEntity, "invalid");
        Assert.Equal("Applied", confirmed["outcome"].Text());

        static System.Text.Json.Nodes.JsonNode Finding(System.Text.Json.Nodes.JsonNode plan) =>
            plan["findings"]!.AsArray().Single(f => f!["code"].Text() == "domain-not-accepted")!;
    }

    [Fact]
    public async Task Patch_SeveralMistakes_AreToldByMember()
    {
        var answer = await Administrator.PatchAsync(
            SandboxPeople.ServiceDesk.Id,
            "{\"addAddresses\":[\"no-at\"],\"alias\":\"a b\",\"displayName\":\" \",\"customAttributes\":{\"16\":\"x\"}}"
        );

        var problem = answer.Problem(HttpStatusCode.UnprocessableEntity, "invalid");
        Assert.Equal(["addAddresses", "alias", "customAttributes", "displayName"], problem["errors"].Names().Order());
    }
}
