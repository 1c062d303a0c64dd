using HybridAdmin.ActiveDirectory;
using HybridAdmin.Core.Migration;
using HybridAdmin.Core.Settings;
using HybridAdmin.Options;
using Microsoft.Extensions.Options;

namespace HybridAdmin.Hosting;

/// <summary>
/// All settings, validated, in one place: the options from which the parts of the console are created.
/// <see cref="object.ToString"/> contains no secret.
/// </summary>
internal sealed class ConsoleSettings
{
    private ConsoleSettings(IServiceProvider services)
    {
        var source = services.GetRequiredService<SettingsSource>();
        var directory = Get<DirectoryOptions>();
        var signIn = Get<SignInOptions>();
        var listen = Get<ListenOptions>();
        var proxy = Get<ProxyOptions>();
        var sandbox = Get<SandboxOptions>();
        var changes = Get<ChangesOptions>();
        var api = Get<ApiOptions>();
        Directory = directory.Servers.Count == 0 ? null : directory.ToActiveDirectory();
        SignIn = signIn.ModeBeside(Directory is not null);
        OpenId = OpenIdSettings.Of(signIn);
        Roles = RoleGrant.Of(Get<AccessOptions>());
        Tokens = ApiToken.Of(api);
        CallsPerMinute = api.CallsPerMinute;
        Changes = new ChangeSettings
        {
            RequireReason = changes.RequireReason,
            ReasonPattern = changes.ReasonPattern,
            ConfirmAbove = changes.ConfirmAbove,
            CustomAttributeLabels = changes.CustomAttributeLabels,
            AcceptedDomains = Get<DomainsOptions>().Normalized,
            SyncedOrganizationalUnits = directory.SyncedOrganizationalUnits,
            CloudManagedOrganizationalUnits = directory.CloudManagedOrganizationalUnits,
        };
        Proxy = ProxySettings.Of(proxy, listen);
        Certificate = ServerCertificate.Of(proxy.Https);
        Listen = ListenSettings.Of(listen, sandbox);
        Storage = Get<StorageOptions>().ToStore(Get<AuditOptions>(), source.FullPath("data"));
        KeyPath = Get<StorageOptions>().KeyPath ?? Path.Combine(Storage.Folder, "keys");
        Tenant = source.FirstGiven("Tenant") is null ? null : Get<TenantOptions>().ToMicrosoft365();
        Dns = Get<DnsOptions>().ToResolver();
        SandboxSpeed = sandbox.Speed;
        Sync = SyncSettings.Of(Get<SyncOptions>());
        Telemetry = TelemetrySettings.Of(Get<TelemetryOptions>());
        WorkingHours = Get<MigrationOptions>().WorkingHours.ToHours(source.Time.LocalTimeZone);
        Warnings =
        [
            .. DirectoryOptionsValidator.WarningsOf(directory),
            .. OpenIdValidator.WarningsOf(signIn),
            .. CertificateValidator.WarningsOf(Certificate, source.Time),
        ];

        T Get<T>()
            where T : class => services.GetRequiredService<IOptionsMonitor<T>>().CurrentValue;
    }

    /// <summary>The directory; null for the sandbox.</summary>
    public ActiveDirectoryOptions? Directory { get; }

    public bool IsSandbox => Directory is null;

    /// <summary>"Sandbox" or "Production": the mode that the data folder is stamped with.</summary>
    public string Mode => IsSandbox ? "Sandbox" : "Production";

    public SignInMode SignIn { get; }

    /// <summary>The OpenID provider; null if people sign in by another method.</summary>
    public OpenIdSettings? OpenId { get; }

    public IReadOnlyList<RoleGrant> Roles { get; }

    public IReadOnlyList<ApiToken> Tokens { get; }

    public ChangeSettings Changes { get; }

    public ListenSettings Listen { get; }

    public ProxySettings Proxy { get; }

    /// <summary>The certificate of <c>Proxy:Https:Certificate</c>; null for the framework's setting, or none.</summary>
    public ServerCertificate? Certificate { get; }

    /// <summary>The number of API calls that one token may make in a minute.</summary>
    public int CallsPerMinute { get; }

    /// <summary>The folder of the keys of cookies and anti-forgery tokens.</summary>
    public string KeyPath { get; }

    public Storage.StorageOptions Storage { get; }

    /// <summary>The tenant; null if none is configured.</summary>
    public Microsoft365.TenantOptions? Tenant { get; }

    /// <summary>The DNS resolver for mail domains.</summary>
    public Dns.DnsOptions Dns { get; }

    /// <summary>The number of seconds of the simulated tenant that pass in one second.</summary>
    public int SandboxSpeed { get; }

    /// <summary>The command that starts a synchronisation; null if none is configured.</summary>
    public SyncSettings? Sync { get; }

    /// <summary>The hours in which the completion of a migration batch requires its name to be typed.</summary>
    public WorkingHours WorkingHours { get; }

    /// <summary>The destinations of metrics, traces and logs.</summary>
    public TelemetrySettings Telemetry { get; }

    /// <summary>Points that an administrator should know and that do not prevent the start.</summary>
    public IReadOnlyList<string> Warnings { get; }

    /// <param name="options">The keys given on the command line.</param>
    /// <exception cref="ConfigurationMistakeException">
    /// The settings are invalid; the message lists every mistake.
    /// </exception>
    public static ConsoleSettings Load(IConfiguration configuration, string contentRoot, IReadOnlyList<string> options)
    {
        using var services = new ServiceCollection()
            .AddConsoleOptions(new SettingsSource(configuration, contentRoot))
            .AddAdapterChecks()
            .BuildServiceProvider();
        string[] mistakes = [.. KnownSettings.FindUnknown(configuration, options), .. services.FindMistakes()];
        return mistakes.Length == 0 ? new ConsoleSettings(services) : throw new ConfigurationMistakeException(mistakes);
    }
}
