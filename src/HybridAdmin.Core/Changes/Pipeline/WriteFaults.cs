using HybridAdmin.Core.Changes.Model;
using HybridAdmin.Core.Directory;
using HybridAdmin.Core.Tenant;

namespace HybridAdmin.Core.Changes.Pipeline;

/// <summary>Maps faults of directory and tenant to problems and to the text of a record.</summary>
internal static class WriteFaults
{
    /// <summary>Returns true for a fault of a destination, as opposed to an error in the console.</summary>
    public static bool Is(Exception exception) => exception is DirectoryFault or TenantFault;

    public static Problem ProblemOf(Exception fault) =>
        fault is TenantFault cloud ? ProblemOf(cloud) : ProblemOf((DirectoryFault)fault);

    public static Problem ProblemOf(DirectoryFault fault) =>
        fault.Kind switch
        {
            DirectoryFaultKind.NoSuchObject => new Problem(ProblemCode.NotFound, Words(fault)),
            DirectoryFaultKind.InsufficientRights
            or DirectoryFaultKind.ConstraintViolated
            or DirectoryFaultKind.Refused
            or DirectoryFaultKind.ValueExists
            or DirectoryFaultKind.ValueGone
            or DirectoryFaultKind.Unwilling => new Problem(ProblemCode.DirectoryRefused, Words(fault)),
            _ => new Problem(ProblemCode.DirectoryUnavailable, Words(fault)),
        };

    public static Problem ProblemOf(TenantFault fault) =>
        fault switch
        {
            { IsAway: true } => new Problem(ProblemCode.TenantUnavailable, Words(fault)),
            { Kind: TenantFaultKind.NotFound } => new Problem(ProblemCode.NotFound, Words(fault)),
            { Kind: TenantFaultKind.Denied } => new Problem(ProblemCode.AuthorityElsewhere, Words(fault)),
            _ => new Problem(ProblemCode.TenantRefused, Words(fault)),
        };

    /// <summary>Returns the console's sentence, with the server's own message if it contains more.</summary>
    public static string Words(Exception fault)
    {
        var said = fault switch
        {
            DirectoryFault directory => directory.ServerText,
            TenantFault cloud
                when !cloud.Message.Contains(cloud.ServerText ?? string.Empty, StringComparison.Ordinal) =>
                cloud.ServerText,
            _ => null,
        };
        return string.IsNullOrWhiteSpace(said) ? fault.Message : $"{fault.Message} The server says: {said}";
    }
}
