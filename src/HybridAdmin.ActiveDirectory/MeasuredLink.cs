using System.Diagnostics;
using System.Diagnostics.Metrics;
using HybridAdmin.Core.Directory;
using HybridAdmin.Core.Telemetry;

namespace HybridAdmin.ActiveDirectory;

/// <summary>A connection whose calls are measured by operation and outcome.</summary>
internal sealed class MeasuredLink : ILdapLink
{
    private static readonly Histogram<double> Calls = Instruments.CreateDuration(
        "hybridadmin.directory.calls",
        "Calls of a domain controller, by operation and outcome."
    );

    private readonly ILdapLink link;

    private MeasuredLink(ILdapLink link) => this.link = link;

    /// <summary>Opens a connection and measures that too.</summary>
    public static ILdapLink Connect(Func<ILdapLink> connect) => new MeasuredLink(Measure("connect", connect));

    /// <summary>Measures the bind of a person who signs in.</summary>
    public static void Bind(Action bind) => Measure("bind", bind);

    public LdapPage Search(LdapQuery query) => Measure("search", () => link.Search(query));

    public void Modify(DirectoryModification modification) => Measure("modify", () => link.Modify(modification));

    public void Dispose() => link.Dispose();

    private static void Measure(string operation, Action call) =>
        Measure(
            operation,
            () =>
            {
                call();
                return true;
            }
        );

    private static T Measure<T>(string operation, Func<T> call)
    {
        var started = Stopwatch.GetTimestamp();
        var outcome = "Succeeded";
        try
        {
            return call();
        }
        catch (Exception exception)
        {
            outcome = exception switch
            {
                LdapFailure failure => LdapFaultMapper.Kind(failure.Code).ToString(),
                DirectoryFault fault => fault.Kind.ToString(),
                _ => "Failed",
            };
            throw;
        }
        finally
        {
            Calls.Record(
                Stopwatch.GetElapsedTime(started).TotalSeconds,
                new("operation", operation),
                new("outcome", outcome)
            );
        }
    }
}
