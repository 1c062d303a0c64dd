using System.Text.Json;
using Azure.Core;
using Azure.Identity;

namespace HybridAdmin.Microsoft365.SignIn;

/// <summary>
/// Client credentials by a plain request, for tests and the simulator on loopback, because Azure.Identity refuses a
/// sign-in without TLS.
/// </summary>
internal sealed class PlainCredential(TenantOptions options, HttpClient http, TimeProvider time) : TokenCredential
{
    public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
        throw new NotSupportedException("The adapter requests tokens asynchronously only.");

    public override async ValueTask<AccessToken> GetTokenAsync(
        TokenRequestContext requestContext,
        CancellationToken cancellationToken
    )
    {
        try
        {
            using var form = new FormUrlEncodedContent(
                new Dictionary<string, string>
                {
                    ["client_id"] = options.ClientId!,
                    ["client_secret"] = options.ClientSecret!,
                    ["scope"] = string.Join(' ', requestContext.Scopes),
                    ["grant_type"] = "client_credentials",
                }
            );
            using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            timeout.CancelAfter(options.Timeout);
            using var answer = await http.PostAsync(
                    new Uri(options.LoginRoot, $"/{options.TenantId}/oauth2/v2.0/token"),
                    form,
                    timeout.Token
                )
                .ConfigureAwait(false);
            var text = await answer.Content.ReadAsStringAsync(timeout.Token).ConfigureAwait(false);
            if (!answer.IsSuccessStatusCode)
                throw new AuthenticationFailedException($"The sign-in answered {(int)answer.StatusCode}: {text}");
            using var json = JsonDocument.Parse(text);
            return new AccessToken(
                json.RootElement.GetProperty("access_token").GetString()!,
                time.GetUtcNow().AddSeconds(json.RootElement.GetProperty("expires_in").GetInt32())
            );
        }
        catch (Exception exception)
            when (exception is HttpRequestException
                || (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested)
            )
        {
            throw new AuthenticationFailedException(
                "The sign-in cannot be reached.",
                new HttpRequestException(exception.Message, exception)
            );
        }
        catch (Exception exception)
            when (exception is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new AuthenticationFailedException("The sign-in's answer holds no token.", exception);
        }
    }
}
