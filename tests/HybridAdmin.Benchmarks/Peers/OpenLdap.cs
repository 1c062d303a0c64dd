using System.Diagnostics;
using HybridAdmin.Testing.ActiveDirectory;

namespace HybridAdmin.Benchmarks.Peers;

/// <summary>OpenLDAP's C clients on the same domain controller, over the same kind of connection.</summary>
internal sealed class OpenLdap(LoadedDomain domain)
{
    /// <summary>ldapsearch with pages of 1000, its output discarded.</summary>
    public Task SearchAsync(string filter, IEnumerable<string> attributes) =>
        RunAsync(
            "ldapsearch",
            ["-LLL", "-E", "pr=1000/noprompt", "-b", domain.Controller.DomainDn, filter, .. attributes],
            input: null
        );

    /// <summary>ldapmodify with these records, one after the other on one connection.</summary>
    public Task ModifyAsync(string ldif) => RunAsync("ldapmodify", [], ldif);

    private async Task RunAsync(string program, string[] arguments, string? input)
    {
        var account = domain.Controller;
        var start = new ProcessStartInfo(
            "bash",
            [
                "-c",
                "exec \"$0\" \"$@\" > /dev/null",
                program,
                "-x",
                "-H",
                account.Ldaps,
                "-D",
                account.ServiceAccount,
                "-w",
                account.Password("svc-hybrid"),
                .. arguments,
            ]
        )
        {
            RedirectStandardInput = true,
            RedirectStandardError = true,
        };
        start.Environment["LDAPTLS_CACERT"] = account.CertificateAuthority;
        using var process = Process.Start(start)!;
        if (input is not null)
            await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        var error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{program} ended with {process.ExitCode}: {await error}");
    }
}
