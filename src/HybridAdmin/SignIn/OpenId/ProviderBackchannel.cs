using System.Net.Http.Headers;
using System.Text;
using HybridAdmin.Options;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace HybridAdmin.SignIn.OpenId;

/// <summary>
/// The HTTP client for calls to the provider. The handler always sends the client secret in the form; a provider that
/// does not offer <c>client_secret_post</c> receives it by the Basic scheme instead (OpenID Connect Core 1.0, 9).
/// </summary>
internal sealed class ProviderBackchannel(OpenIdSettings settings, ProviderMetadata metadata) : DelegatingHandler
{
    /// <summary>The name of the client at <see cref="IHttpClientFactory"/>.</summary>
    public const string Client = "OpenId";

    private const int MaxResponseBytes = 2_000_000;

    /// <summary>Registers the client: no redirects, no cookies, 10 seconds, 2 MB.</summary>
    public static void Add(IServiceCollection services)
    {
        services.AddTransient<ProviderBackchannel>();
        services
            .AddHttpClient(
                Client,
                client =>
                {
                    client.Timeout = TimeSpan.FromSeconds(10);
                    client.MaxResponseContentBufferSize = MaxResponseBytes;
                }
            )
            .RemoveAllLoggers()
            .ConfigurePrimaryHttpMessageHandler(services => new SocketsHttpHandler
            {
                AllowAutoRedirect = false, // secrets and codes go only where the document says
                UseCookies = false,
                UseProxy = !services.GetRequiredService<OpenIdSettings>().Authority.IsLoopback,
                ConnectTimeout = TimeSpan.FromSeconds(5),
                PooledConnectionLifetime = TimeSpan.FromMinutes(10),
            })
            .AddHttpMessageHandler<ProviderBackchannel>();
    }

    /// <inheritdoc/>
    /// <exception cref="HttpRequestException">The provider failed (5xx) to answer a form.</exception>
    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request,
        CancellationToken cancellationToken
    )
    {
        if (request.Method != HttpMethod.Post)
            return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        if (settings.ClientSecret is { } secret)
        {
            var provider = await metadata.GetConfigurationAsync(cancellationToken).ConfigureAwait(false);
            if (!provider.TokenEndpointAuthMethodsSupported.Contains("client_secret_post"))
                await UseBasicSchemeAsync(request, secret, cancellationToken).ConfigureAwait(false);
        }

        var response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        if ((int)response.StatusCode < 500)
            return response;
        using (response)
            throw new HttpRequestException(
                $"{request.RequestUri!.GetLeftPart(UriPartial.Path)} answered {(int)response.StatusCode}",
                null,
                response.StatusCode
            );
    }

    private async Task UseBasicSchemeAsync(
        HttpRequestMessage request,
        string secret,
        CancellationToken cancellationToken
    )
    {
        using var reader = new FormReader(
            await request.Content!.ReadAsStringAsync(cancellationToken).ConfigureAwait(false)
        );
        var form = await reader.ReadFormAsync(cancellationToken).ConfigureAwait(false);
        if (!form.Remove(OpenIdConnectParameterNames.ClientSecret))
            return;
        request.Content.Dispose();
        request.Content = new FormUrlEncodedContent(form.Select(f => KeyValuePair.Create(f.Key, f.Value.ToString())));
        var pair = $"{Uri.EscapeDataString(settings.ClientId)}:{Uri.EscapeDataString(secret)}"; // RFC 6749, 2.3.1
        request.Headers.Authorization = new AuthenticationHeaderValue(
            "Basic",
            Convert.ToBase64String(Encoding.UTF8.GetBytes(pair))
        );
    }
}
