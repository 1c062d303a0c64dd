using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using HybridAdmin.Configuration;
using HybridAdmin.Core.Access;
using HybridAdmin.Hosting;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace HybridAdmin.SignIn;

/// <summary>What an end point of the API asks for.</summary>
internal static class BearerTokens
{
    /// <summary>Name of the policy: any valid token; no cookie, so that no web page can use somebody's.</summary>
    public const string Policy = "BearerToken";
}

/// <summary>Recognises scripts by <c>Authorization: Bearer</c>; ends in the same claims as a person's sign-in.</summary>
internal sealed class ApiTokenHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory loggers, UrlEncoder encoder, ConsoleSettings settings, TimeProvider time)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, loggers, encoder)
{
    public new const string Scheme = "Bearer";

    private const string Prefix = "Bearer ";

    protected override Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var header = Request.Headers.Authorization.ToString();
        if (!header.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase)) return Task.FromResult(AuthenticateResult.NoResult());
        if (Find(header[Prefix.Length..].Trim()) is not { } token) return Task.FromResult(AuthenticateResult.Fail("The token is not known."));
        if (token.NotAfter is { } end && time.GetUtcNow() > end) return Task.FromResult(AuthenticateResult.Fail("The token has expired."));

        var actor = new Actor
        {
            Id = $"token:{token.Name}",
            DisplayName = token.Name,
            Role = token.Role,
            Source = ActorSource.Api,
            Scope = token.Scope,
            ClientAddress = ActorClaims.ClientAddressOf(Context),
        };
        return Task.FromResult(AuthenticateResult.Success(new AuthenticationTicket(ActorClaims.PrincipalOf(actor, Scheme), Scheme)));
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.Headers.WWWAuthenticate = "Bearer";
        return Problems.WriteAsync(Context, StatusCodes.Status401Unauthorized, "unauthorized", "A valid token is needed: Authorization: Bearer <token>.");
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) =>
        Problems.WriteAsync(Context, StatusCodes.Status403Forbidden, "forbidden", "The token's role does not include this.");

    /// <summary>Looks at every token, each in fixed time, so that the time taken tells nothing.</summary>
    private ApiToken? Find(string presented)
    {
        var hash = Encoding.ASCII.GetBytes(Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(presented))).ToLowerInvariant());
        ApiToken? found = null;
        foreach (var token in settings.Tokens)
        {
            if (CryptographicOperations.FixedTimeEquals(hash, Encoding.ASCII.GetBytes(token.Sha256))) found ??= token;
        }

        return found;
    }
}
