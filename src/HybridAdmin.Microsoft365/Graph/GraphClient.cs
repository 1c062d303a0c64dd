using System.Net;
using System.Runtime.CompilerServices;
using System.Text.Json;
using HybridAdmin.Core.Cloud;
using HybridAdmin.Microsoft365.Http;

namespace HybridAdmin.Microsoft365.Graph;

/// <summary>Microsoft Graph v1.0. Paths are relative to the version and carry their $select.</summary>
internal sealed class GraphClient(CloudHttp http)
{
    /// <summary>More pages than any tenant has: a service that never ends is stopped.</summary>
    private const int PageLimit = 20_000;

    /// <summary>Both are needed for advanced queries, on every page.</summary>
    private static readonly KeyValuePair<string, string>[] Eventual = [new("ConsistencyLevel", "eventual")];

    public TimeSpan ClockSkew => http.ClockSkew;

    public Task<string> TokenAsync(CancellationToken cancellationToken) => http.TokenAsync(cancellationToken);

    /// <param name="path">E.g. organization?$select=id; values in it are escaped by <see cref="Quote"/>.</param>
    public async Task<JsonElement> GetAsync(string path, CancellationToken cancellationToken) =>
        (await http.SendAsync(Call(Address(path), []), cancellationToken).ConfigureAwait(false)).Json;

    /// <summary>
    /// Changes one object, once. A path that v1.0 does not know is tried under beta: nothing was done then, so that is
    /// no repetition.
    /// </summary>
    /// <param name="path">E.g. users/{id}/onPremisesSyncBehavior.</param>
    public async Task PatchAsync(string path, object body, CancellationToken cancellationToken)
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(body);
        try
        {
            await http.SendAsync(Patch("/v1.0/"), cancellationToken).ConfigureAwait(false);
        }
        catch (CloudFault fault) when (IsUnknownPath(fault))
        {
            await http.SendAsync(Patch("/beta/"), cancellationToken).ConfigureAwait(false);
        }

        CloudCall Patch(string version)
        {
            var uri = new Uri(http.Root, version + path);
            return new CloudCall($"PATCH {uri.AbsolutePath}", HttpMethod.Patch, uri, IsRepeatable: false)
            {
                Body = json,
            };
        }
    }

    /// <summary>Carries an action out, once, without a body.</summary>
    /// <param name="path">E.g. domains/{name}/verify.</param>
    public Task PostAsync(string path, CancellationToken cancellationToken)
    {
        var uri = Address(path);
        return http.SendAsync(
            new CloudCall($"POST {uri.AbsolutePath}", HttpMethod.Post, uri, IsRepeatable: false),
            cancellationToken
        );
    }

    /// <summary>Whether the service does not have the path at all, as opposed to an object that is not there.</summary>
    public static bool IsUnknownPath(CloudFault fault) =>
        fault.Status is 404 or 400
        && (
            fault.Code is "UnknownError" or "Request_UnknownError"
            || fault.ServerText?.Contains("Resource not found for the segment", StringComparison.OrdinalIgnoreCase)
                == true
        );

    /// <summary>All elements of a collection, page by page; a page may be empty and have a next one.</summary>
    /// <param name="isAdvanced">The filter needs ConsistencyLevel and $count, which the path has.</param>
    public async IAsyncEnumerable<JsonElement> ListAsync(
        string path,
        bool isAdvanced,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        await foreach (
            var page in PagesAsync(Address(path), isAdvanced ? Eventual : [], cancellationToken).ConfigureAwait(false)
        )
        {
            foreach (var item in page.Items("value"))
                yield return item;
        }
    }

    /// <summary>What changed since the link, or everything.</summary>
    /// <param name="pathOrLink">The path of a first round with its $select, or the link of the round before.</param>
    /// <exception cref="CloudFault">Among others with <see cref="IsDeltaExpired"/>: begin anew with the
    /// path.</exception>
    public async Task<GraphDelta> DeltaAsync(string pathOrLink, CancellationToken cancellationToken)
    {
        var items = new List<JsonElement>();
        string? link = null;
        var start = pathOrLink.StartsWith("http", StringComparison.OrdinalIgnoreCase)
            ? Own(pathOrLink)
            : Address(pathOrLink);
        await foreach (var page in PagesAsync(start, [], cancellationToken).ConfigureAwait(false))
        {
            items.AddRange(page.Items("value"));
            link = page.Text("@odata.deltaLink") ?? link;
        }

        return new GraphDelta(
            items,
            link ?? throw Incomplete("The list of changes ended without a link for the next round.")
        );
    }

    /// <summary>Whether the token of a delta is too old: 410, or 400 with syncStateNotFound.</summary>
    public static bool IsDeltaExpired(CloudFault fault) =>
        fault.Status == (int)HttpStatusCode.Gone
        || string.Equals(fault.Code, "syncStateNotFound", StringComparison.OrdinalIgnoreCase)
        || string.Equals(fault.Code, "resyncRequired", StringComparison.OrdinalIgnoreCase);

    /// <summary>A text for a filter: in quotes, doubled within, and escaped for an address.</summary>
    public static string Quote(string text) =>
        Uri.EscapeDataString($"'{text.Replace("'", "''", StringComparison.Ordinal)}'");

    /// <summary>For the batch, which shares the rules of calls.</summary>
    internal CloudHttp Http => http;

    internal Uri Address(string path) => new(http.Root, "/v1.0/" + path);

    private async IAsyncEnumerable<JsonElement> PagesAsync(
        Uri start,
        IReadOnlyList<KeyValuePair<string, string>> headers,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var next = start;
        for (var page = 0; next is not null; page++)
        {
            if (page >= PageLimit)
                throw Incomplete("The list does not end.");
            var json = (await http.SendAsync(Call(next, headers), cancellationToken).ConfigureAwait(false)).Json;
            if (json.ValueKind != JsonValueKind.Object || json.Member("value").ValueKind != JsonValueKind.Array)
                throw Incomplete("A page of the list came without its values.");
            yield return json;
            var link = json.Text("@odata.nextLink");
            var following = link is null ? null : Own(link);
            if (following == next)
                throw Incomplete("A page of the list names itself as the next one.");
            next = following;
        }
    }

    private Uri Own(string link) =>
        http.Own(link)
        ?? throw new CloudFault(
            CloudFaultKind.Refused,
            "Microsoft Graph named a next page on another server; it is not followed, because the token would go there."
        );

    private static CloudCall Call(Uri uri, IReadOnlyList<KeyValuePair<string, string>> headers) =>
        new($"GET {uri.AbsolutePath}", HttpMethod.Get, uri, IsRepeatable: true) { Headers = headers };

    private static CloudFault Incomplete(string what) =>
        new(CloudFaultKind.Unreachable, $"The answer of Microsoft Graph is not complete. {what}");
}

/// <summary>One round of a delta.</summary>
/// <param name="Items">In the order of the service; one object may be there several times.</param>
/// <param name="Link">For the next round.</param>
internal sealed record GraphDelta(IReadOnlyList<JsonElement> Items, string Link);
