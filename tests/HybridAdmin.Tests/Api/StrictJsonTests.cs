using System.Net;
using HybridAdmin.Core.Access;
using HybridAdmin.Sandbox;

namespace HybridAdmin.Tests.Api;

/// <summary>Bodies are read strictly, and a refusal names the member and the rule in the console's words.</summary>
public sealed class StrictJsonTests(SandboxApi sandbox) : IClassFixture<SandboxApi>
{
    [Theory]
    [InlineData("""{"colour":"red"}""", "colour", "There is no member colour.")]
    [InlineData("""{"Alias":"x"}""", "Alias", "There is no member Alias.")]
    [InlineData("""{"odd name":1}""", "odd name", "There is no member odd name.")]
    [InlineData("""{"alias":1}""", "alias", "a text; leave it out to leave it alone")]
    [InlineData("""{"alias":null}""", "alias", "leave it out to leave it alone")]
    [InlineData("""{"alias":"a","alias":"b"}""", "alias", "only once")]
    [InlineData("""{"hiddenFromAddressListsEnabled":"true"}""", "hiddenFromAddressListsEnabled", "true or false")]
    [InlineData("""{"hiddenFromAddressListsEnabled":null}""", "hiddenFromAddressListsEnabled", "leave it out")]
    [InlineData("""{"addAddresses":[null]}""", "addAddresses", "a list of at most 500 texts")]
    [InlineData("""{"addAddresses":["a@x.example",1]}""", "addAddresses", "a list of at most 500 texts")]
    [InlineData("""{"addAddresses":null}""", "addAddresses", "leave it out")]
    [InlineData("""{"customAttributes":{"one":"x"}}""", "customAttributes", "numbers and texts")]
    [InlineData("""{"customAttributes":{"1":"a","01":"b"}}""", "customAttributes", "only once")]
    [InlineData("""{"customAttributes":null}""", "customAttributes", "leave it out")]
    [InlineData("""{"reason":{}}""", "reason", "a text or null")]
    [InlineData("[]", "body", "one valid JSON object")]
    [InlineData("null", "body", "JSON object")]
    [InlineData("{} {}", "body", "one valid JSON object")]
    [InlineData("", "body", "one valid JSON object")]
    public async Task Preview_WrongBody_NamesTheMemberAndTheRule(string body, string member, string rule)
    {
        var answer = await sandbox.As(Role.Administrator).PreviewAsync(SandboxPeople.RoomSpree.Id, body);

        var problem = answer.Problem(HttpStatusCode.UnprocessableEntity, "invalid");
        Assert.Equal([member], problem["errors"].Names());
        Assert.Contains(rule, problem["errors"]![member]![0].Text(), StringComparison.Ordinal);
        Assert.DoesNotContain("System.", answer.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Request", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Preview_CustomAttribute_NullRemovesAndAbsentLeavesAlone()
    {
        var caller = sandbox.As(Role.Administrator);
        var id = SandboxPeople.InfoMailbox.Id;
        (await caller.PatchAsync(id, """{"customAttributes":{"1":"a","2":"b"}}""")).Ok();

        var plan = (await caller.PreviewAsync(id, """{"customAttributes":{"1":null}}""")).Ok();

        Assert.Equal(["a"], plan.Change("extensionAttribute1")["removed"].Texts());
        Assert.Single(plan["changes"]!.AsArray());
    }

    [Theory]
    [InlineData("""{"name":"x","type":"Onboarding,IMAP"}""", "type")]
    [InlineData("""{"name":"x","type":"Unknown"}""", "type")]
    [InlineData("""{"name":"x","type":2}""", "type")]
    [InlineData("""{"name":"x","type":null}""", "type")]
    [InlineData("""{"name":null}""", "name")]
    [InlineData("""{"name":"x","completeAfter":"2026-12-01"}""", "completeAfter")]
    [InlineData("""{"name":"x","completeAfter":1}""", "completeAfter")]
    public async Task Batch_WrongMember_IsInvalid(string body, string member)
    {
        var answer = await sandbox
            .As(Role.Administrator)
            .SendAsync(HttpMethod.Post, "migration/batches/preview", ApiCaller.Json(body));

        Assert.Equal([member], answer.Problem(HttpStatusCode.UnprocessableEntity, "invalid")["errors"].Names());
    }

    [Theory]
    [InlineData("start", """{"completeAfter":"2026-12-01T20:00:00Z"}""", "completeAfter")]
    [InlineData("complete", """{"completeAfter":"2026-12-01T20:00:00"}""", "completeAfter")]
    public async Task Act_WrongMember_IsInvalid(string action, string body, string member)
    {
        var answer = await sandbox
            .As(Role.Administrator)
            .SendAsync(HttpMethod.Post, $"migration/batches/Stellaria mail/{action}", ApiCaller.Json(body));

        Assert.Equal([member], answer.Problem(HttpStatusCode.UnprocessableEntity, "invalid")["errors"].Names());
    }
}
