using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using HybridAdmin.Core.Cloud;
using HybridAdmin.Microsoft365.SignIn;
using Microsoft.Extensions.Logging;

namespace HybridAdmin.Microsoft365.Http;

/// <summary>
/// Makes calls to one service: token, client-request-id, time-out, the retry table, faults. Only what is repeatable is
/// repeated after an answer was lost or refused for now; a write whose answer was lost fails with
/// <see cref="CloudFault.OutcomeUnknown"/>.
/// </summary>
internal sealed class CloudHttp(
    HttpClient http,
    Uri root,
    TokenSource tokens,
    TenantOptions options,
    TimeProvider time,
    ILogger logger
)
{
    /// <summary>A page of 999 users is some 5 MB.</summary>
    private const int LongestAnswer = 64 * 1024 * 1024;

    /// <summary>A service that wants to be left alone for longer is asked again after this.</summary>
    private static readonly TimeSpan LongestSilence = TimeSpan.FromMinutes(15);

    private long silentUntil;

    /// <summary>The service; tokens go there only.</summary>
    public Uri Root => root;

    /// <summary>The service's clock less ours, as last seen.</summary>
    public TimeSpan ClockSkew { get; private set; }

    public Task<string> TokenAsync(CancellationToken cancellationToken) => tokens.GetAsync(root, cancellationToken);

    /// <summary>A link that the service gave; null: it leads elsewhere, and our token must not.</summary>
    public Uri? Own(string? link) =>
        Uri.TryCreate(root, link, out var uri)
        && Uri.Compare(
            uri,
            root,
            UriComponents.SchemeAndServer,
            UriFormat.Unescaped,
            StringComparison.OrdinalIgnoreCase
        ) == 0
            ? uri
            : null;

    /// <exception cref="CloudFault">Anything but a success.</exception>
    public async Task<CloudAnswer> SendAsync(CloudCall call, CancellationToken cancellationToken)
    {
        // Everybody's clicks would else become calls that the service has asked us not to make, and lengthen the wait.
        if (
            new DateTimeOffset(Interlocked.Read(ref silentUntil), TimeSpan.Zero) - time.GetUtcNow() is var left
            && left > TimeSpan.Zero
        )
            throw CloudFaults.Silent(left);
        var retry = new Retry(options.LongestWait, time, Random.Shared.NextDouble);
        var isRenewed = false;
        while (true)
        {
            var requestId = Guid.NewGuid();
            var token = await tokens.GetAsync(root, cancellationToken).ConfigureAwait(false);
            var (answer, fault, wait) = await AttemptAsync(call, token, requestId, cancellationToken)
                .ConfigureAwait(false);
            if (fault is null)
                return answer;
            if (fault.Status == (int)HttpStatusCode.Unauthorized && !isRenewed)
            {
                isRenewed = true; // refused before it was looked at: a write may be sent again, too
                tokens.Refused(root, token);
                continue;
            }

            if (wait?.Asked is { } asked && asked > options.LongestWait)
                Interlocked.Exchange(
                    ref silentUntil,
                    (time.GetUtcNow() + (asked < LongestSilence ? asked : LongestSilence)).UtcTicks
                );
            if (!call.IsRepeatable || wait is null || retry.Next(wait.Value.Asked) is not { } pause)
                throw fault;
            logger.Repeated(call.Name, pause, requestId);
            await retry.WaitAsync(pause, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<(CloudAnswer Answer, CloudFault? Fault, Wait? Wait)> AttemptAsync(
        CloudCall call,
        string token,
        Guid requestId,
        CancellationToken cancellationToken
    )
    {
        var start = time.GetTimestamp();
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(options.Timeout);
        int? status = null;
        try
        {
            using var request = Request(call, token, requestId);
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, timeout.Token)
                .ConfigureAwait(false);
            status = (int)response.StatusCode;
            var serverId = response.Headers.TryGetValues("request-id", out var ids) ? ids.FirstOrDefault() : null;
            if (response.Headers.Date is { } date)
                ClockSkew = date - time.GetUtcNow();
            var body = await ReadAsync(response.Content, timeout.Token).ConfigureAwait(false);
            if (response.IsSuccessStatusCode)
            {
                var json = body.Length == 0 ? default : JsonDocument.Parse(body).RootElement;
                logger.Answered(
                    call.Name,
                    status.Value,
                    (long)time.GetElapsedTime(start).TotalMilliseconds,
                    requestId,
                    serverId
                );
                return (new CloudAnswer(json, response.Headers), null, null);
            }

            var error = CloudError.Read(status.Value, body, requestId);
            var asked = Retry.After(response.Headers.RetryAfter, time);
            var isTransient = Retry.IsTransient(response.StatusCode) || call.IsTransient?.Invoke(error) == true;
            var fault = call.Classify?.Invoke(error) ?? CloudFaults.Of(error, isTransient, asked, call.IsRepeatable);
            logger.Failed(call.Name, fault.Code ?? fault.Kind.ToString(), status, requestId, serverId);
            return (default, fault, isTransient ? new Wait(asked) : null);
        }
        catch (Exception exception)
            when (!cancellationToken.IsCancellationRequested
                && exception
                    is HttpRequestException
                        or IOException
                        or OperationCanceledException
                        or JsonException
                        or InvalidDataException
            )
        {
            var fault = CloudFaults.Lost(exception, call.IsRepeatable, status, requestId);
            logger.Failed(call.Name, exception.GetType().Name, status, requestId, null);
            return (default, fault, new Wait(null));
        }
    }

    private static HttpRequestMessage Request(CloudCall call, string token, Guid requestId)
    {
        var request = new HttpRequestMessage(call.Method, call.Uri);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        request.Headers.Accept.ParseAdd("application/json");
        request.Headers.Add("client-request-id", requestId.ToString());
        foreach (var (name, value) in call.Headers)
            request.Headers.TryAddWithoutValidation(name, value);
        if (call.Body is not null)
        {
            request.Content = new ByteArrayContent(call.Body);
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json", "utf-8");
        }

        return request;
    }

    private static async Task<byte[]> ReadAsync(HttpContent content, CancellationToken cancellationToken)
    {
        using var buffer = new MemoryStream();
        await using var stream = await content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        var block = new byte[81920];
        int length;
        while ((length = await stream.ReadAsync(block, cancellationToken).ConfigureAwait(false)) > 0)
        {
            if (buffer.Length + length > LongestAnswer)
                throw new InvalidDataException("The answer is longer than any page of Microsoft 365.");
            buffer.Write(block, 0, length);
        }

        return buffer.ToArray();
    }

    /// <param name="Asked">What the service asked for; null: it did not say.</param>
    private readonly record struct Wait(TimeSpan? Asked);
}
