using Microsoft.Extensions.Options;

namespace HybridAdmin.Options;

internal static class OptionsServices
{
    /// <summary>Registers every options class with its validators, all of which run at start.</summary>
    public static IServiceCollection AddConsoleOptions(this IServiceCollection services, SettingsSource source) =>
        services
            .AddSingleton(source)
            .AddSection<ListenOptions>()
            .AddSection<StorageOptions>()
            .AddSection<DirectoryOptions>()
            .AddSection<TenantOptions>()
            .AddSection<SyncOptions>()
            .AddSection<DnsOptions>()
            .AddSection<SignInOptions>()
            .AddSection<AccessOptions>()
            .AddSection<ApiOptions>()
            .AddSection<AuditOptions>()
            .AddSection<ChangesOptions>()
            .AddSection<DomainsOptions>()
            .AddSection<MigrationOptions>()
            .AddSection<ProxyOptions>()
            .AddSection<TelemetryOptions>()
            .AddSection<SandboxOptions>()
            .AddSingleton<IValidateOptions<ListenOptions>, ListenOptionsValidator>()
            .AddSingleton<IValidateOptions<DirectoryOptions>, DirectoryOptionsValidator>()
            .AddSingleton<IValidateOptions<SyncOptions>, SyncOptionsValidator>()
            .AddSingleton<IValidateOptions<SignInOptions>, SignInOptionsValidator>()
            .AddSingleton<IValidateOptions<SignInOptions>, OpenIdValidator>()
            .AddSingleton<IValidateOptions<AccessOptions>, AccessOptionsValidator>()
            .AddSingleton<IValidateOptions<ApiOptions>, ApiOptionsValidator>()
            .AddSingleton<IValidateOptions<ChangesOptions>, ChangesOptionsValidator>()
            .AddSingleton<IValidateOptions<DomainsOptions>, DomainsOptionsValidator>()
            .AddSingleton<IValidateOptions<MigrationOptions>, MigrationOptionsValidator>()
            .AddSingleton<IValidateOptions<ProxyOptions>, ProxyOptionsValidator>()
            .AddSingleton<IValidateOptions<ProxyOptions>, CertificateValidator>()
            .AddSingleton<IValidateOptions<TelemetryOptions>, TelemetryOptionsValidator>()
            .AddSingleton<IValidateOptions<SandboxOptions>, SandboxOptionsValidator>();

    /// <summary>Validates all options, as a host does before it starts its services.</summary>
    /// <returns>A sentence for each mistake, in the order of the sections; empty if all options are valid.</returns>
    public static IReadOnlyList<string> FindMistakes(this IServiceProvider services)
    {
        try
        {
            services.GetRequiredService<IStartupValidator>().Validate();
            return [];
        }
        catch (OptionsValidationException exception)
        {
            return [.. exception.Failures];
        }
        catch (AggregateException exception) when (exception.InnerExceptions.All(e => e is OptionsValidationException))
        {
            return [.. exception.InnerExceptions.Cast<OptionsValidationException>().SelectMany(e => e.Failures)];
        }
    }

    private static IServiceCollection AddSection<T>(this IServiceCollection services)
        where T : class, new()
    {
        services.AddOptionsWithValidateOnStart<T>();
        return services
            .AddSingleton<BoundSection<T>>()
            .AddSingleton<IConfigureOptions<T>>(s => s.GetRequiredService<BoundSection<T>>())
            .AddSingleton<IValidateOptions<T>>(s => s.GetRequiredService<BoundSection<T>>());
    }
}
