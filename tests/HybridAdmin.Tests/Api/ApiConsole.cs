using System.Security.Cryptography;
using System.Text;
using HybridAdmin.Core.Access;
using HybridAdmin.Core.Audit;
using HybridAdmin.Core.Indexing;
using HybridAdmin.Core.Tenant;
using HybridAdmin.Testing.Running;
using HybridAdmin.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace HybridAdmin.Tests.Api;

/// <summary>
/// The real console in this process on a port that the system chooses, with one token per role. Without further
/// settings it uses the sandbox.
/// </summary>
internal sealed class ApiConsole : IAsyncDisposable
{
    private static readonly string[] Tokens = [.. Enum.GetNames<Role>()];

    private readonly ConsoleHost host;

    private ApiConsole(ConsoleHost host) => this.host = host;

    public Uri Address => host.Address;

    public IServiceProvider Services => host.Services;

    public IAuditLog Audit => Services.GetRequiredService<IAuditLog>();

    /// <param name="settings">Settings such as "SignIn:Mode=Directory".</param>
    /// <param name="overrides">Registrations that replace the console's.</param>
    /// <param name="folder">The data folder; null: one that is removed with the console.</param>
    public static async Task<ApiConsole> StartAsync(
        IEnumerable<string>? settings = null,
        Action<IServiceCollection>? overrides = null,
        string? folder = null
    ) => new(await ConsoleHost.StartAsync([.. TokenSettings, .. settings ?? []], overrides, folder));

    /// <summary>One token per role, named after it, and a rate limit that no test reaches.</summary>
    public static IReadOnlyList<string> TokenSettings { get; } =
    [
        "Api:CallsPerMinute=1000000",
        .. Tokens.SelectMany(
            (name, i) =>
                new[]
                {
                    $"Api:Tokens:{i}:Name={name}",
                    $"Api:Tokens:{i}:Role={name}",
                    $"Api:Tokens:{i}:Sha256={HashOf(TokenOf(name))}",
                }
        ),
    ];

    /// <summary>The token with a name in the settings.</summary>
    public static string TokenOf(string name) => $"{name}-8f14e45fceea167a5a36dedd4bea2543";

    public static string HashOf(string token) =>
        Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(token))).ToLowerInvariant();

    /// <summary>A caller with the role's token.</summary>
    public ApiCaller As(Role role) => new(Address, TokenOf(role.ToString()));

    /// <summary>A caller with another token, or (null) none.</summary>
    public ApiCaller With(string? token) => new(Address, token);

    /// <summary>Waits until the lists are loaded.</summary>
    public Task IndexLoadedAsync()
    {
        var index = Services.GetRequiredService<RecipientIndex>();
        var tenant = Services.GetRequiredService<ITenant>();
        return ConsoleHost.UntilAsync(
            () =>
                Task.FromResult(
                    index.Status.State == RecipientIndexState.Ready
                        && (tenant.Status.State == TenantState.NotConnected || tenant.Index.Current.At is not null)
                ),
            "the indexes to be loaded"
        );
    }

    public Task<long> CountRecordsAsync() => Audit.CountAsync(new AuditQuery(), CancellationToken.None);

    /// <summary>The newest record about an object.</summary>
    public async Task<AuditEntry> LastRecordAsync(Guid target) =>
        (
            await Audit.ListAsync(new AuditQuery { Target = target.ToString() }, null, 1, CancellationToken.None)
        ).Items.Single();

    /// <summary>A browser without cookies or history.</summary>
    public Visitor Visit() => host.Visit();

    public ValueTask DisposeAsync() => host.DisposeAsync();
}
