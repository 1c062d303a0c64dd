using HybridAdmin.Core.Directory;

namespace HybridAdmin.Components.Layout;

internal static class LayoutServices
{
    /// <summary>What the frame of every page needs, beside the controls and the use cases that the pages use too.</summary>
    public static IServiceCollection AddConsoleLayout(this IServiceCollection services)
    {
        services.AddScoped<GetConnectionStatus>();
        services.AddScoped<SearchSuggestions>();
        services.AddScoped<ConnectionState>(); // per circuit: it acts for whoever is signed in there
        return services;
    }
}
