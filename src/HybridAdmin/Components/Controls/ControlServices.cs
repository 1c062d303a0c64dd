using Microsoft.Extensions.DependencyInjection.Extensions;
using Radzen;

namespace HybridAdmin.Components.Controls;

internal static class ControlServices
{
    /// <summary>
    /// Registers the services of the controls: the clock, the kit's dialog service and, per circuit, dialogs, toasts
    /// and the browser's time zone.
    /// </summary>
    public static IServiceCollection AddConsoleControls(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddRadzenComponents();
        // Per circuit: the state of one person must never reach another.
        services.AddScoped<Dialogs>();
        services.AddScoped<ToastService>();
        services.AddScoped<BrowserTime>();
        return services;
    }
}
