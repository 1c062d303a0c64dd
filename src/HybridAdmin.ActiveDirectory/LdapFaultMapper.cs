using HybridAdmin.Core.Directory;

namespace HybridAdmin.ActiveDirectory;

/// <summary>
/// Maps LDAP results to faults with a sentence for administrators: the problem, the server and the remedy.
/// </summary>
internal static class LdapFaultMapper
{
    /// <summary>Maps the failure of a search or read.</summary>
    public static DirectoryFault Read(LdapFailure failure, ServerAddress server) =>
        Fault(Kind(failure.Code), failure, server, "read");

    /// <summary>
    /// Maps the failure of a modify. After a lost connection or a time-out it is unknown whether it was carried out.
    /// </summary>
    public static DirectoryFault Write(LdapFailure failure, ServerAddress server, DirectoryModification modification)
    {
        if (failure.ConnectionLost)
        {
            return new DirectoryFault(
                failure.IsTimeout ? DirectoryFaultKind.TimeLimitExceeded : DirectoryFaultKind.Unreachable,
                $"{server} did not confirm the change before the connection ended. It may have been carried "
                    + $"out: read the object to find out.",
                failure
            )
            {
                Server = server.Text,
                ResultCode = failure.Code,
                ServerText = failure.ServerText,
                OutcomeUnknown = true,
            };
        }

        // Result 16 also means that the schema does not have the attribute; that is the meaning if nothing was to be
        // deleted.
        var deletes = modification.Steps.Any(s => s.Kind == ModificationKind.Delete);
        var kind = failure.Code switch
        {
            16 => deletes ? DirectoryFaultKind.ValueGone : DirectoryFaultKind.Refused,
            10 => DirectoryFaultKind.Unwilling, // a referral: a read-only copy, or another domain's object
            _ => Kind(failure.Code),
        };
        return Fault(kind, failure, server, "changed");
    }

    public static DirectoryFaultKind Kind(int code) =>
        code switch
        {
            3 or LdapFailure.ClientTimeout => DirectoryFaultKind.TimeLimitExceeded,
            4 => DirectoryFaultKind.SizeLimitExceeded,
            7 or 48 or 49 => DirectoryFaultKind.CredentialsRefused,
            8 or 13 => DirectoryFaultKind.EncryptionRequired,
            16 => DirectoryFaultKind.ValueGone,
            19 or 21 or 65 => DirectoryFaultKind.ConstraintViolated,
            20 or 68 => DirectoryFaultKind.ValueExists,
            10 or 32 => DirectoryFaultKind.NoSuchObject,
            50 => DirectoryFaultKind.InsufficientRights,
            51 or 52 or 53 => DirectoryFaultKind.Unwilling,
            81 or 91 or < 0 => DirectoryFaultKind.Unreachable,
            _ => DirectoryFaultKind.Refused,
        };

    private static DirectoryFault Fault(DirectoryFaultKind kind, LdapFailure failure, ServerAddress server, string done)
    {
        var sentence = kind switch
        {
            DirectoryFaultKind.TimeLimitExceeded =>
                $"{server} did not answer in time (Directory:Timeout). Try again, or narrow the search.",
            DirectoryFaultKind.SizeLimitExceeded => $"{server} stopped at its size limit before all entries were read.",
            DirectoryFaultKind.CredentialsRefused =>
                $"{server} no longer accepts the service account. Check Directory:UserName and its password.",
            DirectoryFaultKind.EncryptionRequired =>
                $"{server} wants an encrypted connection. Use ldaps:// in Directory:Servers, or set "
                    + $"Directory:StartTls.",
            DirectoryFaultKind.ValueGone =>
                $"Nothing was changed: a value to remove is no longer there on {server}. Somebody else "
                    + $"changed the object; look at it again.",
            DirectoryFaultKind.ConstraintViolated =>
                $"Nothing was changed: {server} refused a value as too long, of the wrong form or not unique.",
            DirectoryFaultKind.ValueExists => $"Nothing was changed: a value to add is there already on {server}.",
            DirectoryFaultKind.NoSuchObject =>
                $"{server} does not have the object, or the service account may not see it.",
            DirectoryFaultKind.InsufficientRights =>
                $"The service account may not do this on {server}; nothing was {done}. Delegate the right to "
                    + $"it, or leave the object to its administrators.",
            DirectoryFaultKind.Unwilling =>
                $"{server} is not willing to do this now: it is busy, or holds a read-only copy. Nothing was {done}.",
            DirectoryFaultKind.Unreachable => Unreachable(server),
            _ => $"{server} refused with LDAP result {failure.Code}; nothing was {done}.",
        };
        return new DirectoryFault(kind, sentence, failure)
        {
            Server = server.Text,
            ResultCode = failure.Code,
            ServerText = failure.ServerText,
        };
    }

    public static string Unreachable(ServerAddress server) =>
        $"{server} does not answer. Check that the domain controller runs and that port {server.Port} of "
        + $"{server.Host} can be reached from here.";
}
