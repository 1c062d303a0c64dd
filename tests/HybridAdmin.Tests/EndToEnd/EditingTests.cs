using System.Net;
using HybridAdmin.Core.Access;
using HybridAdmin.Core.Audit;
using HybridAdmin.Testing.ActiveDirectory;
using HybridAdmin.Tests.Api;

namespace HybridAdmin.Tests.EndToEnd;

/// <summary>Recipients of a real Active Directory, edited through the API and verified with another tool.</summary>
[Collection(ContosoConsoleGroup.Name)]
public sealed class EditingTests(ContosoConsole contoso)
{
    private const string Sentinel = "{26491cfc-9e50-4857-861b-0cb8df22b5d7}";

    private ApiCaller Helpdesk => contoso.As(Role.Helpdesk);

    private ApiCaller Administrator => contoso.As(Role.Administrator);

    [SambaFact]
    public async Task Ready_OnTheDirectory_TellsTheServerAndTheCount()
    {
        var ready = (await Helpdesk.GetAsync("/health/ready")).Ok();

        Assert.Equal("ready", ready["status"].Text());
        Assert.Contains(contoso.Contoso.Address, ready["directory"]!["server"].Text(), StringComparison.Ordinal);
        Assert.True(ready["index"]!["count"]!.GetValue<int>() > 2000);
    }

    [SambaFact]
    public async Task Patch_FirstAliasOfAPersonWithMailOnly_KeepsMailAsThePrimary()
    {
        var anna = contoso.Domain.Read("(cn=Anna Berg)");

        (await Helpdesk.PatchAsync(anna.Id, new { addAddresses = new[] { "a.berg@contoso.com" } })).Ok();

        var after = contoso.Domain.Read("(cn=Anna Berg)");
        Assert.Equal(["SMTP:anna@contoso.com", "smtp:a.berg@contoso.com"], after.Values("proxyAddresses"));
        Assert.Equal("anna@contoso.com", after.Value("mail"));
        Assert.Empty(after.Values("msExchPoliciesExcluded"));

        var own = (await Helpdesk.PatchAsync(anna.Id, new { removeAddresses = new[] { "a.berg@contoso.com" } })).Ok();
        Assert.Equal(["smtp:a.berg@contoso.com"], own.Change("proxyAddresses")["removed"].Texts());
    }

    [SambaFact]
    public async Task Patch_NewPrimaryUnderAnAddressPolicy_ChangesExactlyWhatItMust()
    {
        var before = contoso.Domain.Read("(cn=Karin Berg)");
        var seen = (await Helpdesk.GetAsync($"recipients/{before.Id}")).Headers.ETag!.ToString();

        (await Helpdesk.PatchAsync(before.Id, new { addAddresses = new[] { "karin.x@contoso.com" } })).Ok();
        var added = contoso.Domain.Read("(cn=Karin Berg)");
        Assert.Equal(before.Values("msExchPoliciesIncluded"), added.Values("msExchPoliciesIncluded"));
        Assert.Empty(added.Values("msExchPoliciesExcluded"));

        var plan = (await Helpdesk.PreviewAsync(before.Id, new { primarySmtpAddress = "lund@contoso.com" })).Ok();
        (await Helpdesk.PatchAsync(before.Id, new { primarySmtpAddress = "lund@contoso.com" })).Ok();

        var after = contoso.Domain.Read("(cn=Karin Berg)");
        Assert.Equal(
            [
                "SIP:berg@contoso.com",
                "SMTP:lund@contoso.com",
                "X500:/o=A/cn=1",
                "smtp:anna@contoso.mail.onmicrosoft.com",
                "smtp:berg@contoso.com",
                "smtp:karin.x@contoso.com",
            ],
            after.Values("proxyAddresses")
        );
        Assert.Equal("lund@contoso.com", after.Value("mail"));
        Assert.Equal([Sentinel], after.Values("msExchPoliciesExcluded"));
        Assert.Empty(after.Values("msExchPoliciesIncluded"));
        foreach (
            var untouched in new[]
            {
                "userPrincipalName",
                "targetAddress",
                "mailNickname",
                "displayName",
                "msExchMailboxGuid",
                "msExchRecipientTypeDetails",
            }
        )
            Assert.Equal(before.Values(untouched), after.Values(untouched));
        Assert.Contains("upn-differs", plan.Codes());
        Assert.Contains("sip-differs", plan.Codes());
        var second = await Administrator.PatchAsync(before.Id, new { hiddenFromAddressListsEnabled = true }, seen);
        Assert.Contains(
            "SMTP:lund@contoso.com",
            second.Problem(HttpStatusCode.Conflict, "stale")["present"]!["proxyAddresses"].Texts()
        );
        Assert.Empty(contoso.Domain.Read("(cn=Karin Berg)").Values("msExchHideFromAddressLists"));
    }

    [SambaTheory]
    [InlineData("ulla@contoso.com", "(cn=Ulla Frost)", "userPrincipalName")]
    [InlineData("archive@contoso.com", "(cn=Otto Former)", "mail")]
    [InlineData("DOROTHEA@old.example", "(cn=Dorothea Dormant)", "targetAddress")]
    [InlineData("tilda.two@contoso.com", "(cn=Tilda Two)", "proxyAddresses")]
    public async Task Patch_AddressOfSomebodyElse_NamesHolderAndAttribute(
        string address,
        string holder,
        string attribute
    )
    {
        var bo = contoso.Domain.Read("(cn=Bo Ekström)");

        var answer = await Administrator.PatchAsync(
            bo.Id,
            new { addAddresses = new[] { address }, confirm = new[] { "domain-not-accepted" } }
        );

        var problem = answer.Problem(HttpStatusCode.Conflict, "address-in-use")["holder"]!;
        Assert.Equal(contoso.Domain.Read(holder).Id, problem["id"]!.GetValue<Guid>());
        Assert.Equal(attribute, problem["attribute"].Text());
        Assert.Equal(bo.Whole(), contoso.Domain.Read("(cn=Bo Ekström)").Whole());
    }

    [SambaFact]
    public async Task Patch_OwnSignInNameAsAddress_IsApplied()
    {
        var person = contoso.Domain.CreatePerson("Own Name");
        contoso.Domain.Replace(person.Dn, "userPrincipalName", "own.upn@contoso.com");

        (await Helpdesk.PatchAsync(person.Id, new { addAddresses = new[] { "own.upn@contoso.com" } })).Ok();

        Assert.Contains("smtp:own.upn@contoso.com", contoso.Domain.Read("(cn=Own Name)").Values("proxyAddresses"));
    }

    [SambaFact]
    public async Task Patch_ProtectedAccount_IsForTheAdministratorOnly()
    {
        var paula = contoso.Domain.Read("(cn=Paula Protected)");
        var edit = new { addAddresses = new[] { "paula.p@contoso.com" } };

        var answer = await Helpdesk.PatchAsync(paula.Id, edit);

        var id = answer.Problem(HttpStatusCode.Forbidden, "forbidden")["changeId"]!.GetValue<long>();
        Assert.Equal(paula.Whole(), contoso.Domain.Read("(cn=Paula Protected)").Whole());
        var record = (await contoso.Console.Audit.FindAsync(id, CancellationToken.None))!;
        Assert.Equal(
            (AuditOutcome.Refused, "Paula Protected", "token:Helpdesk"),
            (record.Outcome, record.TargetName, record.ActorId)
        );
        (await contoso.As(Role.RecipientAdministrator).PatchAsync(paula.Id, edit)).Problem(
            HttpStatusCode.Forbidden,
            "forbidden"
        );
        (await Administrator.PatchAsync(paula.Id, edit)).Ok();
    }

    [SambaFact]
    public async Task Revert_AfterSeveralChanges_RestoresTheObjectToTheByte()
    {
        var before = contoso.Domain.Read("(cn=Élodie Dupont)");
        var edit =
            "{\"primarySmtpAddress\":\"elodie@contoso.com\",\"hiddenFromAddressListsEnabled\":true,\"customAttributes\":{\"1\":\"Zürich 東京\",\"15\":null},"
            + "\"displayName\":\"Élodie D.\",\"alias\":\"elodie\"}";

        var done = (await Administrator.PatchAsync(before.Id, edit)).Ok();
        var changed = contoso.Domain.Read("(cn=Élodie Dupont)");
        (await Administrator.RevertAsync(done["changeId"]!.GetValue<long>())).Ok();

        Assert.Equal(
            ("TRUE", "Zürich 東京", "elodie"),
            (
                changed.Value("msExchHideFromAddressLists"),
                changed.Value("extensionAttribute1"),
                changed.Value("mailNickname")
            )
        );
        Assert.Empty(changed.Values("extensionAttribute15"));
        Assert.Equal(before.Whole(), contoso.Domain.Read("(cn=Élodie Dupont)").Whole());
    }

    [SambaFact]
    public async Task Patch_HideAndShow_WritesTrueAndFalse()
    {
        var heike = contoso.Domain.Read("(cn=Heike Hausen)");

        (await Helpdesk.PatchAsync(heike.Id, new { hiddenFromAddressListsEnabled = true })).Ok();
        var hidden = contoso.Domain.Read("(cn=Heike Hausen)").Value("msExchHideFromAddressLists");
        (await Helpdesk.PatchAsync(heike.Id, new { hiddenFromAddressListsEnabled = false })).Ok();

        Assert.Equal("TRUE", hidden);
        Assert.Equal("FALSE", contoso.Domain.Read("(cn=Heike Hausen)").Value("msExchHideFromAddressLists"));
    }

    [SambaFact]
    public async Task Patch_OutsideTheDelegatedUnits_IsTheDirectorysRefusalInItsWords()
    {
        var hanna = contoso.Domain.Read("(sAMAccountName=helpdesk.hanna)");

        var answer = await Administrator.PatchAsync(hanna.Id, new { displayName = "Somebody Else" });

        var problem = answer.Problem(HttpStatusCode.BadGateway, "directory-refused");
        Assert.Contains("The server says:", problem["detail"].Text(), StringComparison.Ordinal);
        var record = (
            await contoso.Console.Audit.FindAsync(problem["changeId"]!.GetValue<long>(), CancellationToken.None)
        )!;
        Assert.Equal(AuditOutcome.Failed, record.Outcome);
        Assert.Contains("The server says:", record.Message, StringComparison.Ordinal);
        Assert.Equal(hanna.Whole(), contoso.Domain.Read("(sAMAccountName=helpdesk.hanna)").Whole());
    }

    [SambaFact]
    public async Task Patch_DeletedWhileOpen_IsNotFound()
    {
        var person = contoso.Domain.CreatePerson("Gone Soon");
        var version = (await Helpdesk.GetAsync($"recipients/{person.Id}")).Headers.ETag!.ToString();
        contoso.Domain.Delete(person.Dn);

        var answer = await Helpdesk.PatchAsync(person.Id, new { hiddenFromAddressListsEnabled = true }, version);

        answer.Problem(HttpStatusCode.NotFound, "not-found");
    }

    [SambaFact]
    public async Task Patch_TwoPeopleOnTheSameVersion_OneWinsAndTheOtherIsTold()
    {
        var person = contoso.Domain.CreatePerson("Wanted Twice");
        var version = (await Helpdesk.GetAsync($"recipients/{person.Id}")).Headers.ETag!.ToString();

        var answers = await Task.WhenAll(
            Helpdesk.PatchAsync(person.Id, new { addAddresses = new[] { "wanted.one@contoso.com" } }, version),
            Administrator.PatchAsync(person.Id, new { addAddresses = new[] { "wanted.two@contoso.com" } }, version)
        );

        Assert.Single(answers, a => a.Status == HttpStatusCode.OK);
        answers.Single(a => a.Status != HttpStatusCode.OK).Problem(HttpStatusCode.Conflict, "stale");
        Assert.Equal(2, contoso.Domain.Read("(cn=Wanted Twice)").Values("proxyAddresses").Length);
    }

    [SambaFact]
    public async Task Patch_ManyAtOnceWithoutVersion_LosesNothing()
    {
        var person = contoso.Domain.CreatePerson("Busy Person");
        var wanted = Enumerable.Range(0, 12).Select(i => $"busy{i}@contoso.com").ToArray();

        var answers = await Task.WhenAll(
            wanted.Select(a => Administrator.PatchAsync(person.Id, new { addAddresses = new[] { a } }))
        );

        Assert.All(answers, a => Assert.True(a.Status is HttpStatusCode.OK or HttpStatusCode.Conflict, a.Text));
        var applied = wanted
            .Zip(answers)
            .Where(p => p.Second.Status == HttpStatusCode.OK)
            .Select(p => $"smtp:{p.First}");
        Assert.Equal(
            applied.Append("SMTP:busy.person@contoso.com").Order(StringComparer.Ordinal),
            contoso.Domain.Read("(cn=Busy Person)").Values("proxyAddresses")
        );
    }

    [SambaFact]
    public async Task Patch_OneAddressForTwoPeopleAtOnce_GoesToOne()
    {
        var (first, second) = (contoso.Domain.CreatePerson("First Claim"), contoso.Domain.CreatePerson("Second Claim"));
        var edit = new { addAddresses = new[] { "claimed@contoso.com" } };

        var answers = await Task.WhenAll(
            Helpdesk.PatchAsync(first.Id, edit),
            Administrator.PatchAsync(second.Id, edit)
        );

        Assert.Single(answers, a => a.Status == HttpStatusCode.OK);
        answers.Single(a => a.Status != HttpStatusCode.OK).Problem(HttpStatusCode.Conflict, "address-in-use");
        contoso.Domain.Read("(proxyAddresses=smtp:claimed@contoso.com)");
    }

    [SambaFact]
    public async Task Patch_ByAnotherToolMeanwhile_KeepsItsValue()
    {
        var person = contoso.Domain.CreatePerson("Outside Change");
        var ours = (
            await Helpdesk.PatchAsync(person.Id, new { addAddresses = new[] { "outside.ours@contoso.com" } })
        ).Ok()["changeId"]!.GetValue<long>();
        contoso.Domain.Replace(
            person.Dn,
            "proxyAddresses",
            [.. contoso.Domain.Read("(cn=Outside Change)").Values("proxyAddresses"), "smtp:outside.theirs@contoso.com"]
        );

        (await Helpdesk.RevertAsync(ours)).Ok();

        Assert.Equal(
            ["SMTP:outside.change@contoso.com", "smtp:outside.theirs@contoso.com"],
            contoso.Domain.Read("(cn=Outside Change)").Values("proxyAddresses")
        );
    }
}
