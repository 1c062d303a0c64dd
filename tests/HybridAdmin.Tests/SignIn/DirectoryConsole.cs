using HybridAdmin.Core.Audit;
using HybridAdmin.Core.Directory;
using HybridAdmin.Testing.Directory;
using HybridAdmin.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace HybridAdmin.Tests.SignIn;

/// <summary>A console in production mode on a fake directory with fake people.</summary>
internal sealed class DirectoryConsole : IAsyncDisposable
{
    /// <summary>The minimum settings; the server is never contacted.</summary>
    public static readonly string[] Settings =
    [
        "Directory:Servers:0=ldaps://dc1.contoso.test",
        "Directory:UserName=svc@contoso.test",
        "Directory:Password=secret",
        "SignIn:Mode=Directory",
        "Access:Roles:Helpdesk:0=Console Helpdesk",
        "Access:Roles:Administrator:0=Console Administrators",
        "Access:Roles:Auditor:0=Console Auditors",
    ];

    public required ConsoleHost Host { get; init; }

    public required FakeAccounts Accounts { get; init; }

    public required FakeDirectory Directory { get; init; }

    public required ManualTime Time { get; init; }

    public static async Task<DirectoryConsole> StartAsync(params string[] further)
    {
        var (accounts, directory, time) = (new FakeAccounts(), new FakeDirectory(), new ManualTime());
        accounts.Add("hanna", "right", "Console Helpdesk");
        return new DirectoryConsole
        {
            Accounts = accounts,
            Directory = directory,
            Time = time,
            Host = await ConsoleHost.StartAsync(
                [.. Settings, .. further],
                services => Replace(services, directory, accounts, time)
            ),
        };
    }

    public static void Replace(
        IServiceCollection services,
        FakeDirectory directory,
        FakeAccounts accounts,
        TimeProvider? time = null
    )
    {
        services.AddSingleton<IDirectory>(directory);
        services.AddSingleton<IDirectoryAccounts>(accounts);
        if (time is not null)
            services.AddSingleton(time);
    }

    public async Task<AuditEntry> LastRecordAsync(AuditAction action)
    {
        var log = Host.Services.GetRequiredService<IAuditLog>();
        return (
            await log.ListAsync(new AuditQuery { Action = action }, null, 1, CancellationToken.None)
        ).Items.Single();
    }

    public async Task<long> CountAsync(AuditAction action) =>
        await Host
            .Services.GetRequiredService<IAuditLog>()
            .CountAsync(new AuditQuery { Action = action }, CancellationToken.None);

    public ValueTask DisposeAsync() => Host.DisposeAsync();
}
