using HybridAdmin.ActiveDirectory;
using HybridAdmin.Core.Migration;
using HybridAdmin.Core.Settings;
using HybridAdmin.Options;
using Microsoft.Extensions.Options;

namespace HybridAdmin.Hosting;

/// <summary>
/// All settings, checked: what the parts of the console are made with, of the options in one place. No secret is in
/// <see cref="object.ToString"/>.
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

    /// <summary>Null: the sandbox.</summary>
    public ActiveDirectoryOptions? Directory { get; }

    public bool IsSandbox => Directory is null;

    /// <summary>"Sandbox" or "Production": what the data folder is stamped with.</summary>
    public string Mode => IsSandbox ? "Sandbox" : "Production";

    public SignInMode SignIn { get; }

    /// <summary>Null: people sign in otherwise.</summary>
    public OpenIdSettings? OpenId { get; }

    public IReadOnlyList<RoleGrant> Roles { get; }

    public IReadOnlyList<ApiToken> Tokens { get; }

    public ChangeSettings Changes { get; }

    public ListenSettings Listen { get; }

    public ProxySettings Proxy { get; }

    /// <summary>Of <c>Proxy:Https:Certificate</c>; null: the framework's keys, or none.</summary>
    public ServerCertificate? Certificate { get; }

    /// <summary>Calls of the API that one token may make in a minute.</summary>
    public int CallsPerMinute { get; }

    /// <summary>Folder of the keys of cookies and anti-forgery tokens.</summary>
    public string KeyPath { get; }

    public Storage.StorageOptions Storage { get; }

    /// <summary>Null: none is configured.</summary>
    public Microsoft365.TenantOptions? Tenant { get; }

    /// <summary>Whom to ask about mail domains.</summary>
    public Dns.DnsOptions Dns { get; }

    /// <summary>How many seconds of the simulated tenant pass in one.</summary>
    public int SandboxSpeed { get; }

    /// <summary>What starts a synchronisation; null: no command is configured.</summary>
    public SyncSettings? Sync { get; }

    /// <summary>When a completion of a migration batch wants its name typed.</summary>
    public WorkingHours WorkingHours { get; }

    /// <summary>Things that an administrator should know and that do not stand in the way of a start.</summary>
    public IReadOnlyList<string> Warnings { get; }

    /// <param name="options">Keys given on the command line.</param>
    /// <exception cref="ConfigurationMistakeException">With every mistake found.</exception>
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
