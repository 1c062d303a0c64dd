using System.Net.Http.Headers;
using System.Text.RegularExpressions;
using HybridAdmin.Core.Access;
using HybridAdmin.Sandbox;
using HybridAdmin.Sandbox.Tenant;
using HybridAdmin.Sandbox.Tenant.Sync;
using HybridAdmin.Tests.Architecture;
using Microsoft.Extensions.DependencyInjection;

namespace HybridAdmin.Tests.Api;

/// <summary>
/// Compares every response of the API, octet by octet, with the files in <c>Answers</c>: names, order, nulls and
/// spelling of the members are the contract. Values that differ from run to run are masked. A missing file is written,
/// and the test fails: review it before it is committed.
/// </summary>
public sealed partial class ApiAnswerTests(SandboxApi sandbox) : IClassFixture<SandboxApi>
{
    private const string NewBatch = """
        {"name":"Answer","type":"Onboarding","endpoint":"Hybrid Migration Endpoint - Brightwater",
        "csv":"EmailAddress\nisla.abernethy@brightwater.test\nnobody@tailwind.example\n"}
        """;

    private static string Folder { get; } =
        Path.Combine(SourceTree.Root, "tests", "HybridAdmin.Tests", "Api", "Answers");

    [Theory]
    [InlineData("recipients", "recipients?search=watanabe&sort=-displayName&take=2")]
    [InlineData("recipients-plain", "recipients?plain=true&type=Group&take=2")]
    [InlineData("recipient", "recipients/{kenji}")]
    [InlineData("recipient-room", "recipients/{room}")]
    [InlineData("cloud", "recipients/{zoe}/cloud")]
    [InlineData("cloud-differences", "recipients/{managed}/cloud")]
    [InlineData("cloud-error", "recipients/{error}/cloud")]
    [InlineData("cloud-pending", "recipients/{pending}/cloud")]
    [InlineData("domains", "domains")]
    [InlineData("domain", "domains/tailwind.example")]
    [InlineData("domain-not-verified", "domains/tailwind-cargo.test")]
    [InlineData("batches", "migration/batches")]
    [InlineData("batch", "migration/batches/Brightwater wave 2")]
    [InlineData("permissions", "permissions")]
    [InlineData("problem-not-found", "recipients/00000000-0000-0000-0000-000000000001")]
    [InlineData("problem-invalid", "recipients?take=x&colour=red")]
    [InlineData("problem-nothing", "nothing")]
    public async Task Get_Answer_IsAsWrittenDown(string name, string path) =>
        Same(name, await sandbox.As(Role.Administrator).GetAsync(Filled(path)));

    [Theory]
    [InlineData(
        "preview",
        "recipients/{long}/preview",
        """{"primarySmtpAddress":"max.z@tailwind.example","customAttributes":{"1":"a"}}"""
    )]
    [InlineData("preview-findings", "recipients/{long}/preview", """{"addAddresses":["a@nowhere.example","no-at"]}""")]
    [InlineData("batch-preview", "migration/batches/preview", NewBatch)]
    public async Task Post_Answer_IsAsWrittenDown(string name, string path, string body) =>
        Same(
            name,
            await sandbox
                .As(Role.Administrator)
                .SendAsync(HttpMethod.Post, Filled(path), ApiCaller.Json(body.ReplaceLineEndings("\n")))
        );

    /// <summary>One change through the log, and its revert.</summary>
    [Fact]
    public async Task Change_AnswersAndRecords_AreAsWrittenDown()
    {
        var caller = sandbox.As(Role.Administrator);
        var id = SandboxPeople.RoomSpree.Id;

        var done = await caller.PatchAsync(id, """{"customAttributes":{"5":"x"},"reason":"INC-5"}""");
        Same("change", done);
        var change = done.Json["changeId"]!.GetValue<long>();
        Same("change-nothing", await caller.PatchAsync(id, """{"customAttributes":{"5":"x"}}"""));
        Same("problem-stale", await caller.PatchAsync(id, """{"customAttributes":{"5":"y"}}""", "\"old\""));
        Same(
            "problem-address-in-use",
            await caller.PatchAsync(id, """{"addAddresses":["kenji.watanabe@tailwind-research.example"]}""")
        );
        Same("revert", await caller.RevertAsync(change, """{"reason":"INC-6"}"""));
        Same("problem-not-revertible", await caller.RevertAsync(change));
        Same("audit-record", await caller.GetAsync($"audit/{change}"));
        Same("audit", await caller.GetAsync($"audit?target={id}"));
        Same("audit-count", await caller.GetAsync($"audit/count?target={id}"));
        Same("audit-lines", await caller.GetAsync($"audit/export?format=jsonl&target={id}"));
        Same("audit-csv", await caller.GetAsync($"audit/export?format=csv&target={id}"));
        Same("audit-verify", await caller.GetAsync("audit/verify"));
    }

    private static void Same(string name, ApiAnswer answer)
    {
        var file = Path.Combine(Folder, $"{name}.txt");
        var text = Varying(
            $"{(int)answer.Status} {Type(answer.ContentHeaders.ContentType)}\n{answer.Text.ReplaceLineEndings("\n")}\n"
        );
        if (!File.Exists(file))
        {
            Directory.CreateDirectory(Folder);
            File.WriteAllText(file, text);
            Assert.Fail($"{file} was written. Look at it, then commit it.");
        }

        Assert.Equal(File.ReadAllText(file), text);
    }

    private static string? Type(MediaTypeHeaderValue? type) => type?.ToString();

    /// <summary>Masks times, and ids of records and of this run.</summary>
    private static string Varying(string text) =>
        Counts().Replace(Ids().Replace(Times().Replace(text, "<time>"), "$1<varying>"), "$1$2<varying>");

    private string Filled(string path)
    {
        var seeded = sandbox.Console.Services.GetRequiredService<SimulatedTenant>().Seeded;
        return path.Replace("{kenji}", $"{SandboxPeople.KenjiWatanabe.Id}", StringComparison.Ordinal)
            .Replace("{room}", $"{SandboxPeople.RoomSpree.Id}", StringComparison.Ordinal)
            .Replace("{zoe}", $"{SandboxPeople.ZoeWeiss.Id}", StringComparison.Ordinal)
            .Replace("{long}", $"{SandboxPeople.LongName.Id}", StringComparison.Ordinal)
            .Replace("{managed}", $"{seeded.ExchangeCloudManaged[0]}", StringComparison.Ordinal)
            .Replace("{error}", $"{seeded.InError[0]}", StringComparison.Ordinal)
            .Replace("{pending}", $"{seeded.Pending[0]}", StringComparison.Ordinal);
    }

    [GeneratedRegex(@"\d{4}-\d\d-\d\dT\d\d:\d\d:[\d.]+(Z|\+00:00|\\u002B00:00)")]
    private static partial Regex Times();

    [GeneratedRegex("""("(?:correlationId|traceId)":)"[^"]*"|(?<=,)[0-9a-f]{8}-[0-9a-f-]{27}(?=,)""")]
    private static partial Regex Ids();

    [GeneratedRegex("""("(?:changeId|id|revertsChangeId|revertedByChangeId|records|next)":)\d+|("changeIds":)\[\d+]""")]
    private static partial Regex Counts();
}
