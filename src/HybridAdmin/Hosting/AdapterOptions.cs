using HybridAdmin.ActiveDirectory;
using HybridAdmin.Dns;
using HybridAdmin.Options;
using Microsoft.Extensions.Options;
using DnsOptions = HybridAdmin.Options.DnsOptions;
using StorageOptions = HybridAdmin.Options.StorageOptions;
using TenantOptions = HybridAdmin.Options.TenantOptions;

namespace HybridAdmin.Hosting;

/// <summary>
/// Maps the settings to the adapters' own options, and lets the adapters check the values that only they know:
/// addresses of servers, the national clouds and their roots, resolvers.
/// </summary>
internal static class AdapterOptions
{
    public static IServiceCollection AddAdapterChecks(this IServiceCollection services) =>
        services
            .AddSingleton<IValidateOptions<DirectoryOptions>, ActiveDirectoryCheck>()
            .AddSingleton<IValidateOptions<TenantOptions>, Microsoft365Check>()
            .AddSingleton<IValidateOptions<DnsOptions>, ResolverCheck>();

    public static ActiveDirectoryOptions ToActiveDirectory(this DirectoryOptions options) =>
        new()
        {
            Servers = options.Servers,
            StartTls = options.StartTls,
            AllowPlaintext = options.AllowPlaintext,
            TrustedCertificates = options.TrustedCertificates,
            UserName = options.UserName,
            Password = options.Password,
            PasswordFile = options.PasswordFile,
            SearchBase = options.SearchBase?.ToString(),
            Timeout = options.Timeout,
            ConnectTimeout = options.ConnectTimeout,
            PoolSize = options.PoolSize,
            PageSize = options.PageSize,
        };

    public static Microsoft365.TenantOptions ToMicrosoft365(this TenantOptions options) =>
        new()
        {
            TenantId = options.TenantId,
            ClientId = options.ClientId,
            CertificateFile = options.CertificateFile,
            CertificateThumbprint = options.CertificateThumbprint,
            ClientSecret = options.ClientSecret,
            ManagedIdentity = options.ManagedIdentity,
            Cloud = options.Cloud,
            GraphEndpoint = options.GraphEndpoint,
            ExchangeEndpoint = options.ExchangeEndpoint,
            LoginEndpoint = options.LoginEndpoint,
            RoutingDomain = options.RoutingDomain,
        };

    public static Dns.DnsOptions ToResolver(this DnsOptions options) =>
        new()
        {
            Server = options.Server is { } server ? Dns.DnsOptions.ParseServer(server, out _) : null,
            MtaStsPolicies = options.MtaStsPolicies switch
            {
                MtaStsSource.Any => MtaStsFetching.Any,
                MtaStsSource.Off => MtaStsFetching.Off,
                _ => MtaStsFetching.Public,
            },
        };

    /// <param name="defaultFolder">The default of <c>Storage:Path</c>.</param>
    public static Storage.StorageOptions ToStore(
        this StorageOptions options,
        AuditOptions audit,
        string defaultFolder
    ) =>
        new()
        {
            Folder = options.Path ?? defaultFolder,
            KeyFile = audit.KeyFile,
            HeadFile = audit.HeadFile,
        };
}

/// <summary>Lets the adapter check <c>Directory</c>.</summary>
internal sealed class ActiveDirectoryCheck : IValidateOptions<DirectoryOptions>
{
    public ValidateOptionsResult Validate(string? name, DirectoryOptions options) =>
        Mistakes.Result(options.Servers.Select(ActiveDirectoryOptions.ProblemOfServer).OfType<string>());
}

/// <summary>
/// Lets the adapter check <c>Tenant</c>. No setting means not connected; an incomplete section is a mistake.
/// </summary>
internal sealed class Microsoft365Check(SettingsSource source, BoundSection<DirectoryOptions> directory)
    : IValidateOptions<TenantOptions>
{
    public ValidateOptionsResult Validate(string? name, TenantOptions options) =>
        Mistakes.Result(
            // without a directory everything below Tenant is refused already
            directory.Value.Servers.Count > 0
            && source.FirstGiven("Tenant") is not null
                ? options.ToMicrosoft365().Validate()
                : []
        );
}

/// <summary>Lets the adapter check <c>Dns:Server</c>.</summary>
internal sealed class ResolverCheck : IValidateOptions<DnsOptions>
{
    public ValidateOptionsResult Validate(string? name, DnsOptions options)
    {
        string? problem = null;
        if (options.Server is { } server)
            Dns.DnsOptions.ParseServer(server, out problem);
        return Mistakes.Result(problem is null ? [] : [problem]);
    }
}
