using System.Diagnostics;
using HybridAdmin.ActiveDirectory;
using HybridAdmin.Testing.ActiveDirectory;

namespace HybridAdmin.Benchmarks.Peers;

/// <summary>A real domain controller (Samba) with the requested number of additional people.</summary>
internal sealed class LoadedDomain : IAsyncDisposable
{
    private LoadedDomain(SambaDomainController controller, int people)
    {
        Controller = controller;
        People = people;
    }

    public SambaDomainController Controller { get; }

    public int People { get; }

    public static async Task<LoadedDomain> StartAsync(int people)
    {
        Console.WriteLine($"       a domain controller with {people:N0} people ...");
        var controller = await SambaDomainController.StartNewAsync();
        await controller.StopAsync();
        await LoadAsync(controller, people);
        await controller.StartAsync();
        return new LoadedDomain(controller, people);
    }

    public ActiveDirectoryOptions Options =>
        new()
        {
            Servers = [Controller.Ldaps],
            TrustedCertificates = Controller.CertificateAuthority,
            UserName = Controller.ServiceAccount,
            Password = Controller.Password("svc-hybrid"),
            Timeout = TimeSpan.FromMinutes(5),
        };

    /// <summary>The settings of a console that uses it.</summary>
    public string[] Settings =>
        [
            $"--Directory:Servers:0={Controller.Ldaps}",
            $"--Directory:TrustedCertificates={Controller.CertificateAuthority}",
            $"--Directory:UserName={Controller.ServiceAccount}",
            $"--Directory:Password={Controller.Password("svc-hybrid")}",
            "--SignIn:Mode=Directory",
            "--Access:Roles:Helpdesk:0=HybridAdmin Helpdesk",
            "--Access:Roles:Administrator:0=HybridAdmin Administrators",
        ];

    public ValueTask DisposeAsync() => Controller.DisposeAsync();

    /// <summary>
    /// Loads people into the stopped controller's database, the fastest method. Account names have a distinct letter:
    /// the controller already has people of this generator.
    /// </summary>
    private static async Task LoadAsync(SambaDomainController controller, int people)
    {
        var scripts = Path.Combine(SambaDomainController.ScriptFolder, "exchange-schema");
        var script = $"""
            set -euo pipefail
            /usr/bin/python3 '{scripts}/make-test-users.py' --base '{controller.DomainDn}' --root Bench --seed 7 --users {people} --contacts {people
                / 50} --groups {people / 50} \
              --big-group {Math.Min(people, 1800)} --per-ou 5000 --domain bench.contoso.com \
              | sed 's/^sAMAccountName: /&b-/' > '{controller.Folder}/bench.ldif'
            ldbadd --nosync -o batch_mode:1 -o transaction_index_cache_size:200000 -H '{controller.Folder}/private/sam.ldb' --configfile='{controller.Folder}/etc/smb.conf' '{controller.Folder}/bench.ldif'
            rm '{controller.Folder}/bench.ldif'
            """;
        var start = new ProcessStartInfo("bash", ["-c", script])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        await output;
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"Loading people failed: {await error}");
    }
}
