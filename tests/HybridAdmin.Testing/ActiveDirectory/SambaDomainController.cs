using System.Diagnostics;
using HybridAdmin.Testing.Running;

namespace HybridAdmin.Testing.ActiveDirectory;

/// <summary>
/// A real Active Directory domain controller (Samba) on its own loopback address, with a copy of the provisioned data
/// of its kind. It ends with this process in all cases, because its standard input is connected to it.
/// </summary>
public sealed class SambaDomainController : IAsyncDisposable
{
    private static readonly TimeSpan StopPatience = TimeSpan.FromSeconds(20);

    private readonly LoopbackAddress address;
    private Process? process;

    private SambaDomainController(string kind, LoopbackAddress address, string folder)
    {
        Kind = kind;
        this.address = address;
        Folder = folder;
    }

    /// <summary>contoso (with Exchange schema and some 2,300 recipients) or plain (fabrikam, without).</summary>
    public string Kind { get; }

    /// <summary>tests/active-directory.</summary>
    public static string ScriptFolder => TestDomainControllerScript.Folder;

    public string Address => address.Text;

    public string Ldaps => $"ldaps://{Address}";

    public string Ldap => $"ldap://{Address}";

    /// <summary>The CA to trust, as a PEM file.</summary>
    public string CertificateAuthority => Path.Combine(Folder, "tls", "ca.crt");

    /// <summary>The folder of its data; removed at the end.</summary>
    public string Folder { get; }

    public string DomainDn => Kind == "plain" ? "DC=fabrikam,DC=local" : "DC=contoso,DC=local";

    public string ServiceAccount => Kind == "plain" ? "svc-hybrid@fabrikam.local" : "svc-hybrid@contoso.local";

    public string Administrator => Kind == "plain" ? "administrator@fabrikam.local" : "administrator@contoso.local";

    public string AdministratorPassword => "Passw0rd!Adm1n";

    /// <summary>
    /// Starts a new controller. The first of its kind on a machine takes half a minute, the others about a second.
    /// </summary>
    /// <param name="kind">contoso or plain.</param>
    /// <param name="options">Options of dc.sh prepare, e.g. --strong-auth, --wrong-certificate, --wrong-name.</param>
    public static async Task<SambaDomainController> StartNewAsync(string kind = "contoso", params string[] options)
    {
        Category.Require(Category.Samba);
        await TestDomainControllerScript.RunAsync("provision", kind);
        var address = LoopbackAddress.Claim();
        var folder = System.IO.Directory.CreateTempSubdirectory("hybridadmin-dc-").FullName;
        var controller = new SambaDomainController(kind, address, folder);
        try
        {
            await TestDomainControllerScript.RunAsync(["prepare", kind, folder, address.Text, .. options]);
            await controller.StartAsync();
            return controller;
        }
        catch
        {
            await controller.DisposeAsync();
            throw;
        }
    }

    /// <summary>The password of a person or service account in the test directories (people/*-passwords.tsv).</summary>
    public string Password(string account) =>
        File.ReadLines(Path.Combine(TestDomainControllerScript.Folder, "people", $"{Kind}-passwords.tsv"))
            .Select(line => line.Split('\t'))
            .First(fields => fields is [var name, _] && name == account)[1];

    /// <summary>The state of the process and the end of its log, for messages of failed tests.</summary>
    public string Describe()
    {
        var log = Path.Combine(Folder, "samba.log");
        var tail = File.Exists(log) ? string.Join('\n', File.ReadLines(log).TakeLast(15)) : "no log";
        return $"{Kind} on {Address}, {(process is { HasExited: false } ? "running" : "not running")}\n{tail}";
    }

    /// <summary>Starts it (again) on its existing data, and waits until it answers.</summary>
    public async Task StartAsync()
    {
        process = TestDomainControllerScript.Start("run", Folder);
        var ended = process.WaitForExitAsync();
        var ready = TestDomainControllerScript.RunAsync("wait", Address);
        if (await Task.WhenAny(ended, ready) == ended)
        {
            // Ends without being awaited; its result is no longer relevant.
            _ = ready.ContinueWith(t => t.Exception, TaskScheduler.Default);
            throw new InvalidOperationException(
                $"The domain controller ended at once: {await process.StandardError.ReadToEndAsync()}"
            );
        }

        await ready;
    }

    /// <summary>Stops it as its machine's shutdown would: connections break.</summary>
    public async Task StopAsync()
    {
        if (process is null)
            return;
        process.StandardInput.Close();
        try
        {
            await process.WaitForExitAsync().WaitAsync(StopPatience);
        }
        catch (TimeoutException)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
        }

        process.Dispose();
        process = null;
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        address.Dispose();
        if (System.IO.Directory.Exists(Folder))
            System.IO.Directory.Delete(Folder, recursive: true);
    }
}
