using System.Net;
using FsCheck;
using FsCheck.Fluent;
using HybridAdmin.Core.Access;
using HybridAdmin.Sandbox;
using HybridAdmin.Testing.Fuzzing;
using HybridAdmin.Tests.Api;
using static HybridAdmin.Tests.Fuzzing.FuzzCalls;

namespace HybridAdmin.Tests.Fuzzing;

/// <summary>
/// Calls every member of the API with generated inputs: each response is a success or a problem of the console, never a
/// server fault, and the console continues. <see cref="Fuzz.Inputs"/> sets the number of inputs for each member.
/// </summary>
[Trait(Category.Name, Category.Slow)]
public sealed class ApiFuzzTests(SandboxApi sandbox) : IClassFixture<SandboxApi>
{
    private static readonly Guid Target = SandboxPeople.KenjiWatanabe.Id;

    private readonly ApiCaller administrator = sandbox.As(Role.Administrator);

    public static TheoryData<string> EditMembers => [.. JsonInputs.Members.Keys];

    public static TheoryData<string, string> Queries =>
        new()
        {
            { "recipients", "search" },
            { "recipients", "type" },
            { "recipients", "hidden" },
            { "recipients", "domain" },
            { "recipients", "authority" },
            { "recipients", "plain" },
            { "recipients", "sort" },
            { "recipients", "skip" },
            { "recipients", "take" },
            { "audit", "actor" },
            { "audit", "target" },
            { "audit", "attribute" },
            { "audit", "outcome" },
            { "audit", "action" },
            { "audit", "correlation" },
            { "audit", "from" },
            { "audit", "to" },
            { "audit", "text" },
            { "audit", "after" },
            { "audit", "take" },
            { "audit/count", "text" },
            { "audit/export", "format" },
            { "audit/export?format=csv", "text" },
            { "audit/export?format=jsonl", "target" },
            { "audit/verify", "x" },
            { "permissions", "x" },
        };

    [Theory]
    [MemberData(nameof(EditMembers))]
    public void Patch_AnyValueOfAMember_IsAnswered(string member) =>
        Fuzz.Check(
            JsonInputs.Members[member],
            async value =>
            {
                var body = $"{{\"{member}\":{value}}}";

                Answered(await administrator.SendAsync(HttpMethod.Post, $"recipients/{Target}/preview", Json(body)));
                Answered(await administrator.SendAsync(HttpMethod.Patch, $"recipients/{Target}", Json(body)));
            }
        );

    [Fact]
    public void Patch_AnyMembersTogether_IsAnswered() =>
        Fuzz.Check(
            JsonInputs.Edits,
            async body => Answered(await administrator.SendAsync(HttpMethod.Patch, $"recipients/{Target}", Json(body)))
        );

    [Fact]
    public void Patch_DamagedBody_IsAnswered() =>
        Fuzz.Check(
            JsonInputs.Edits.SelectMany(Hostile.Damaged),
            async body => Answered(await administrator.SendAsync(HttpMethod.Patch, $"recipients/{Target}", Json(body)))
        );

    [Fact]
    public void Patch_AnyOctets_IsAnswered() =>
        Fuzz.Check(
            Hostile.Octets,
            async body => Answered(await administrator.SendAsync(HttpMethod.Patch, $"recipients/{Target}", Json(body)))
        );

    [Fact]
    public void Patch_AnyVersion_IsAnswered() =>
        Fuzz.Check(
            Hostile.Text.Where(IsHeader),
            async version =>
                Answered(
                    await administrator.SendAsync(
                        HttpMethod.Patch,
                        $"recipients/{Target}",
                        Json("{\"customAttributes\":{\"3\":\"x\"}}"),
                        version
                    )
                )
        );

    [Fact]
    public void Revert_AnyBody_IsAnswered() =>
        Fuzz.Check(
            Gen.OneOf(
                JsonInputs.Value,
                Hostile.Damaged("{\"reason\":\"INC-1\"}"),
                JsonInputs.Value.Select(v => $"{{\"reason\":{v}}}")
            ),
            async body => Answered(await administrator.SendAsync(HttpMethod.Post, "audit/1/revert", Json(body)))
        );

    [Fact]
    public void Path_AnySegment_IsAnswered() =>
        Fuzz.Check(
            Gen.Zip(
                Gen.Elements("recipients/", "audit/", "recipients/x/", ""),
                Gen.OneOf(Hostile.Text, Hostile.Damaged(Target.ToString()))
            ),
            async path =>
            {
                foreach (var method in new[] { HttpMethod.Get, HttpMethod.Patch, HttpMethod.Post, HttpMethod.Delete })
                    Answered(
                        await administrator.SendAsync(
                            method,
                            path.Item1 + Uri.EscapeDataString(path.Item2),
                            method == HttpMethod.Get ? null : Json("{}")
                        )
                    );
            }
        );

    [Theory]
    [MemberData(nameof(Queries))]
    public void Get_AnyValueOfAParameter_IsAnswered(string path, string parameter) =>
        Fuzz.Check(
            QueryInputs.Value,
            async value =>
                Answered(await administrator.GetAsync($"{path}{(path.Contains('?') ? '&' : '?')}{parameter}={value}"))
        );

    [Fact]
    public void Token_AnyText_IsAnswered() =>
        Fuzz.Check(
            Hostile.Text.Where(IsHeader),
            async token =>
            {
                using var stranger = new ApiCaller(sandbox.Console.Address, token);

                var answer = await stranger.GetAsync("recipients?take=1");

                Assert.Contains(
                    answer.Status,
                    new[] { HttpStatusCode.Unauthorized, HttpStatusCode.TooManyRequests, HttpStatusCode.BadRequest }
                );
            }
        );

    /// <summary>
    /// After all inputs, the log's chain is complete and no change is unsettled. Runs on its own console.
    /// </summary>
    [Fact]
    public async Task Verify_AfterManyEdits_Holds()
    {
        Fuzz.Check(
            JsonInputs.Edits,
            async body =>
                Answered(
                    await administrator.SendAsync(
                        HttpMethod.Patch,
                        $"recipients/{SandboxPeople.RoomSpree.Id}",
                        Json(body)
                    )
                )
        );

        Assert.True((await administrator.GetAsync("audit/verify")).Ok()["valid"]!.GetValue<bool>());
        Assert.Empty(await sandbox.Console.Audit.ListUnsettledAsync(CancellationToken.None));
        (await administrator.GetAsync($"recipients/{SandboxPeople.RoomSpree.Id}")).Ok();
    }
}
