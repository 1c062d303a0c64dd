using HybridAdmin.ActiveDirectory;
using HybridAdmin.Configuration;
using HybridAdmin.Core.Changes;
using HybridAdmin.Storage;

namespace HybridAdmin.Hosting;

/// <summary>All settings, checked. No secret is in <see cref="object.ToString"/>.</summary>
internal sealed class ConsoleSettings
{
    private ConsoleSettings(SettingsReader reader)
    {
        Directory = DirectorySection.Read(reader);
        SignIn = SignInSection.Read(reader, Directory is not null);
        Roles = SignInSection.ReadGrants(reader, SignIn);
        Tokens = ApiSection.Read(reader);
        Changes = ChangesSection.Read(reader);
        Listen = ListenSection.Read(reader, IsSandbox);
        Storage = new StorageOptions
        {
            Folder = reader.FilePath("Storage:Path") ?? reader.DefaultPath("data"),
            KeyFile = reader.FilePath("Audit:KeyFile"),
            HeadFile = reader.FilePath("Audit:HeadFile"),
        };
        IsTenantConfigured = reader.Text("Tenant:TenantId") is not null;
        LaterSlices.Check(reader);
    }

    /// <summary>Null: the sandbox.</summary>
    public ActiveDirectoryOptions? Directory { get; }

    public bool IsSandbox => Directory is null;

    /// <summary>"Sandbox" or "Production": what the data folder is stamped with.</summary>
    public string Mode => IsSandbox ? "Sandbox" : "Production";

    public SignInMode SignIn { get; }

    public IReadOnlyList<RoleGrant> Roles { get; }

    public IReadOnlyList<ApiToken> Tokens { get; }

    public ChangeSettings Changes { get; }

    public ListenSettings Listen { get; }

    public StorageOptions Storage { get; }

    public bool IsTenantConfigured { get; }

    public IReadOnlyList<string> Warnings { get; private init; } = [];

    /// <param name="options">Keys given on the command line.</param>
    /// <exception cref="ConfigurationMistakeException">With every mistake found.</exception>
    public static ConsoleSettings Load(IConfiguration configuration, string contentRoot, IReadOnlyList<string> options)
    {
        var reader = new SettingsReader(configuration, contentRoot);
        foreach (var unknown in KnownSettings.FindUnknown(configuration, options)) reader.Mistake(unknown);
        var settings = new ConsoleSettings(reader) { Warnings = reader.Warnings };
        return reader.Mistakes.Count == 0 ? settings : throw new ConfigurationMistakeException(reader.Mistakes);
    }
}
