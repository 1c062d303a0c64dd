using System.Text;
using FsCheck;
using FsCheck.Fluent;
using HybridAdmin.Core.Access;
using HybridAdmin.Sandbox.Tenant;
using HybridAdmin.Testing.Fuzzing;
using HybridAdmin.Tests.Api;
using Microsoft.Extensions.DependencyInjection;
using static HybridAdmin.Tests.Fuzzing.FuzzCalls;

namespace HybridAdmin.Tests.Fuzzing;

/// <summary>
/// Calls the API's members that read or write the tenant, with generated inputs; the tenant is the simulated one.
/// </summary>
[Trait(Category.Name, Category.Slow)]
public sealed class CloudApiFuzzTests(SandboxApi sandbox) : IClassFixture<SandboxApi>
{
    private readonly ApiCaller administrator = sandbox.As(Role.Administrator);

    public static TheoryData<string> BatchMembers => [.. BatchInputs.Members.Keys];

    public static TheoryData<string, string> Queries =>
        new()
        {
            { "domains", "skip" },
            { "domains", "take" },
            { "domains/brightwater.test", "fresh" },
            { "migration/batches", "skip" },
            { "migration/batches", "take" },
        };

    [Theory]
    [MemberData(nameof(BatchMembers))]
    public void Create_AnyValueOfAMember_IsAnswered(string member) =>
        Fuzz.Check(
            BatchInputs.Members[member],
            async value =>
            {
                var rest = new Dictionary<string, string>
                {
                    ["name"] = "\"Fuzz\"",
                    ["endpoint"] = $"\"{BatchInputs.Endpoint}\"",
                    ["identities"] = "[\"isla.abernethy@brightwater.test\"]",
                };
                if (member == "csv")
                    rest.Remove("identities");
                rest[member] = value;

                Answered(
                    await administrator.SendAsync(
                        HttpMethod.Post,
                        "migration/batches/preview",
                        Json($"{{{string.Join(',', rest.Select(m => $"\"{m.Key}\":{m.Value}"))}}}")
                    )
                );
            }
        );

    [Fact]
    public void Create_AnyMembersTogether_IsAnswered() =>
        Fuzz.Check(
            BatchInputs.Batches,
            async body => Answered(await administrator.SendAsync(HttpMethod.Post, "migration/batches", Json(body)))
        );

    [Fact]
    public void Create_AnyOctets_IsAnswered() =>
        Fuzz.Check(
            Gen.OneOf(Hostile.Octets, BatchInputs.Batches.SelectMany(Hostile.Damaged).Select(Encoding.UTF8.GetBytes)),
            async body => Answered(await administrator.SendAsync(HttpMethod.Post, "migration/batches", Json(body)))
        );

    [Theory]
    [InlineData("start")]
    [InlineData("stop")]
    [InlineData("complete")]
    [InlineData("remove")]
    public void Act_AnyBatchAndBody_IsAnswered(string action) =>
        Fuzz.Check(
            Gen.Zip(Gen.OneOf(Gen.Constant("Stellaria mail"), Hostile.Text), BatchInputs.Actions),
            async input =>
                Answered(
                    await administrator.SendAsync(
                        HttpMethod.Post,
                        $"migration/batches/{Uri.EscapeDataString(input.Item1)}/{action}",
                        Json(input.Item2)
                    )
                )
        );

    /// <summary>Edits that Exchange Online accepts, and edits that are split between it and the directory.</summary>
    [Fact]
    public void Patch_OfACloudManagedMailbox_IsAnswered() =>
        Fuzz.Check(
            JsonInputs.Edits,
            async body =>
                Answered(
                    await administrator.SendAsync(
                        HttpMethod.Patch,
                        $"recipients/{sandbox.Console.Services.GetRequiredService<SimulatedTenant>().Seeded.ExchangeCloudManaged[0]}",
                        Json(body)
                    )
                )
        );

    [Fact]
    public void Path_AnySegment_IsAnswered() =>
        Fuzz.Check(
            Gen.Zip(
                Gen.Elements("domains/{0}", "migration/batches/{0}", "migration/{0}", "recipients/{0}/cloud"),
                Gen.OneOf(Hostile.Text, Hostile.Damaged("brightwater.test"))
            ),
            async path =>
                Answered(
                    await administrator.GetAsync(
                        path.Item1.Replace("{0}", Uri.EscapeDataString(path.Item2), StringComparison.Ordinal)
                    )
                )
        );

    [Theory]
    [MemberData(nameof(Queries))]
    public void Get_AnyValueOfAParameter_IsAnswered(string path, string parameter) =>
        Fuzz.Check(
            QueryInputs.Value,
            async value => Answered(await administrator.GetAsync($"{path}?{parameter}={value}"))
        );
}
