using System.Text.Json;
using System.Text.Json.Nodes;
using HybridAdmin.Core.Tenant;
using Microsoft.AspNetCore.Http;

namespace HybridAdmin.Microsoft365.Tests;

public sealed class GraphBatchTests : IAsyncLifetime
{
    private TenantHarness rig = null!; // set before any test by InitializeAsync

    public async Task InitializeAsync() => rig = await TenantHarness.StartAsync();

    public async Task DisposeAsync() => await rig.DisposeAsync();

    [Fact]
    public async Task ReadAsync_PartsThrottled_AreAskedAgainAlone()
    {
        Answer(("users/a", 200, null), ("users/b", 429, "3"));
        Answer(("users/b", 403, null));

        var answers = await ReadAsync("users/a", "users/b");

        Assert.Equal((200, 403), (answers["users/a"].Status, answers["users/b"].Status));
        Assert.Equal("users/a", answers["users/a"].Body.GetProperty("path").GetString());
        Assert.Equal(TimeSpan.FromSeconds(3), Assert.Single(rig.Time.Waits));
        Assert.Equal(2, rig.Stub.Count("/v1.0/$batch"));
        Assert.DoesNotContain("users/a", rig.Stub.Requests.Last().Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ReadAsync_PartThrottledForEver_Keeps429AfterFiveRounds()
    {
        Answer(("users/a", 429, "1"));

        var answers = await ReadAsync("users/a");

        Assert.Equal(429, answers["users/a"].Status);
        Assert.Equal(5, rig.Stub.Count("/v1.0/$batch"));
    }

    [Fact]
    public async Task ReadAsync_PartAsksForMoreThanTheBound_IsNotWaitedFor()
    {
        Answer(("users/a", 429, "3600"));

        var answers = await ReadAsync("users/a");

        Assert.Equal(429, answers["users/a"].Status);
        Assert.Empty(rig.Time.Waits);
        Assert.Equal(1, rig.Stub.Count("/v1.0/$batch"));
    }

    [Fact]
    public async Task ReadAsync_WholeBatchThrottled_IsRepeatedBecauseItOnlyReads()
    {
        rig.Stub.On("/v1.0/$batch", 429, "", ("Retry-After", "7"));
        Answer(("users/a", 200, null));

        var answers = await ReadAsync("users/a");

        Assert.Equal(200, answers["users/a"].Status);
        Assert.Equal(TimeSpan.FromSeconds(7), Assert.Single(rig.Time.Waits));
    }

    [Fact]
    public async Task ReadAsync_MoreThanTwenty_AreSeveralBatches()
    {
        Answer([.. Enumerable.Range(0, 45).Select(n => ($"users/{n}", 200, (string?)null))]);

        var answers = await ReadAsync([.. Enumerable.Range(0, 45).Select(n => $"users/{n}")]);

        Assert.Equal(45, answers.Count);
        Assert.Equal(3, rig.Stub.Count("/v1.0/$batch"));
    }

    [Fact]
    public async Task ReadAsync_PartMissing_IsIncomplete()
    {
        rig.Stub.On("/v1.0/$batch", 200, """{"responses":[]}""", ("Content-Type", "application/json"));

        var fault = await rig.FaultAsync(() => ReadAsync("users/a"));

        Assert.Equal(TenantFaultKind.Unreachable, fault.Kind);
        Assert.Contains("not complete", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ReadAsync_Parts_CarryNoToken()
    {
        Answer(("users/a", 200, null));

        await ReadAsync("users/a");

        var sent = rig.Stub.Requests.Last();
        Assert.StartsWith("Bearer ", sent.Headers["Authorization"], StringComparison.Ordinal);
        Assert.DoesNotContain("opaque", sent.Body, StringComparison.Ordinal);
        Assert.Contains("\"/users/a\"", sent.Body, StringComparison.Ordinal);
    }

    private Task<IReadOnlyDictionary<string, (int Status, JsonElement Body)>> ReadAsync(params string[] paths) =>
        rig.Batch.ReadAsync(paths.ToDictionary(p => p, rig.Request), CancellationToken.None);

    /// <summary>Answers the parts of the request in another order.</summary>
    private void Answer(params (string Path, int Status, string? RetryAfter)[] parts) =>
        rig.Stub.On(
            "/v1.0/$batch",
            async context =>
            {
                var asked = JsonNode.Parse(rig.Stub.Requests.Last().Body)!["requests"]!.AsArray();
                var responses = asked
                    .Reverse()
                    .Select(request =>
                    {
                        var path = request!["url"]!.GetValue<string>().TrimStart('/');
                        var (_, status, retryAfter) = parts.Single(p => p.Path == path);
                        return new JsonObject
                        {
                            ["id"] = request["id"]!.GetValue<string>(),
                            ["status"] = status,
                            ["headers"] = retryAfter is null ? new() : new JsonObject { ["Retry-After"] = retryAfter },
                            ["body"] = new JsonObject { ["path"] = path },
                        };
                    });
                context.Response.ContentType = "application/json";
                await context.Response.WriteAsync(
                    new JsonObject { ["responses"] = new JsonArray([.. responses]) }.ToJsonString()
                );
            }
        );
}
