using Microsoft.AspNetCore.Authentication.OAuth;

namespace HybridAdmin.SignIn.OpenId;

/// <summary>
/// Of the framework's handler. Endpoints and secret are not here: they come from <see cref="OpenIdProvider"/>, which
/// learns them from the provider.
/// </summary>
internal sealed class OpenIdOptions : OAuthOptions
{
    /// <summary>The redirect URI to register, below the console's address.</summary>
    public const string Callback = "/sign-in/answer";

    /// <inheritdoc/>
    public override void Validate()
    {
        if (!CallbackPath.HasValue)
            throw new InvalidOperationException("The OpenID handler needs a callback path.");
    }
}
