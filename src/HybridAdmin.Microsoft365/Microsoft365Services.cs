using System.Net;
using HybridAdmin.Core.Migration;
using HybridAdmin.Core.Tenant;
using HybridAdmin.Core.Tenant.Index;
using HybridAdmin.Microsoft365.Exchange;
using HybridAdmin.Microsoft365.Feed;
using HybridAdmin.Microsoft365.Graph;
using HybridAdmin.Microsoft365.Http;
using HybridAdmin.Microsoft365.Migration;
using HybridAdmin.Microsoft365.SignIn;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Graph;
using Microsoft.Kiota.Abstractions.Authentication;
using Microsoft.Kiota.Http.HttpClientLibrary.Middleware;

namespace HybridAdmin.Microsoft365;

/// <summary>Registers the adapter.</summary>
public static class Microsoft365Services
{
    private const string GraphName = "Microsoft Graph";
    private const string ExchangeName = "Exchange Online";
    private const string SignInName = "Microsoft Entra ID";

    /// <summary>
    /// Adds <see cref="ITenant"/>, <see cref="IMigration"/> and <see cref="TenantRefresh"/>, all singletons, since
    /// there is one tenant. Requires validated <see cref="TenantOptions"/>, a <see cref="TimeProvider"/> and logging.
    /// </summary>
    public static IServiceCollection AddMicrosoft365(this IServiceCollection services)
    {
        services.AddHybridCache();
        services.AddTransport();
        services.TryAddSingleton<TenantIndex>();
        services.TryAddSingleton<TenantCache>();
        services.TryAddSingleton<TenantHealth>();
        services.TryAddSingleton<GraphClient>(s => new GraphClient(
            s.GetRequiredService<GraphServiceClient>(),
            s.GetRequiredKeyedService<ServiceEndpoint>(GraphName),
            s.GetRequiredService<TimeProvider>()
        ));
        services.TryAddSingleton<GraphBatch>();
        services.TryAddSingleton<GraphOrganization>();
        services.TryAddSingleton<IExchangeCmdlets>(s => new ExchangeCmdletClient(
            s.GetRequiredService<IHttpClientFactory>().CreateClient(ExchangeName),
            s.GetRequiredKeyedService<ServiceEndpoint>(ExchangeName),
            s.GetRequiredService<TenantOptions>(),
            s.GetRequiredService<TimeProvider>()
        ));
        services.TryAddSingleton<ExchangeConfiguration>();
        services.TryAddSingleton<RecipientLookup>();
        services.TryAddSingleton<CapabilityReader>();
        services.TryAddSingleton<TenantWriting>();
        services.TryAddSingleton<TenantFeed>();
        services.TryAddSingleton<Microsoft365Tenant>();
        services.TryAddSingleton<ITenant>(s => s.GetRequiredService<Microsoft365Tenant>());
        services.TryAddSingleton<IMigration, Microsoft365Migration>();
        services.TryAddSingleton(s => new TenantRefresh(
            s.GetRequiredService<TenantFeed>(),
            s.GetRequiredService<TenantHealth>(),
            s.GetRequiredService<GraphClient>(),
            s.GetRequiredService<ExchangeConfiguration>(),
            s.GetRequiredService<TenantCache>(),
            s.GetRequiredService<TenantOptions>(),
            s.GetRequiredService<TimeProvider>(),
            s.GetRequiredService<ILogger<Microsoft365Tenant>>()
        ));
        return services;
    }

    private static void AddTransport(this IServiceCollection services)
    {
        services
            .AddHttpClient(SignInName, c => c.Timeout = Timeout.InfiniteTimeSpan)
            .ConfigurePrimaryHttpMessageHandler(Sockets)
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan)
            .RemoveAllLoggers();
        services.TryAddSingleton(s =>
        {
            var options = s.GetRequiredService<TenantOptions>();
            var time = s.GetRequiredService<TimeProvider>();
            var http = s.GetRequiredService<IHttpClientFactory>().CreateClient(SignInName);
            return new TokenSource(() => Credentials.Create(options, http, time), time);
        });
        services
            .AddEndpoint(GraphName, o => o.GraphRoot)
            // The SDK escapes the dollar of $select, and not every proxy reverses that.
            .AddHttpMessageHandler(() => new ParametersNameDecodingHandler());
        services.AddEndpoint(ExchangeName, o => o.ExchangeRoot);
        services.TryAddSingleton(s =>
        {
            var endpoint = s.GetRequiredKeyedService<ServiceEndpoint>(GraphName);
            return new GraphServiceClient(
                s.GetRequiredService<IHttpClientFactory>().CreateClient(GraphName),
                new BaseBearerTokenAuthenticationProvider(endpoint),
                new Uri(endpoint.Root, "/v1.0").ToString()
            );
        });
    }

    /// <summary>
    /// Adds a client with the console's handlers and those of the resilience library. The SDK's handlers are not used:
    /// its retry handler repeats writes and waits without a limit, and its redirect handler follows links to other
    /// servers.
    /// </summary>
    private static IHttpClientBuilder AddEndpoint(
        this IServiceCollection services,
        string name,
        Func<TenantOptions, Uri> root
    )
    {
        services.AddKeyedSingleton(
            name,
            (s, _) =>
                new ServiceEndpoint(
                    name,
                    root(s.GetRequiredService<TenantOptions>()),
                    s.GetRequiredService<TokenSource>(),
                    s.GetRequiredService<TimeProvider>()
                )
        );
        var client = services
            .AddHttpClient(name, c => c.Timeout = Timeout.InfiniteTimeSpan)
            .ConfigurePrimaryHttpMessageHandler(Sockets)
            // One handler for the life of the process: the sockets handler renews its connections itself.
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan)
            // The loggers of the factory would log every address with its query.
            .RemoveAllLoggers()
            .AddHttpMessageHandler(s => new CallHandler(
                s.GetRequiredKeyedService<ServiceEndpoint>(name),
                s.GetRequiredService<TenantOptions>(),
                s.GetRequiredService<TimeProvider>(),
                s.GetRequiredService<ILogger<Microsoft365Tenant>>()
            ));
        client.AddResilienceHandler(
            "tenant",
            (builder, context) =>
                TenantResilience.Configure(
                    builder,
                    context.ServiceProvider.GetRequiredService<TenantOptions>(),
                    context.ServiceProvider.GetRequiredService<TimeProvider>(),
                    context.ServiceProvider.GetRequiredService<ILogger<Microsoft365Tenant>>()
                )
        );
        return client.AddHttpMessageHandler(s => new AttemptHandler(
            s.GetRequiredKeyedService<ServiceEndpoint>(name),
            s.GetRequiredService<TimeProvider>(),
            s.GetRequiredService<ILogger<Microsoft365Tenant>>()
        ));
    }

    /// <summary>Redirects are not followed, because the token would be sent along.</summary>
    private static SocketsHttpHandler Sockets() =>
        new()
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            PooledConnectionLifetime = TimeSpan.FromMinutes(10),
            ConnectTimeout = TimeSpan.FromSeconds(15),
            AutomaticDecompression = DecompressionMethods.All,
        };
}
