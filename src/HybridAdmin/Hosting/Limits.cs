using System.Security.Authentication;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace HybridAdmin.Hosting;

/// <summary>The limits for one caller.</summary>
internal static class Limits
{
    /// <summary>The maximum size of a request body, in bytes.</summary>
    public const long LargestBody = 1024 * 1024;

    /// <summary>
    /// The maximum size of a message of a circuit, in bytes: sufficient for any typed or pasted input.
    /// </summary>
    public const long LargestMessage = 64 * 1024;

    /// <summary>
    /// The maximum number of circuits that are retained after their browser has disconnected; each costs some hundred
    /// kilobytes.
    /// </summary>
    public const int DisconnectedCircuits = 50;

    public static readonly TimeSpan DisconnectedCircuitsKept = TimeSpan.FromMinutes(3);

    public static void Apply(KestrelServerOptions kestrel, ConsoleSettings settings)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxRequestBodySize = LargestBody;
        kestrel.ConfigureHttpsDefaults(https =>
        {
            https.SslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13;
            if (settings.Certificate is not { } own)
                return;
            https.ServerCertificate = own.Certificate;
            https.ServerCertificateChain = own.Chain;
        });
    }

    public static IServiceCollection AddConsoleLimits(this IServiceCollection services)
    {
        // The only forms are the sign-in and the sign-out: a few short fields.
        services.Configure<FormOptions>(form =>
        {
            form.BufferBodyLengthLimit = LargestBody;
            form.MultipartBodyLengthLimit = LargestBody;
            form.ValueCountLimit = 32;
            form.KeyLengthLimit = 256;
            form.ValueLengthLimit = 64 * 1024;
        });
        services
            .AddRazorComponents(razor => razor.MaxFormMappingCollectionSize = 32)
            .AddInteractiveServerComponents(circuits =>
            {
                circuits.DisconnectedCircuitMaxRetained = DisconnectedCircuits;
                circuits.DisconnectedCircuitRetentionPeriod = DisconnectedCircuitsKept;
            })
            .AddHubOptions(hub => hub.MaximumReceiveMessageSize = LargestMessage);
        return services;
    }

    /// <summary>
    /// Refuses a body whose announced size is too large before anything is read. The API reports this in its own
    /// format.
    /// </summary>
    public static void UseConsoleLimits(this IApplicationBuilder app) =>
        app.Use(
            (context, next) =>
                context.Request.ContentLength > LargestBody
                    ? Problems.RefuseAsync(
                        context,
                        StatusCodes.Status413PayloadTooLarge,
                        "too-large",
                        "The body is larger than 1 MB."
                    )
                    : next(context)
        );
}
