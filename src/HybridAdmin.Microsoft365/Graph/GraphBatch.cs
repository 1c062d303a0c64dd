using System.Globalization;
using System.Text.Json;
using HybridAdmin.Microsoft365.Http;
using Microsoft.Graph;
using Microsoft.Kiota.Abstractions;
using Polly;

namespace HybridAdmin.Microsoft365.Graph;

/// <summary>
/// Sends many small reads at once. Each part is throttled separately and repeated until it answers or the waits are
/// used up.
/// </summary>
internal sealed class GraphBatch(GraphClient graph, TenantOptions options, TimeProvider time)
{
    /// <summary>Graph's limit of parts in one batch.</summary>
    private const int Size = 20;

    private readonly ResiliencePipeline<Later> pipeline = new ResiliencePipelineBuilder<Later> { TimeProvider = time }
        .AddRetry(
            TenantRetry.Create<Later>(
                options.LongestWait,
                (outcome, _) =>
                    ValueTask.FromResult<RetryHint?>(
                        outcome.Exception is null && outcome.Result.Count > 0
                            ? new RetryHint(outcome.Result.Wait)
                            : null
                    )
            )
        )
        .Build();

    /// <summary>Sends reads and returns their answers by key.</summary>
    /// <returns>The status and the body, undefined if there was none. A part that stayed throttled has status
    /// 429.</returns>
    public async Task<IReadOnlyDictionary<TKey, (int Status, JsonElement Body)>> ReadAsync<TKey>(
        IReadOnlyDictionary<TKey, RequestInformation> requests,
        CancellationToken cancellationToken
    )
        where TKey : notnull
    {
        var answers = new Dictionary<TKey, (int, JsonElement)>();
        foreach (var chunk in requests.Chunk(Size))
        {
            var open = chunk.ToDictionary(r => r.Key, r => r.Value);
            await pipeline
                .ExecuteAsync(
                    async token =>
                    {
                        TimeSpan? wait = null;
                        foreach (var (key, part) in await PostAsync(open, token).ConfigureAwait(false))
                        {
                            answers[key] = (part.Status, part.Body);
                            if (!TransientStatus.Contains(part.Status))
                                open.Remove(key);
                            else if (part.Wait is { } asked && (wait is null || asked > wait))
                                wait = asked;
                        }

                        return new Later(open.Count, wait);
                    },
                    cancellationToken
                )
                .ConfigureAwait(false);
        }

        return answers;
    }

    private async Task<List<KeyValuePair<TKey, Part>>> PostAsync<TKey>(
        IReadOnlyDictionary<TKey, RequestInformation> requests,
        CancellationToken cancellationToken
    )
        where TKey : notnull
    {
        var content = new BatchRequestContentCollection(graph.Sdk);
        var ids = new Dictionary<string, TKey>(StringComparer.Ordinal);
        foreach (var (key, request) in requests)
        {
            // Not through the SDK's adapter, which would put the token into the body of each part.
            var id = ids.Count.ToString(CultureInfo.InvariantCulture);
            content.AddBatchRequestStep(new BatchRequestStep(id, new HttpRequestMessage(HttpMethod.Get, request.URI)));
            ids.Add(id, key);
        }

        var answer =
            await graph
                .GuardAsync(isRepeatable: true, () => graph.Sdk.Batch.PostAsync(content, cancellationToken))
                .ConfigureAwait(false)
            ?? throw GraphFaults.Incomplete("It is empty.");
        var statuses = await answer.GetResponsesStatusCodesAsync().ConfigureAwait(false);
        var found = new List<KeyValuePair<TKey, Part>>();
        foreach (var (id, key) in ids)
        {
            if (!statuses.TryGetValue(id, out var status))
                throw GraphFaults.Incomplete("Parts of a batch are missing.");
            using var part = await answer.GetResponseByIdAsync(id).ConfigureAwait(false);
            var body = part?.Content is { } json
                ? await json.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false)
                : [];
            found.Add(new(key, new Part((int)status, Parse(body), RetryHint.After(part?.Headers.RetryAfter, time))));
        }

        return found;
    }

    private static JsonElement Parse(byte[] body)
    {
        if (body.Length == 0)
            return default;
        try
        {
            return JsonDocument.Parse(body).RootElement;
        }
        catch (JsonException)
        {
            return default;
        }
    }

    private sealed record Part(int Status, JsonElement Body, TimeSpan? Wait);

    /// <summary>The parts to repeat.</summary>
    private readonly record struct Later(int Count, TimeSpan? Wait);
}
