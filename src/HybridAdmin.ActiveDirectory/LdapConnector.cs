using System.Collections.Concurrent;
using System.DirectoryServices.Protocols;
using System.Net;
using HybridAdmin.Core.Directory;

namespace HybridAdmin.ActiveDirectory;

/// <summary>
/// Opens, encrypts and binds connections. Blocking; failures are reported as <see cref="DirectoryFault"/>.
/// </summary>
internal sealed class LdapConnector(ActiveDirectoryOptions options, TrustedCertificates trusted, TimeProvider time)
{
    private static readonly TimeSpan KnownToAnswer = TimeSpan.FromSeconds(30);

    private readonly ConcurrentDictionary<string, long> answered = new(StringComparer.Ordinal);

    /// <summary>Opens a connection bound as the service account.</summary>
    public ILdapLink ConnectService(ServerAddress server)
    {
        if (string.IsNullOrEmpty(options.UserName))
            return Connect(server, null, isPerson: false);
        return Connect(server, new NetworkCredential(options.UserName, ServicePassword()), isPerson: false);
    }

    /// <summary>Binds once as a person and closes the connection at once.</summary>
    /// <exception cref="DirectoryFault">CredentialsRefused with result code 49 and the server's text, if the person is
    /// refused.</exception>
    public void BindPerson(ServerAddress server, DistinguishedName person, string password) =>
        Connect(server, new NetworkCredential(person.ToString(), password), isPerson: true).Dispose();

    /// <summary>The result code of a refused bind that has no response object; libldap still has the code.</summary>
    public static int CodeWithoutResponse(LdapConnection connection, DirectoryOperationException problem) =>
        problem.Response is { } answer ? (int)answer.ResultCode
        : OperatingSystem.IsWindows() ? (int)ResultCode.StrongAuthRequired // the code that Bind reports in practice
        : LibLdap.ResultCode(connection);

    private ILdapLink Connect(ServerAddress server, NetworkCredential? credential, bool isPerson)
    {
        var encrypted = server.IsLdaps || options.StartTls;
        RefusePlaintext(server, encrypted, credential, isPerson);
        if (encrypted)
            RefuseSilence(server);
        string? seenProblem = null;
        var connection = new LdapConnection(
            new LdapDirectoryIdentifier(
                server.Host,
                server.Port,
                fullyQualifiedDnsHostName: false,
                connectionless: false
            ),
            credential,
            credential is null ? AuthType.Negotiate : AuthType.Basic
        );
        try
        {
            Configure(connection, server, encrypted, credential is null, problem => seenProblem = problem);
            if (!server.IsLdaps && options.StartTls)
                connection.SessionOptions.StartTransportLayerSecurity(null);
            connection.Bind();
            answered[server.Text] = time.GetTimestamp();
            return new LdapLink(connection, options.Timeout);
        }
        catch (Exception problem) when (problem is LdapException or DirectoryOperationException)
        {
            var failure = problem is LdapException ldap
                ? new LdapFailure(ldap.ErrorCode, ldap.ServerErrorMessage, problem)
                : new LdapFailure(
                    CodeWithoutResponse(connection, (DirectoryOperationException)problem),
                    problem.Message,
                    problem
                );
            connection.Dispose();
            if (failure.ConnectionLost)
                answered.TryRemove(server.Text, out _);
            throw Explain(server, encrypted, failure, seenProblem);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private void Configure(
        LdapConnection connection,
        ServerAddress server,
        bool encrypted,
        bool negotiate,
        Action<string> onBadCertificate
    )
    {
        var session = connection.SessionOptions;
        session.ProtocolVersion = 3;
        session.ReferralChasing = ReferralChasingOptions.None;
        connection.Timeout = options.Timeout;

        // Neither library may reconnect on its own: the new connection would be unbound, or a write might be sent
        // twice.
        connection.AutoBind = false;
        if (server.IsLdaps)
            session.SecureSocketLayer = true;

        if (!OperatingSystem.IsWindows())
        {
            LibLdap.SetTimeouts(connection, options.ConnectTimeout, options.Timeout);
            LibLdap.SetAddress(connection, server);
            if (encrypted)
                LibLdap.SetTrust(connection, trusted.BundleFile());
            return;
        }

        session.AutoReconnect = false;
        session.SendTimeout = options.ConnectTimeout;
        if (negotiate && !encrypted)
            session.Signing = session.Sealing = true;
        if (encrypted && trusted.Read() is { } roots)
        {
            session.VerifyServerCertificate = (_, presented) =>
            {
                using var certificate = new System.Security.Cryptography.X509Certificates.X509Certificate2(presented);
                var problem = CertificateCheck.Problem(certificate, [], server.Host, roots, time.GetUtcNow());
                if (problem is not null)
                    onBadCertificate(problem);
                return problem is null;
            };
        }
    }

    private void RefusePlaintext(ServerAddress server, bool encrypted, NetworkCredential? credential, bool isPerson)
    {
        if (encrypted || credential is null)
            return; // Negotiate never sends the password, and seals what follows
        if (!options.AllowPlaintext)
        {
            throw new DirectoryFault(
                DirectoryFaultKind.EncryptionRequired,
                $"{server} would receive the password in the clear. Use ldaps:// in Directory:Servers or set "
                    + $"Directory:StartTls to true "
                    + "(or, in a lab only, Directory:AllowPlaintext)."
            )
            {
                Server = server.Text,
            };
        }

        if (isPerson && !server.IsLoopback)
        {
            throw new DirectoryFault(
                DirectoryFaultKind.EncryptionRequired,
                $"Nobody can sign in over {server}: people's passwords are never sent in the clear, whatever "
                    + $"Directory:AllowPlaintext says. "
                    + "Use ldaps:// in Directory:Servers or set Directory:StartTls to true."
            )
            {
                Server = server.Text,
            };
        }
    }

    /// <summary>
    /// Refuses a server that accepts a connection and then sends nothing. libldap would wait for ever in the handshake
    /// and block its thread, so a server that has not answered lately is tried here first. The decision about the
    /// certificate remains libldap's.
    /// </summary>
    private void RefuseSilence(ServerAddress server)
    {
        if (
            OperatingSystem.IsWindows()
            || (answered.TryGetValue(server.Text, out var last) && time.GetElapsedTime(last) < KnownToAnswer)
        )
            return;
        if (!CertificateProbe.Look(server, trusted.Read(), options.ConnectTimeout, time).IsSilent)
            return;
        throw new DirectoryFault(DirectoryFaultKind.Unreachable, LdapFaultMapper.Unreachable(server))
        {
            Server = server.Text,
        };
    }

    private DirectoryFault Explain(ServerAddress server, bool encrypted, LdapFailure failure, string? seenProblem)
    {
        // libldap does not distinguish a server with a rejected certificate from one that is switched off.
        var problem =
            seenProblem
            ?? (
                encrypted && failure.ConnectionLost
                    ? CertificateProbe.Problem(server, trusted.Read(), options.ConnectTimeout, time)
                    : null
            );
        if (problem is not null)
        {
            return new DirectoryFault(
                DirectoryFaultKind.NotTrusted,
                $"The certificate of {server} is not trusted: {problem}. No password was sent. Set "
                    + $"Directory:TrustedCertificates to the "
                    + "certificate of the CA, and use a name in Directory:Servers that the certificate carries.",
                failure
            )
            {
                Server = server.Text,
                ResultCode = failure.Code,
                ServerText = failure.ServerText,
            };
        }

        var kind = LdapFaultMapper.Kind(failure.Code);
        var sentence = kind switch
        {
            DirectoryFaultKind.CredentialsRefused =>
                $"{server} refused the service account {options.UserName}. Check Directory:UserName and "
                    + $"Directory:Password or PasswordFile.",
            DirectoryFaultKind.EncryptionRequired =>
                $"{server} accepts no sign-in without encryption. Use ldaps:// in Directory:Servers or set "
                    + $"Directory:StartTls to true.",
            DirectoryFaultKind.TimeLimitExceeded => $"{server} accepted the connection but did not answer in time.",
            DirectoryFaultKind.Unreachable => LdapFaultMapper.Unreachable(server),
            _ => $"{server} refused the connection with LDAP result {failure.Code}.",
        };
        return new DirectoryFault(kind, sentence, failure)
        {
            Server = server.Text,
            ResultCode = failure.Code,
            ServerText = failure.ServerText,
        };
    }

    private string ServicePassword()
    {
        var password = options.Password;
        if (string.IsNullOrEmpty(password) && !string.IsNullOrEmpty(options.PasswordFile))
        {
            try
            {
                password = File.ReadAllText(options.PasswordFile).TrimEnd('\r', '\n');
            }
            catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
            {
                throw new DirectoryFault(
                    DirectoryFaultKind.CredentialsRefused,
                    $"Directory:PasswordFile ({options.PasswordFile}) could not be read: {problem.Message}",
                    problem
                );
            }
        }

        // A bind without a password succeeds as anonymous (RFC 4513, 5.1.2), and libldap ends the password at a NUL.
        return !string.IsNullOrEmpty(password) && !password.Contains('\0', StringComparison.Ordinal)
            ? password
            : throw new DirectoryFault(
                DirectoryFaultKind.CredentialsRefused,
                "The service account has no usable password. Set Directory:Password or Directory:PasswordFile."
            );
    }
}
