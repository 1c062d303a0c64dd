using Microsoft.Kiota.Abstractions;

namespace HybridAdmin.Microsoft365.Http;

/// <summary>
/// One call of a service with all its attempts. Attached to the request as an option, of the Graph SDK and of
/// HttpClient.
/// </summary>
/// <param name="name">The name for the log: the method and path or cmdlet, never a query, which may contain
/// addresses.</param>
/// <param name="isRepeatable">True for a read. Anything else is sent once.</param>
internal sealed class TenantCall(string name, bool isRepeatable) : IRequestOption
{
    /// <summary>The SDK stores an option under the full name of its type.</summary>
    private static readonly HttpRequestOptionsKey<IRequestOption> Key = new(typeof(TenantCall).FullName!);

    public string Name { get; } = name;

    public bool IsRepeatable { get; } = isRepeatable;

    /// <summary>The client-request-id of every attempt.</summary>
    public Guid Id { get; } = Guid.NewGuid();

    /// <summary>Recognises errors that are transient in spite of their status (Exchange's 400); null: none.</summary>
    public Func<CloudError, bool>? IsTransient { get; init; }

    /// <summary>The status of the last attempt; null: no response arrived.</summary>
    public int? Status { get; set; }

    /// <summary>The call of a request. A request without one is described by its method and path.</summary>
    public static TenantCall Of(HttpRequestMessage request)
    {
        if (request.Options.TryGetValue(Key, out var option) && option is TenantCall known)
            return known;
        var path = request.RequestUri?.AbsolutePath ?? string.Empty;
        // A batch is a POST, but the console batches reads only.
        var isRead =
            request.Method == HttpMethod.Get
            || (request.Method == HttpMethod.Post && path.EndsWith("/$batch", StringComparison.Ordinal));
        var call = new TenantCall($"{request.Method} {path}", isRead);
        call.Attach(request);
        return call;
    }

    public void Attach(HttpRequestMessage request) => request.Options.Set(Key, this);

    /// <summary>
    /// Recognises a response that means "not now": 429, 502, 503, 504, or an error that the service defines as
    /// transient.
    /// </summary>
    /// <returns>Null: it is not transient.</returns>
    public async ValueTask<RetryHint?> HintAsync(HttpResponseMessage response, TimeProvider time)
    {
        if (!TransientStatus.Contains((int)response.StatusCode))
        {
            if (IsTransient is null || response.IsSuccessStatusCode)
                return null;
            // Already in memory: AttemptHandler has read it.
            var body = await response.Content.ReadAsByteArrayAsync().ConfigureAwait(false);
            if (!IsTransient(CloudError.Read((int)response.StatusCode, body, Id)))
                return null;
        }

        return new RetryHint(RetryHint.After(response.Headers.RetryAfter, time));
    }
}
