using Azure.Core;
using Azure.Identity;

namespace HybridAdmin.Microsoft365.SignIn;

/// <summary>Creates the credential of the application from the settings.</summary>
internal static class Credentials
{
    /// <param name="http">The client for the plain sign-in of tests; the other credentials use their own.</param>
    public static TokenCredential Create(TenantOptions options, HttpClient http, TimeProvider time)
    {
        if (options.IsPlain)
            return new PlainCredential(options, http, time);
        var authority = options.LoginRoot;
        if (options.ManagedIdentity)
            return new ManagedIdentityCredential(
                options.ClientId is null
                    ? ManagedIdentityId.SystemAssigned
                    : ManagedIdentityId.FromUserAssignedClientId(options.ClientId)
            );
        if (options.ClientSecret is { Length: > 0 } secret)
            return new ClientSecretCredential(
                options.TenantId,
                options.ClientId,
                secret,
                new ClientSecretCredentialOptions { AuthorityHost = authority }
            );
        return new ClientCertificateCredential(
            options.TenantId,
            options.ClientId,
            TenantCertificate.Read(options),
            new ClientCertificateCredentialOptions { AuthorityHost = authority }
        );
    }
}
