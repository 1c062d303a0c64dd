using System.Buffers;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Microsoft.Extensions.Logging;

namespace HybridAdmin.Microsoft365.Http;

/// <summary>
/// The innermost handler, called for each attempt. Renews a refused token once; reads the whole response within the
/// time-out of the attempt, so that one that is cut off or is not JSON counts as lost; logs it without query or token.
/// </summary>
internal sealed class AttemptHandler(ServiceEndpoint endpoint, TimeProvider time, ILogger logger) : DelegatingHandler
{
    /// <summary>The maximum length in octets. A page of 999 users is some 5 MB.</summary>
    private const int LongestAnswer = 64 * 1024 * 1024;

    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request,
        CancellationToken cancellationToken
    )
    {
        var call = TenantCall.Of(request);
        var start = time.GetTimestamp();
        call.Status = null;
        var response = await SendWithTokenAsync(request, cancellationToken).ConfigureAwait(false);
        call.Status = (int)response.StatusCode;
        if (response.Headers.Date is { } date)
            endpoint.ClockSkew = date - time.GetUtcNow();
        var body = await ReadAsync(response.Content, cancellationToken).ConfigureAwait(false);
        var isJson = IsJson(body, isDemanded: response.IsSuccessStatusCode);
        response.Content = Content(body, isJson);
        Log(call, response, body, time.GetElapsedTime(start));
        return response;
    }

    /// <summary>
    /// Sends the request and repeats it with a new token if the token is refused. The service checks the token first,
    /// so a write can be repeated as well.
    /// </summary>
    private async Task<HttpResponseMessage> SendWithTokenAsync(
        HttpRequestMessage request,
        CancellationToken cancellationToken
    )
    {
        var response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        if (
            response.StatusCode != HttpStatusCode.Unauthorized
            || request.Headers.Authorization is not { Scheme: "Bearer", Parameter: { } token }
        )
            return response;
        response.Dispose();
        endpoint.Refused(token);
        request.Headers.Authorization = new AuthenticationHeaderValue(
            "Bearer",
            await endpoint.TokenAsync(cancellationToken).ConfigureAwait(false)
        );
        return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
    }

    private static async Task<byte[]> ReadAsync(HttpContent content, CancellationToken cancellationToken)
    {
        // The length is known if the response was not compressed.
        using var buffer = new MemoryStream((int)Math.Min(content.Headers.ContentLength ?? 0, LongestAnswer));
        await using var stream = await content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        var block = ArrayPool<byte>.Shared.Rent(81920);
        try
        {
            int length;
            while ((length = await stream.ReadAsync(block, cancellationToken).ConfigureAwait(false)) > 0)
            {
                if (buffer.Length + length > LongestAnswer)
                    throw new InvalidDataException("The answer is longer than any page of Microsoft 365.");
                buffer.Write(block, 0, length);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(block);
        }

        return buffer.Length == buffer.Capacity ? buffer.GetBuffer() : buffer.ToArray();
    }

    /// <exception cref="JsonException">The body of a success is incomplete.</exception>
    private static bool IsJson(byte[] body, bool isDemanded)
    {
        if (body.Length == 0)
            return false;
        try
        {
            var reader = new Utf8JsonReader(body);
            while (reader.Read()) { }
            return true;
        }
        catch (JsonException) when (!isDemanded)
        {
            return false;
        }
    }

    /// <summary>Omits the type if the content is not JSON, so that the SDK does not try to read it.</summary>
    private static ByteArrayContent Content(byte[] body, bool isJson)
    {
        var content = new ByteArrayContent(body);
        if (isJson)
            content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        return content;
    }

    private void Log(TenantCall call, HttpResponseMessage response, byte[] body, TimeSpan took)
    {
        var serverId = response.Headers.TryGetValues("request-id", out var ids) ? ids.FirstOrDefault() : null;
        if (response.IsSuccessStatusCode)
            logger.Answered(call.Name, (int)response.StatusCode, (long)took.TotalMilliseconds, call.Id, serverId);
        else
            logger.Failed(
                call.Name,
                CloudError.Read((int)response.StatusCode, body, call.Id).Code ?? response.StatusCode.ToString(),
                (int)response.StatusCode,
                call.Id,
                serverId
            );
    }
}
