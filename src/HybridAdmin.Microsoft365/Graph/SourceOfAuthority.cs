using HybridAdmin.Core.Cloud;
using HybridAdmin.Microsoft365.Http;

namespace HybridAdmin.Microsoft365.Graph;

/// <summary>Who owns a whole object (onPremisesSyncBehavior).</summary>
internal static class SourceOfAuthority
{
    public static string Path(CloudRecipient recipient) =>
        $"{GraphMapping.Segment(recipient.Kind)}/{recipient.Id}/onPremisesSyncBehavior?$select=isCloudManaged";

    /// <summary>Null: it may not be read, or this kind of object does not have it.</summary>
    public static async Task<bool?> ReadAsync(
        GraphClient graph,
        CloudRecipient recipient,
        CancellationToken cancellationToken
    )
    {
        try
        {
            return (await graph.GetAsync(Path(recipient), cancellationToken).ConfigureAwait(false)).Flag(
                "isCloudManaged"
            );
        }
        catch (CloudFault fault) when (!fault.IsAway)
        {
            return null;
        }
    }
}
