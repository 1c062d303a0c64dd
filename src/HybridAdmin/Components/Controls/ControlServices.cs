using Microsoft.Extensions.DependencyInjection.Extensions;
using Radzen;

namespace HybridAdmin.Components.Controls;

internal static class ControlServices
{
    /// <summary>
    /// What the controls need: the clock, the kit's dialog service and, per circuit, dialogs, toasts and the browser's
    /// time zone.
    /// </summary>
    public static IServiceCollection AddConsoleControls(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddRadzenComponents();
        // Per circuit: what one person sees must never reach another.
        services.AddScoped<Dialogs>();
        services.AddScoped<ToastService>();
        services.AddScoped<BrowserTime>();
        return services;
    }
}
