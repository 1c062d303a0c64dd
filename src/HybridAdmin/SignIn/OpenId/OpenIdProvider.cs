using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using HybridAdmin.Configuration;

namespace HybridAdmin.SignIn.OpenId;

/// <summary>
/// The provider as the console speaks to it: what it says of itself and its published keys, kept and fetched again, and
/// its answers to codes. Thread-safe.
/// </summary>
internal sealed class OpenIdProvider(OpenIdSettings settings, TimeProvider time, ILogger<OpenIdProvider> logger)
    : IDisposable
{
    /// <summary>What was fetched is fetched again after it: keys that the provider withdrew go.</summary>
    public static readonly TimeSpan KeptFor = TimeSpan.FromHours(12);

    /// <summary>
    /// An unknown key id makes the keys be fetched again, but not at the will of whoever sends tokens.
    /// </summary>
    public static readonly TimeSpan SoonestKeys = TimeSpan.FromSeconds(30);

    /// <summary>Between two attempts to reach a provider that does not answer.</summary>
    public static readonly TimeSpan SoonestRetry = TimeSpan.FromSeconds(5);

    private readonly HttpClient client = new(
        new SocketsHttpHandler
        {
            AllowAutoRedirect = false, // secrets and codes go where the document says, nowhere else
            UseCookies = false,
            UseProxy = !settings.Authority.IsLoopback,
            ConnectTimeout = TimeSpan.FromSeconds(5),
            PooledConnectionLifetime = TimeSpan.FromMinutes(10),
        }
    )
    {
        Timeout = TimeSpan.FromSeconds(10),
        MaxResponseContentBufferSize = 2_000_000,
    };

    private readonly SemaphoreSlim turn = new(1);
    private Fetched? fetched;
    private (DateTimeOffset At, string Reason)? failed;

    /// <summary>The provider's name for people.</summary>
    public string Host => settings.Authority.Authority;

    /// <exception cref="OpenIdRefusal">It does not answer, or not as one can.</exception>
    public async Task<ProviderDocument> GetDocumentAsync(CancellationToken cancellationToken) =>
        (await GetAsync(cancellationToken).ConfigureAwait(false)).Document;

    /// <summary>
    /// Published keys that fit; an unknown one makes them be fetched again, at most every <see cref="SoonestKeys"/>.
    /// </summary>
    public async Task<IReadOnlyList<SigningKey>> FindKeysAsync(
        string? keyId,
        string algorithm,
        CancellationToken cancellationToken
    )
    {
        var now = await GetAsync(cancellationToken).ConfigureAwait(false);
        if (Fitting(now) is { Count: > 0 } known)
            return known;
        await turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            now = fetched!;
            if (Fitting(now).Count == 0 && time.GetUtcNow() - now.KeysAt >= SoonestKeys)
            {
                fetched = now = now with { KeysAt = time.GetUtcNow() }; // a failure counts as well
                fetched = now = now with
                {
                    Keys = await FetchKeysAsync(now.Document, cancellationToken).ConfigureAwait(false),
                };
            }

            return Fitting(now);
        }
        finally
        {
            turn.Release();
        }

        IReadOnlyList<SigningKey> Fitting(Fetched from) => [.. from.Keys.Where(k => k.Fits(keyId, algorithm))];
    }

    /// <summary>Gives the code for tokens.</summary>
    /// <exception cref="OpenIdRefusal">The code is refused, or the provider does not answer.</exception>
    public async Task<(string IdentityToken, string? AccessToken)> RedeemAsync(
        string code,
        string verifier,
        string redirectUri,
        CancellationToken cancellationToken
    )
    {
        var document = await GetDocumentAsync(cancellationToken).ConfigureAwait(false);
        var form = new Dictionary<string, string>
        {
            ["grant_type"] = "authorization_code",
            ["code"] = code,
            ["redirect_uri"] = redirectUri,
            ["code_verifier"] = verifier,
        };
        using var request = new HttpRequestMessage(HttpMethod.Post, document.Token);
        if (settings.ClientSecret is { } secret && !document.TakesSecretInForm)
        {
            var pair = $"{Uri.EscapeDataString(settings.ClientId)}:{Uri.EscapeDataString(secret)}"; // RFC 6749, 2.3.1
            request.Headers.Authorization = new AuthenticationHeaderValue(
                "Basic",
                Convert.ToBase64String(Encoding.UTF8.GetBytes(pair))
            );
        }
        else
        {
            form["client_id"] = settings.ClientId;
            if (settings.ClientSecret is { } inForm)
                form["client_secret"] = inForm;
        }

        request.Content = new FormUrlEncodedContent(form);
        var (status, answer) = await SendAsync(request, "token endpoint", cancellationToken).ConfigureAwait(false);
        if (status == HttpStatusCode.OK)
        {
            return (
                Json.Text(answer, "id_token")
                    ?? throw new OpenIdRefusal(OpenIdProblem.TokenRefused, "The provider sent no identity token."),
                Json.Text(answer, "access_token")
            );
        }

        if ((int)status >= 500)
            throw Away($"its token endpoint answered {(int)status}");
        throw new OpenIdRefusal(
            OpenIdProblem.CodeRefused,
            $"The provider refused the authorization code or the console's registration: "
                + $"{Json.Short(Json.Text(answer, "error") ?? $"{(int)status}")}, "
                + $"{Json.Short(Json.Text(answer, "error_description") ?? "no description")}"
        );
    }

    /// <summary>What the provider tells of the person beside the token; null: nothing that can be used.</summary>
    public async Task<JsonElement?> FindUserInfoAsync(
        string accessToken,
        string subject,
        CancellationToken cancellationToken
    )
    {
        var document = await GetDocumentAsync(cancellationToken).ConfigureAwait(false);
        if (document.UserInfo is null)
            return null;
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, document.UserInfo);
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", accessToken);
            var (status, answer) = await SendAsync(request, "userinfo endpoint", cancellationToken)
                .ConfigureAwait(false);
            if (status == HttpStatusCode.OK && Json.Text(answer, "sub") == subject)
                return answer; // Core 5.3.2: of another person, not used
            logger.UserInfoNotUsed(
                status == HttpStatusCode.OK ? "it is about another person" : $"it answered {(int)status}"
            );
        }
        catch (OpenIdRefusal refusal)
        {
            logger.UserInfoNotUsed(refusal.Message);
        }

        return null;
    }

    public void Dispose()
    {
        client.Dispose();
        turn.Dispose();
    }

    private async Task<Fetched> GetAsync(CancellationToken cancellationToken)
    {
        if (fetched is { } kept && time.GetUtcNow() - kept.At < KeptFor)
            return kept;
        await turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var now = time.GetUtcNow();
            if (fetched is { } other && now - other.At < KeptFor)
                return other;
            if (failed is { } last && now - last.At < SoonestRetry)
                return fetched ?? throw new OpenIdRefusal(OpenIdProblem.ProviderAway, last.Reason);
            try
            {
                var address = new Uri(
                    settings.Authority.OriginalString.TrimEnd('/') + "/.well-known/openid-configuration"
                );
                var document = ProviderDocument.Read(
                    await GetJsonAsync(address, "discovery document", cancellationToken).ConfigureAwait(false),
                    settings.Authority
                );
                failed = null;
                return fetched = new Fetched(
                    document,
                    await FetchKeysAsync(document, cancellationToken).ConfigureAwait(false),
                    now,
                    now
                );
            }
            catch (OpenIdRefusal refusal)
            {
                failed = (now, refusal.Message);
                logger.ProviderAway(refusal.Message);
                if (fetched is null)
                    throw;
                return fetched; // what was known stands
            }
        }
        finally
        {
            turn.Release();
        }
    }

    private async Task<IReadOnlyList<SigningKey>> FetchKeysAsync(
        ProviderDocument document,
        CancellationToken cancellationToken
    )
    {
        var set = await GetJsonAsync(document.Keys, "key set", cancellationToken).ConfigureAwait(false);
        return
            set.ValueKind == JsonValueKind.Object
            && set.TryGetProperty("keys", out var keys)
            && keys.ValueKind == JsonValueKind.Array
            ? [.. keys.EnumerateArray().Select(SigningKey.Read).OfType<SigningKey>()]
            : throw Away("its key set holds no keys");
    }

    private async Task<JsonElement> GetJsonAsync(Uri address, string what, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        var (status, answer) = await SendAsync(request, what, cancellationToken).ConfigureAwait(false);
        return status == HttpStatusCode.OK && answer.ValueKind == JsonValueKind.Object
            ? answer
            : throw Away(
                $"its {what} ({address.GetLeftPart(UriPartial.Path)}) answered {(int)status} and no JSON "
                    + $"object that can be used"
            );
    }

    /// <summary>The answer as an object, an empty one where it is none.</summary>
    private async Task<(HttpStatusCode Status, JsonElement Answer)> SendAsync(
        HttpRequestMessage request,
        string what,
        CancellationToken cancellationToken
    )
    {
        try
        {
            request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
            using var response = await client.SendAsync(request, cancellationToken).ConfigureAwait(false);
            var body = await response.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false);
            return (
                response.StatusCode,
                Parse(body)
                    ?? (
                        response.StatusCode == HttpStatusCode.OK
                            ? throw Away($"its {what} answered something else than JSON")
                            : Parse("{}"u8.ToArray())!.Value
                    )
            );
        }
        catch (HttpRequestException exception)
        {
            throw Away($"its {what} cannot be reached ({exception.Message.TrimEnd('.')})");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw Away($"its {what} did not answer in time");
        }
    }

    private static JsonElement? Parse(byte[] body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            return document.RootElement.ValueKind == JsonValueKind.Object ? document.RootElement.Clone() : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private OpenIdRefusal Away(string what) =>
        new(OpenIdProblem.ProviderAway, $"The provider {Host} (SignIn:Authority) cannot be used: {what}.");

    private sealed record Fetched(
        ProviderDocument Document,
        IReadOnlyList<SigningKey> Keys,
        DateTimeOffset At,
        DateTimeOffset KeysAt
    );
}
