using HybridAdmin.Core.Audit;
using HybridAdmin.Core.Connections;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace HybridAdmin.Components.Layout;

internal static class LayoutServices
{
    /// <summary>
    /// Registers the services of the frame and of the home, audit and settings pages, in addition to the controls.
    /// Scoped, because they act for the person of the circuit or request.
    /// </summary>
    public static IServiceCollection AddConsolePages(this IServiceCollection services)
    {
        services.TryAddScoped<GetConnectionStatus>();
        services.TryAddScoped<GetConnections>();
        services.TryAddScoped<TestDirectory>();
        services.TryAddScoped<TestPermissions>();
        services.TryAddScoped<ExportAuditLog>();
        services.AddScoped<SearchSuggestions>();
        services.AddScoped<ConnectionState>();
        return services;
    }
}
