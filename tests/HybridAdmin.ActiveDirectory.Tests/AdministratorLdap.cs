using System.DirectoryServices.Protocols;
using System.Net;
using HybridAdmin.Testing.ActiveDirectory;

namespace HybridAdmin.ActiveDirectory.Tests;

/// <summary>Operations that the port does not offer, carried out with the library itself.</summary>
internal static class AdministratorLdap
{
    /// <summary>Creates a person and deletes it again; returns the account name.</summary>
    public static async Task<string> MakeDeletedPersonAsync(SambaDomainController controller)
    {
        var account = $"gone{Random.Shared.Next(100000)}";
        var dn = $"CN={account},CN=Users,{controller.DomainDn}";
        await RunAsync(
            controller,
            new AddRequest(
                dn,
                new DirectoryAttribute("objectClass", "user"),
                new DirectoryAttribute("sAMAccountName", account)
            ),
            new DeleteRequest(dn)
        );
        return account;
    }

    /// <summary>Sends requests as the domain's administrator.</summary>
    public static Task RunAsync(SambaDomainController controller, params DirectoryRequest[] requests) =>
        Task.Run(() =>
        {
            using var connection = new LdapConnection(
                new LdapDirectoryIdentifier(controller.Address, 389),
                new NetworkCredential(controller.Administrator, controller.AdministratorPassword),
                AuthType.Basic
            );
            connection.SessionOptions.ProtocolVersion = 3;
            // Also enables the restart of calls that signals interrupt.
            LibLdap.SetTimeouts(connection, TimeSpan.FromSeconds(20), TimeSpan.FromSeconds(20));
            try
            {
                connection.Bind();
                foreach (var request in requests)
                    connection.SendRequest(request);
            }
            catch (LdapException problem)
            {
                throw new InvalidOperationException(
                    $"{problem.Message} ({problem.ErrorCode}): {controller.Describe()}",
                    problem
                );
            }
        });
}
