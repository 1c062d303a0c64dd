using HybridAdmin.Core.Domains.Records;
using HybridAdmin.Dns;
using HybridAdmin.Sandbox.Dns;
using HybridAdmin.Sandbox.Tenant;

namespace HybridAdmin.Hosting;

internal static class DnsServices
{
    /// <summary>
    /// Registers the configured resolver, otherwise the system's; for the sandbox its own zones, unless a resolver is
    /// configured.
    /// </summary>
    public static IServiceCollection AddConsoleDns(this IServiceCollection services, ConsoleSettings settings)
    {
        if (settings is { IsSandbox: true, Dns.Server: null })
            services.AddSingleton<IDnsLookup>(s => new SandboxDns(
                s.GetRequiredService<SimulatedTenant>().PublishedProof
            ));
        else
            // created by the container, so that it is disposed with it
            services.AddSingleton<IDnsLookup>(_ => new DnsResolver(settings.Dns));
        if (settings is { IsSandbox: true, Dns.Server: null })
            services.AddSingleton<IMtaStsPolicies, SandboxPolicies>();
        else
            services.AddSingleton<IMtaStsPolicies>(_ => new MtaStsPolicies(settings.Dns.MtaStsPolicies));
        services.AddSingleton<DomainRecordReader>();
        return services;
    }
}
