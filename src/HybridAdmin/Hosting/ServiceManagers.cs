namespace HybridAdmin.Hosting;

/// <summary>
/// Start and stop by the service manager of the operating system. Each registration does nothing unless that manager
/// started the process.
/// </summary>
internal static class ServiceManagers
{
    /// <summary>Name of the Windows service, and source of its entries in the event log.</summary>
    public const string ServiceName = "HybridAdmin";

    /// <summary>
    /// systemd (Type=notify) is told when the console listens and when it stops; Windows may start and stop it as a
    /// service.
    /// </summary>
    public static IServiceCollection AddConsoleServiceManagers(this IServiceCollection services) =>
        services.AddSystemd().AddWindowsService(options => options.ServiceName = ServiceName);
}
