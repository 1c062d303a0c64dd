using HybridAdmin.Testing.ActiveDirectory;

namespace HybridAdmin.Tests.EndToEnd;

/// <summary>The settings of a console on a test domain controller.</summary>
internal static class DirectorySettings
{
    /// <summary>LDAPS with the correct CA.</summary>
    public static string[] Ldaps(SambaDomainController controller) =>
        [
            $"Directory:Servers:0={controller.Ldaps}",
            $"Directory:TrustedCertificates={controller.CertificateAuthority}",
            .. Common(controller),
        ];

    /// <summary>Plain LDAP through a gate.</summary>
    /// <param name="patience">The time that the console waits for an answer, in seconds.</param>
    public static string[] Through(LdapGate gate, SambaDomainController controller, int patience = 30) =>
        [
            $"Directory:Servers:0={gate.Url}",
            "Directory:AllowPlaintext=true",
            $"Directory:Timeout={TimeSpan.FromSeconds(patience)}",
            .. Common(controller),
        ];

    private static string[] Common(SambaDomainController controller) =>
        [
            $"Directory:UserName={controller.ServiceAccount}",
            $"Directory:Password={controller.Password("svc-hybrid")}",
            "SignIn:Mode=Directory",
            "Access:Roles:Helpdesk:0=HybridAdmin Helpdesk",
            "Access:Roles:RecipientAdministrator:0=HybridAdmin Recipient Administrators",
            "Access:Roles:Auditor:0=HybridAdmin Auditors",
            "Access:Roles:Administrator:0=HybridAdmin Administrators",
        ];
}
