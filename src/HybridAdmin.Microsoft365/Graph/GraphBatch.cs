using System.Globalization;
using System.Text.Json;
using HybridAdmin.Core.Cloud;
using HybridAdmin.Microsoft365.Http;

namespace HybridAdmin.Microsoft365.Graph;

/// <summary>
/// Many small reads at once. Each part is throttled on its own and asked again until it answers or the waits are used
/// up.
/// </summary>
internal static class GraphBatch
{
    /// <summary>Graph takes no more parts.</summary>
    private const int Size = 20;

    /// <returns>By path: the status and the body. A part that stayed throttled keeps 429.</returns>
    public static async Task<IReadOnlyDictionary<string, (int Status, JsonElement Body)>> GetAsync(
        GraphClient graph,
        IEnumerable<string> paths,
        TenantOptions options,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        var answers = new Dictionary<string, (int, JsonElement)>(StringComparer.Ordinal);
        foreach (var chunk in paths.Distinct(StringComparer.Ordinal).Chunk(Size))
        {
            var retry = new Retry(options.LongestWait, time, Random.Shared.NextDouble);
            IReadOnlyList<string> open = chunk;
            while (open.Count > 0)
            {
                var later = new List<string>();
                TimeSpan? asked = null;
                foreach (
                    var (path, status, body, wait) in await PostAsync(graph, open, cancellationToken)
                        .ConfigureAwait(false)
                )
                {
                    answers[path] = (status, body);
                    if (!Retry.IsTransient((System.Net.HttpStatusCode)status))
                        continue;
                    later.Add(path);
                    if (wait is not null && (asked is null || wait > asked))
                        asked = wait;
                }

                if (later.Count == 0 || retry.Next(asked) is not { } pause)
                    break;
                await retry.WaitAsync(pause, cancellationToken).ConfigureAwait(false);
                open = later;
            }
        }

        return answers;
    }

    private static async Task<List<(string Path, int Status, JsonElement Body, TimeSpan? Wait)>> PostAsync(
        GraphClient graph,
        IReadOnlyList<string> paths,
        CancellationToken cancellationToken
    )
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(
            new
            {
                requests = paths.Select(
                    (path, i) =>
                        new
                        {
                            id = i.ToString(CultureInfo.InvariantCulture),
                            method = "GET",
                            url = "/" + path,
                        }
                ),
            }
        );
        var uri = graph.Address("$batch");
        // A POST that only reads, whatever happens to its answer.
        var answer = await graph
            .Http.SendAsync(
                new CloudCall("POST /v1.0/$batch", HttpMethod.Post, uri, IsRepeatable: true) { Body = body },
                cancellationToken
            )
            .ConfigureAwait(false);
        var found = new List<(string, int, JsonElement, TimeSpan?)>();
        foreach (var part in answer.Json.Items("responses"))
        {
            if (!int.TryParse(part.Text("id"), CultureInfo.InvariantCulture, out var id) || id < 0 || id >= paths.Count)
                continue;
            var wait = int.TryParse(
                part.Member("headers").Text("Retry-After"),
                CultureInfo.InvariantCulture,
                out var seconds
            )
                ? TimeSpan.FromSeconds(seconds)
                : (TimeSpan?)null;
            found.Add(
                (
                    paths[id],
                    int.TryParse(part.Text("status"), CultureInfo.InvariantCulture, out var status) ? status : 0,
                    part.Member("body"),
                    wait
                )
            );
        }

        return found.Count == paths.Count
            ? found
            : throw new CloudFault(
                CloudFaultKind.Unreachable,
                "The answer of Microsoft Graph is not complete. Parts of a batch are missing."
            );
    }
}
