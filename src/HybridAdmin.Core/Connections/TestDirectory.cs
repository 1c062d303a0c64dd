using HybridAdmin.Core.Access;
using HybridAdmin.Core.Directory;

namespace HybridAdmin.Core.Connections;

/// <summary>The result of testing the connection.</summary>
/// <param name="Description">The directory's description of itself; null if it was not returned.</param>
/// <param name="Fault">The reason for the failure.</param>
/// <param name="Status">The state of the connection afterwards.</param>
/// <param name="Duration">The duration of the request.</param>
public sealed record DirectoryTest(
    DirectoryDescription? Description,
    DirectoryFault? Fault,
    DirectoryStatus Status,
    TimeSpan Duration
)
{
    public bool IsDone => Fault is null;
}

/// <summary>
/// Queries the directory's description again: connects, binds, and reads domain, schema and Exchange organisation.
/// Changes nothing.
/// </summary>
public sealed class TestDirectory(ICurrentActor current, IDirectory directory, TimeProvider time)
{
    public async Task<DirectoryTest> ExecuteAsync(CancellationToken cancellationToken)
    {
        await current.RequireAsync(Permission.ReadSettings, cancellationToken).ConfigureAwait(false);
        var start = time.GetTimestamp();
        try
        {
            var description = await directory.DescribeAsync(true, cancellationToken).ConfigureAwait(false);
            return new DirectoryTest(description, null, directory.Status, time.GetElapsedTime(start));
        }
        catch (DirectoryFault fault)
        {
            return new DirectoryTest(null, fault, directory.Status, time.GetElapsedTime(start));
        }
    }
}
