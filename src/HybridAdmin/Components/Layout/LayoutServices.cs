using HybridAdmin.Core.Audit;
using HybridAdmin.Core.Connections;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace HybridAdmin.Components.Layout;

internal static class LayoutServices
{
    /// <summary>
    /// What the frame and the pages of home, audit and settings need beside the controls. Scoped: it acts for whoever
    /// the circuit or request belongs to.
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
