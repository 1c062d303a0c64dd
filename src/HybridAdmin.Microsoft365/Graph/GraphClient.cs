using System.Runtime.CompilerServices;
using System.Text.Json;
using HybridAdmin.Core.Tenant;
using HybridAdmin.Microsoft365.Http;
using Microsoft.Graph;
using Microsoft.Graph.Models;
using Microsoft.Graph.Models.ODataErrors;
using Microsoft.Kiota.Abstractions;
using Microsoft.Kiota.Abstractions.Serialization;

namespace HybridAdmin.Microsoft365.Graph;

/// <summary>
/// Calls Microsoft Graph v1.0 through the SDK. Maps the SDK's faults to <see cref="TenantFault"/>, and treats a success
/// without its essential members as incomplete, which the SDK accepts. Lists and recipients are read as JSON, because
/// the models cannot distinguish null from absent.
/// </summary>
internal sealed class GraphClient(GraphServiceClient sdk, ServiceEndpoint endpoint, TimeProvider time)
{
    /// <summary>The maximum number of pages, above that of any tenant: stops a service that never ends.</summary>
    private const int PageLimit = 20_000;

    private static readonly Dictionary<string, ParsableFactory<IParsable>> Errors = new()
    {
        ["XXX"] = ODataError.CreateFromDiscriminatorValue,
    };

    /// <summary>The SDK client, for building requests only. Calls go through this class.</summary>
    public GraphServiceClient Sdk => sdk;

    public TimeSpan ClockSkew => endpoint.ClockSkew;

    public Task<string> TokenAsync(CancellationToken cancellationToken) => endpoint.TokenAsync(cancellationToken);

    /// <summary>Reads with the SDK's models.</summary>
    /// <exception cref="TenantFault">Any response other than a success with a body.</exception>
    public async Task<T> ReadAsync<T>(Func<GraphServiceClient, Task<T?>> read)
        where T : class =>
        await GuardAsync(isRepeatable: true, () => read(sdk)).ConfigureAwait(false)
        ?? throw GraphFaults.Incomplete("It is empty.");

    /// <summary>Reads one object as JSON.</summary>
    /// <exception cref="TenantFault">Any response other than a success with an object.</exception>
    public async Task<JsonElement> ReadJsonAsync(RequestInformation request, CancellationToken cancellationToken)
    {
        using var json = await SendAsync(request, cancellationToken).ConfigureAwait(false);
        return json.RootElement.ValueKind == JsonValueKind.Object
            ? json.RootElement.Clone()
            : throw GraphFaults.Incomplete("It holds no object.");
    }

    /// <exception cref="TenantFault">For example NotFound: the tenant does not have the domain.</exception>
    public async Task<bool> ReadIsVerifiedAsync(string domain, CancellationToken cancellationToken) =>
        (
            await ReadAsync(g =>
                    g.Domains[domain].GetAsync(c => c.QueryParameters.Select = ["isVerified"], cancellationToken)
                )
                .ConfigureAwait(false)
        ).IsVerified
        ?? throw GraphFaults.Incomplete("It does not say whether the domain is verified.");

    /// <summary>Changes the source of authority of an object; sent once.</summary>
    /// <remarks>
    /// A path that v1.0 does not know is retried under beta, because nothing was done in the first call.
    /// </remarks>
    public async Task PatchSyncBehaviorAsync(
        TenantRecipientKind kind,
        string id,
        bool isCloudManaged,
        CancellationToken cancellationToken
    )
    {
        var request = Build();
        try
        {
            await WriteAsync(request, cancellationToken).ConfigureAwait(false);
        }
        catch (TenantFault fault) when (GraphFaults.IsUnknownPath(fault))
        {
            var beta = Build();
            beta.URI = new Uri(endpoint.Root, "/beta" + request.URI.PathAndQuery["/v1.0".Length..]);
            await WriteAsync(beta, cancellationToken).ConfigureAwait(false);
        }

        // Each request has its own model: after it was sent, a model counts as unchanged and would be sent empty.
        RequestInformation Build() =>
            sdk.PatchSyncBehavior(kind, id, new OnPremisesSyncBehavior { IsCloudManaged = isCloudManaged });
    }

    /// <summary>Requests verification of a domain; sent once.</summary>
    public Task VerifyDomainAsync(string domain, CancellationToken cancellationToken) =>
        WriteAsync(sdk.Domains[domain].Verify.ToPostRequestInformation(), cancellationToken);

    /// <summary>
    /// Lists all elements of a collection, page by page; a page may be empty and have a next one. An element is valid
    /// until the next one is requested.
    /// </summary>
    public async IAsyncEnumerable<JsonElement> ListAsync(
        RequestInformation first,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        await foreach (var page in PagesAsync(first, cancellationToken).ConfigureAwait(false))
        {
            foreach (var item in page.Items("value"))
                yield return item;
        }
    }

    /// <summary>Reads the changes since the link, or all objects.</summary>
    /// <param name="link">The result of the previous round; null: a first round.</param>
    /// <param name="take">Called for each element in the order of the service; an object may come several times. An
    /// element is valid during the call only.</param>
    /// <returns>The link for the next round.</returns>
    /// <exception cref="TenantFault">For example a fault that <see cref="GraphFaults.IsDeltaExpired"/> recognises:
    /// start a first round.</exception>
    public async Task<string> DeltaAsync(
        TenantRecipientKind kind,
        string? link,
        Action<JsonElement> take,
        CancellationToken cancellationToken
    )
    {
        string? next = null;
        var first = link is null ? sdk.Delta(kind) : Get(endpoint.Follow(link));
        await foreach (var page in PagesAsync(first, cancellationToken).ConfigureAwait(false))
        {
            foreach (var item in page.Items("value"))
                take(item);
            next = page.Text("@odata.deltaLink") ?? next;
        }

        return next ?? throw GraphFaults.Incomplete("The list of changes ended without a link for the next round.");
    }

    /// <summary>Quotes a text for a filter, with quotes doubled. The SDK escapes it for the URL.</summary>
    public static string Quote(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";

    /// <summary>Runs a call of the SDK and maps its exceptions.</summary>
    public async Task<T> GuardAsync<T>(bool isRepeatable, Func<Task<T>> call)
    {
        try
        {
            return await call().ConfigureAwait(false);
        }
        catch (ApiException exception)
        {
            throw GraphFaults.Of(exception, isRepeatable, time);
        }
        catch (Exception exception) when (exception is FormatException or InvalidOperationException or JsonException)
        {
            throw GraphFaults.Unreadable(exception, isRepeatable);
        }
    }

    private static RequestInformation Get(Uri uri) => new() { HttpMethod = Method.GET, URI = uri };

    private async IAsyncEnumerable<JsonElement> PagesAsync(
        RequestInformation first,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var request = first;
        for (var page = 0; ; page++)
        {
            if (page >= PageLimit)
                throw GraphFaults.Incomplete("The list does not end.");
            using var json = await SendAsync(request, cancellationToken).ConfigureAwait(false);
            var root = json.RootElement;
            if (root.Member("value").ValueKind != JsonValueKind.Array)
                throw GraphFaults.Incomplete("A page of the list came without its values.");
            yield return root;
            if (root.Text("@odata.nextLink") is not { } link)
                yield break;
            var next = Get(endpoint.Follow(link));
            if (next.URI == request.URI)
                throw GraphFaults.Incomplete("A page of the list names itself as the next one.");
            // Advanced queries need their header on every page.
            next.Headers.AddAll(first.Headers);
            request = next;
        }
    }

    private async Task<JsonDocument> SendAsync(RequestInformation request, CancellationToken cancellationToken)
    {
        request.Headers.TryAdd("Accept", "application/json");
        var stream = await GuardAsync(
                isRepeatable: true,
                () => sdk.RequestAdapter.SendPrimitiveAsync<Stream>(request, Errors, cancellationToken)
            )
            .ConfigureAwait(false);
        if (stream is null or { Length: 0 })
            throw GraphFaults.Incomplete("It is empty.");
        await using (stream.ConfigureAwait(false))
            return await JsonDocument.ParseAsync(stream, default, cancellationToken).ConfigureAwait(false);
    }

    private Task<bool> WriteAsync(RequestInformation request, CancellationToken cancellationToken) =>
        GuardAsync(
            isRepeatable: false,
            async () =>
            {
                await sdk.RequestAdapter.SendNoContentAsync(request, Errors, cancellationToken).ConfigureAwait(false);
                return true;
            }
        );
}
