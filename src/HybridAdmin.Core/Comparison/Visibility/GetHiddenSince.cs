using HybridAdmin.Core.Access;
using HybridAdmin.Core.Audit;
using HybridAdmin.Core.Directory;
using HybridAdmin.Core.Recipients;
using HybridAdmin.Core.Recipients.Properties;

namespace HybridAdmin.Core.Comparison.Visibility;

/// <summary>The time since which a recipient is hidden, and by whom, as far as known.</summary>
/// <param name="Since">The time; null if neither the log nor the directory contains it.</param>
/// <param name="By">The person who hid it with this console; null if another tool did, or if not known.</param>
/// <param name="Change">The record of that change.</param>
public sealed record HiddenSince(DateTimeOffset? Since, string? By, long? Change)
{
    public string? Reason { get; init; }

    public static HiddenSince Unknown { get; } = new(null, null, null);
}

/// <summary>
/// Looks up since when recipients are hidden: the log for changes by this console, and the directory's replication
/// metadata for the time of the last change by any tool. whenChanged applies to the whole object and is not used.
/// </summary>
public sealed class GetHiddenSince(ICurrentActor current, ReadAuditLog audit, IDirectory directory)
{
    /// <summary>The maximum number of recipients per call: the rows in view.</summary>
    public const int Most = 100;

    /// <summary>
    /// The tolerance for comparing times: the directory stores whole seconds, and the record is written before the
    /// value.
    /// </summary>
    private static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(2);

    /// <param name="ids">Hidden recipients; any beyond <see cref="Most"/> are left out.</param>
    public async Task<IReadOnlyDictionary<Guid, HiddenSince>> ExecuteAsync(
        IReadOnlyCollection<Guid> ids,
        CancellationToken cancellationToken
    )
    {
        var actor = await current.RequireAsync(Permission.ReadRecipients, cancellationToken).ConfigureAwait(false);
        var asked = ids.Distinct().Take(Most).ToArray();
        var written = await WrittenAsync(asked, cancellationToken).ConfigureAwait(false);
        var found = new Dictionary<Guid, HiddenSince>();
        foreach (var id in asked)
        {
            var mayRead = actor.May(Permission.ReadAudit);
            var entry = mayRead
                ? await LastAsync(id, RecipientAttributes.HideFromAddressLists, cancellationToken).ConfigureAwait(false)
                : null;
            var inCloud = mayRead
                ? await LastAsync(id, ExchangeOnlineProperties.HiddenFromAddressListsEnabled, cancellationToken)
                    .ConfigureAwait(false)
                : null;
            found[id] = OfCloud(inCloud, entry) ?? Join(entry, written.TryGetValue(id, out var at) ? at : null);
        }

        return found;
    }

    /// <summary>Joins record and directory. The record applies only if nobody has written the value after it.</summary>
    internal static HiddenSince Join(AuditEntry? last, DateTimeOffset? written)
    {
        if (
            Hid(last, RecipientAttributes.HideFromAddressLists)
            && (written is not { } at || at <= (last!.SettledAt ?? last.At) + Tolerance)
        )
            return new HiddenSince(last!.At, last.ActorName, last.Id) { Reason = last.Reason };
        return new HiddenSince(written, null, null);
    }

    /// <summary>
    /// Returns the time of hiding in Exchange Online, where it owns the flag; Active Directory's times do not apply to
    /// it. Null if nothing was recorded, or if a later record concerns Active Directory.
    /// </summary>
    internal static HiddenSince? OfCloud(AuditEntry? inCloud, AuditEntry? inDirectory) =>
        inCloud is not null
        && inCloud.Id > (inDirectory?.Id ?? 0)
        && Hid(inCloud, ExchangeOnlineProperties.HiddenFromAddressListsEnabled)
            ? new HiddenSince(inCloud.At, inCloud.ActorName, inCloud.Id) { Reason = inCloud.Reason }
            : null;

    private static bool Hid(AuditEntry? entry, string attribute) =>
        entry
            ?.Changes.FirstOrDefault(c => c.Attribute.Equals(attribute, StringComparison.OrdinalIgnoreCase))
            ?.After.Any(v => v.Text.Equals("TRUE", StringComparison.OrdinalIgnoreCase)) == true;

    private async Task<AuditEntry?> LastAsync(Guid id, string attribute, CancellationToken cancellationToken)
    {
        try
        {
            var query = new AuditQuery
            {
                Target = id.ToString("D"),
                Attribute = attribute,
                Outcome = AuditOutcome.Applied,
            };
            return (
                await audit.ListAsync(query, null, 1, cancellationToken).ConfigureAwait(false)
            ).Items.FirstOrDefault();
        }
        catch (AuditUnavailableException)
        {
            return null; // the list is useful without it
        }
    }

    private async Task<Dictionary<Guid, DateTimeOffset>> WrittenAsync(
        IReadOnlyList<Guid> ids,
        CancellationToken cancellationToken
    )
    {
        var written = new Dictionary<Guid, DateTimeOffset>();
        try
        {
            var description = await directory.DescribeAsync(false, cancellationToken).ConfigureAwait(false);
            if (ids.Count == 0 || !description.HasAttribute(ReplicationMetadata.Attribute))
                return written;
            await using var forest = new ForestSessions(directory, forWriting: false);
            foreach (var id in ids)
            {
                var found = await forest
                    .FindAsync(id, [ReplicationMetadata.Attribute], cancellationToken)
                    .ConfigureAwait(false);
                if (
                    found is { Entry: var entry }
                    && ReplicationMetadata.LastChange(entry, RecipientAttributes.HideFromAddressLists) is { } at
                )
                    written[id] = at;
            }
        }
        catch (DirectoryFault)
        {
            // The list comes from the index and remains; only the times are not known now.
        }

        return written;
    }
}
