using HybridAdmin.Configuration;
using HybridAdmin.Core.Domains;
using HybridAdmin.Dns;
using HybridAdmin.Sandbox.Dns;
using HybridAdmin.Sandbox.Tenant;

namespace HybridAdmin.Hosting;

internal static class DnsServices
{
    /// <summary>
    /// The configured resolver, else the system's; on the sandbox its own zones, unless a resolver is named.
    /// </summary>
    public static IServiceCollection AddConsoleDns(this IServiceCollection services, ConsoleSettings settings)
    {
        if (settings is { IsSandbox: true, Dns.Server: null })
            services.AddSingleton<IDnsLookup>(s => new SandboxDns(
                s.GetRequiredService<SimulatedTenant>().PublishedProof
            ));
        else
            // made by the container, so that it is disposed with it
            services.AddSingleton<IDnsLookup>(_ => new DnsResolver(settings.Dns));
        if (settings is { IsSandbox: true, Dns.Server: null })
            services.AddSingleton<IMtaStsPolicies, SandboxPolicies>();
        else
            services.AddSingleton<IMtaStsPolicies>(_ => new MtaStsPolicies(settings.Dns.MtaStsPolicies));
        services.AddSingleton<DomainRecordReader>();
        return services;
    }
}

/// <summary>Reads <c>Dns:</c>.</summary>
internal static class DnsSection
{
    public static DnsOptions Read(SettingsReader reader)
    {
        var options = new DnsOptions { MtaStsPolicies = Fetching(reader) };
        if (reader.Text("Dns:Server") is not { } text)
            return options;
        var server = DnsOptions.ParseServer(text, out var problem);
        if (problem is not null)
            reader.Mistake(problem);
        return options with { Server = server };
    }

    private static MtaStsFetching Fetching(SettingsReader reader)
    {
        if (reader.Text("Dns:MtaStsPolicies") is not { } text)
            return MtaStsFetching.Public;
        if (
            Enum.GetNames<MtaStsFetching>()
                .FirstOrDefault(n => n.Equals(text.Trim(), StringComparison.OrdinalIgnoreCase)) is
            { } name
        )
            return Enum.Parse<MtaStsFetching>(name);
        reader.Mistake(
            $"Dns:MtaStsPolicies is \"{text}\"; write {string.Join(", ", Enum.GetNames<MtaStsFetching>())}."
        );
        return MtaStsFetching.Public;
    }
}
