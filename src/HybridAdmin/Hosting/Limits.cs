using System.Security.Authentication;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace HybridAdmin.Hosting;

/// <summary>How much of anything one caller may have.</summary>
internal static class Limits
{
    /// <summary>The largest body that is read, in bytes.</summary>
    public const long LargestBody = 1024 * 1024;

    /// <summary>
    /// The largest message of a circuit, in bytes: room for whatever is typed or pasted into a field.
    /// </summary>
    public const long LargestMessage = 64 * 1024;

    /// <summary>
    /// Circuits whose browser went away and that are kept for its return; each costs some hundred kilobytes.
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
        // The forms are the sign-in and the sign-out: a handful of short fields.
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
    /// Says no to a body that announces itself as too large before anything is read. The API says so in its own way.
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
