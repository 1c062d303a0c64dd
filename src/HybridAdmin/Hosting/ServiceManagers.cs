namespace HybridAdmin.Hosting;

/// <summary>
/// Integrates the console with the service manager of the operating system. Each registration does nothing unless that
/// manager started the process.
/// </summary>
internal static class ServiceManagers
{
    /// <summary>The name of the Windows service, and the source of its entries in the event log.</summary>
    public const string ServiceName = "HybridAdmin";

    /// <summary>
    /// Notifies systemd (Type=notify) when the console listens and when it stops; lets Windows start and stop it as a
    /// service.
    /// </summary>
    public static IServiceCollection AddConsoleServiceManagers(this IServiceCollection services) =>
        services.AddSystemd().AddWindowsService(options => options.ServiceName = ServiceName);
}
