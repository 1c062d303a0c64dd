using System.Collections.Concurrent;
using System.Security.Cryptography;
using Azure.Core;
using Azure.Identity;
using HybridAdmin.Core.Tenant;

namespace HybridAdmin.Microsoft365.SignIn;

/// <summary>
/// The application's tokens, one for each service, cached until shortly before they expire. Thread-safe.
/// </summary>
/// <param name="newCredential">Called again after a token was refused: a renewed certificate or secret needs no
/// restart.</param>
internal sealed class TokenSource(Func<TokenCredential> newCredential, TimeProvider time)
{
    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(5);

    private readonly ConcurrentDictionary<Uri, AccessToken> tokens = new();
    private readonly SemaphoreSlim gate = new(1, 1);
    private TokenCredential? credential;

    /// <param name="root">The service, e.g. https://graph.microsoft.com.</param>
    /// <exception cref="TenantFault">Denied, or unreachable.</exception>
    public async Task<string> GetAsync(Uri root, CancellationToken cancellationToken)
    {
        if (Fresh(root) is { } known)
            return known;
        await gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (Fresh(root) is { } meanwhile)
                return meanwhile;
            credential ??= newCredential();
            var token = await credential
                .GetTokenAsync(
                    new TokenRequestContext([root.GetLeftPart(UriPartial.Authority) + "/.default"]),
                    cancellationToken
                )
                .ConfigureAwait(false);
            tokens[root] = token;
            return token.Token;
        }
        catch (Exception exception)
            when (exception
                    is AuthenticationFailedException
                        or CryptographicException
                        or IOException
                        or UnauthorizedAccessException
                        or InvalidOperationException
            )
        {
            credential = null;
            throw Fault(exception);
        }
        finally
        {
            gate.Release();
        }
    }

    /// <summary>Discards a token that the service refused; a newer one that was fetched meanwhile remains.</summary>
    public void Refused(Uri root, string token)
    {
        if (
            !tokens.TryGetValue(root, out var kept)
            || kept.Token != token
            || !tokens.TryRemove(KeyValuePair.Create(root, kept))
        )
            return;
        credential = null; // a credential has its own cache, which would return the same token
    }

    private string? Fresh(Uri root) =>
        tokens.TryGetValue(root, out var token) && token.ExpiresOn - Margin > time.GetUtcNow() ? token.Token : null;

    private static TenantFault Fault(Exception exception)
    {
        for (var cause = exception; cause is not null; cause = cause.InnerException)
        {
            if (cause is HttpRequestException or System.Net.Sockets.SocketException or TaskCanceledException)
                return new TenantFault(
                    TenantFaultKind.Unreachable,
                    "The sign-in service of Microsoft 365 cannot be reached.",
                    exception
                );
        }

        return new TenantFault(
            TenantFaultKind.Denied,
            "Microsoft 365 did not let the application sign in. Check Tenant:TenantId, Tenant:ClientId and "
                + "the certificate or secret.",
            exception
        )
        {
            IsSignInRefused = true,
            Code = SignInCode(exception.Message),
            ServerText = exception.Message,
        };
    }

    /// <summary>Entra ID's error code, such as AADSTS700016, which identifies the error.</summary>
    private static string? SignInCode(string text)
    {
        var start = text.IndexOf("AADSTS", StringComparison.Ordinal);
        return start < 0 ? null : new string([.. text.Skip(start).TakeWhile(char.IsAsciiLetterOrDigit)]);
    }
}
