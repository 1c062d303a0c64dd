using HybridAdmin.ActiveDirectory;
using HybridAdmin.Configuration;
using HybridAdmin.Core.Changes;
using HybridAdmin.Core.Migration;
using HybridAdmin.Dns;
using HybridAdmin.Microsoft365;
using HybridAdmin.Storage;

namespace HybridAdmin.Hosting;

/// <summary>All settings, checked. No secret is in <see cref="object.ToString"/>.</summary>
internal sealed class ConsoleSettings
{
    private ConsoleSettings(SettingsReader reader)
    {
        Directory = DirectorySection.Read(reader);
        SignIn = SignInSection.Read(reader, Directory is not null);
        OpenId = OpenIdSection.Read(reader, SignIn);
        Roles = SignInSection.ReadGrants(reader, SignIn);
        Tokens = ApiSection.Read(reader);
        CallsPerMinute = ApiSection.ReadCallsPerMinute(reader);
        Changes = ChangesSection.Read(reader);
        Proxy = ProxySection.Read(reader);
        Certificate = CertificateSection.Read(reader);
        Listen = ListenSection.Read(reader, IsSandbox, Proxy);
        Storage = new StorageOptions
        {
            Folder = reader.FilePath("Storage:Path") ?? reader.DefaultPath("data"),
            KeyFile = reader.FilePath("Audit:KeyFile"),
            HeadFile = reader.FilePath("Audit:HeadFile"),
        };
        KeyPath = reader.FilePath("Storage:KeyPath") ?? Path.Combine(Storage.Folder, "keys");
        Tenant = Directory is null ? null : TenantSection.Read(reader);
        Dns = DnsSection.Read(reader);
        SandboxSpeed = SandboxSection.ReadSpeed(reader, IsSandbox);
        Sync = SyncSection.Read(reader, IsSandbox);
        WorkingHours = MigrationSection.Read(reader);
        LaterSlices.Check(reader);
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

    public StorageOptions Storage { get; }

    /// <summary>Null: none is configured.</summary>
    public TenantOptions? Tenant { get; }

    /// <summary>Whom to ask about mail domains.</summary>
    public DnsOptions Dns { get; }

    /// <summary>How many seconds of the simulated tenant pass in one.</summary>
    public int SandboxSpeed { get; }

    /// <summary>What starts a synchronisation; null: no command is configured.</summary>
    public SyncSettings? Sync { get; }

    /// <summary>When a completion of a migration batch wants its name typed.</summary>
    public WorkingHours WorkingHours { get; }

    public IReadOnlyList<string> Warnings { get; private init; } = [];

    /// <param name="options">Keys given on the command line.</param>
    /// <exception cref="ConfigurationMistakeException">With every mistake found.</exception>
    public static ConsoleSettings Load(IConfiguration configuration, string contentRoot, IReadOnlyList<string> options)
    {
        var reader = new SettingsReader(configuration, contentRoot);
        foreach (var unknown in KnownSettings.FindUnknown(configuration, options))
            reader.Mistake(unknown);
        var settings = new ConsoleSettings(reader) { Warnings = reader.Warnings };
        return reader.Mistakes.Count == 0 ? settings : throw new ConfigurationMistakeException(reader.Mistakes);
    }
}
