using HybridAdmin.Core.Access;
using HybridAdmin.Core.Directory;

namespace HybridAdmin.Core.Connections;

/// <summary>What trying the connection came to.</summary>
/// <param name="Description">What the directory said about itself; null: it did not.</param>
/// <param name="Fault">Why not.</param>
/// <param name="Status">The connection afterwards.</param>
/// <param name="Duration">How long the answer took.</param>
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
/// Asks the directory anew what it is: connects, binds, reads domain, schema and Exchange organisation. Changes
/// nothing.
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
