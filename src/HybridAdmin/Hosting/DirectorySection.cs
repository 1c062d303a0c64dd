using HybridAdmin.ActiveDirectory;
using HybridAdmin.Configuration;

namespace HybridAdmin.Hosting;

/// <summary>
/// Reads <c>Directory:</c>; without servers the console runs on the sandbox, and then nothing of a directory or tenant
/// may be set.
/// </summary>
internal static class DirectorySection
{
    /// <returns>Null: none is configured.</returns>
    public static ActiveDirectoryOptions? Read(SettingsReader reader)
    {
        var servers = reader.List("Directory:Servers");
        if (servers.Count == 0)
        {
            foreach (
                var key in new[] { reader.FirstGiven("Directory"), reader.FirstGiven("Tenant") }
                    .OfType<string>()
                    .Where(k => !k.StartsWith("Directory:Servers", StringComparison.OrdinalIgnoreCase))
            )
            {
                reader.Mistake(
                    $"{key} is set, but Directory:Servers names no domain controller. The sandbox does not "
                        + $"start beside such a setting: "
                        + "set for example Directory:Servers:0=ldaps://dc1.contoso.local, or remove it."
                );
            }

            return null;
        }

        var defaults = new ActiveDirectoryOptions();
        var options = new ActiveDirectoryOptions
        {
            Servers = servers,
            StartTls = reader.Flag("Directory:StartTls"),
            AllowPlaintext = reader.Flag("Directory:AllowPlaintext"),
            TrustedCertificates = reader.ExistingPath("Directory:TrustedCertificates", "/etc/hybridadmin/ca.pem"),
            UserName = reader.Text("Directory:UserName"),
            Password = reader.Secret("Directory:Password"),
            PasswordFile = reader.ExistingPath("Directory:PasswordFile", "/run/secrets/hybridadmin"),
            SearchBase = reader.Text("Directory:SearchBase"),
            Timeout = reader.Duration("Directory:Timeout") ?? defaults.Timeout,
            ConnectTimeout = reader.Duration("Directory:ConnectTimeout") ?? defaults.ConnectTimeout,
            PoolSize = reader.Number("Directory:PoolSize", 8) ?? defaults.PoolSize,
        };
        foreach (var mistake in options.Validate())
            reader.Mistake(mistake);
        foreach (var server in servers.Where(s => s.StartsWith("ldap://", StringComparison.OrdinalIgnoreCase)))
        {
            if (options.StartTls)
                continue;
            if (options.AllowPlaintext)
                reader.Warn($"{server} is spoken to without encryption (Directory:AllowPlaintext): for a lab only.");
            else
                reader.Mistake(
                    $"Directory:Servers has {server}, which is not encrypted. Write "
                        + $"ldaps://{server["ldap://".Length..]}, or set Directory:StartTls=true (or, in a "
                        + $"lab only, Directory:AllowPlaintext=true)."
                );
        }

        return options;
    }
}
