using HybridAdmin.Core.Domains.Records;
using HybridAdmin.Core.Indexing;
using HybridAdmin.Core.Recipients;
using HybridAdmin.Core.Recipients.Properties;

namespace HybridAdmin.Core.Domains;

/// <summary>Counts the use of a domain in one pass through the index.</summary>
internal static class DomainUsage
{
    private static readonly RecipientTypeDetails[] OnPremisesMailboxes =
    [
        RecipientTypeDetails.UserMailbox,
        RecipientTypeDetails.LinkedMailbox,
        RecipientTypeDetails.SharedMailbox,
        RecipientTypeDetails.RoomMailbox,
        RecipientTypeDetails.EquipmentMailbox,
    ];

    /// <summary>Counts the whole directory: the requirements of a domain do not depend on the reader's scope.</summary>
    public static DomainUse Of(RecipientSnapshot snapshot, string domain)
    {
        var (recipients, onPremises, remote, withoutTarget, targetHere) = (0, 0, 0, 0, 0);
        foreach (var (type, row) in Rows(snapshot, domain))
        {
            recipients++;
            if (OnPremisesMailboxes.Contains(type))
                onPremises++;
            if (!type.IsRemoteMailbox())
                continue;
            remote++;
            if (RecipientFieldReader.Find(row.Values, RecipientField.TargetAddress) is not { } target)
                withoutTarget++;
            else if (target.EndsWith("@" + domain, StringComparison.OrdinalIgnoreCase))
                targetHere++;
        }

        return new DomainUse(
            recipients,
            snapshot.UpnSuffixes([]).GetValueOrDefault(domain),
            onPremises,
            remote,
            withoutTarget,
            targetHere
        );
    }

    /// <summary>Recipients with addresses in the domain, none of which the tenant knows.</summary>
    public static IReadOnlyList<RecipientSummary> NotHeld(
        RecipientSnapshot snapshot,
        string domain,
        Func<string, bool> isHeld
    )
    {
        var missing = new List<RecipientSummary>();
        foreach (var (_, row) in Rows(snapshot, domain))
        {
            if (!AddressesIn(row.Values, domain).Any(isHeld) && snapshot.Find(row.Id) is { } summary)
                missing.Add(summary);
        }

        return missing;
    }

    private static List<string> AddressesIn(ReadOnlySpan<byte> values, string domain)
    {
        var found = new List<string>();
        var reader = new RecipientFieldReader(values);
        while (reader.Next())
        {
            if (
                reader.Field
                is not (RecipientField.Mail or RecipientField.ProxyAddress or RecipientField.PrimaryProxyAddress)
            )
                continue;
            var text = reader.Text;
            if (text.EndsWith("@" + domain, StringComparison.OrdinalIgnoreCase))
                found.Add(ProxyAddress.WithoutSmtpPrefix(text));
        }

        return found;
    }

    private static IEnumerable<(RecipientTypeDetails Type, Row Row)> Rows(RecipientSnapshot snapshot, string domain)
    {
        var table = snapshot.Table;
        if (table.FindDomain(domain) < 0)
            yield break;
        var filter = RecipientRowFilter.Of(new RecipientQuery { Domain = domain }, [], table);
        foreach (var segment in table.Segments)
        {
            for (var place = 0; place < segment.Count; place++)
            {
                if (filter.Matches(segment, place))
                    yield return (RecipientTypeCodes.Type(segment.Types[place]), new Row(segment, place));
            }
        }
    }

    private readonly record struct Row(RecipientSegment Segment, int Place)
    {
        public Guid Id => Segment.Id(Place);

        public ReadOnlySpan<byte> Values => Segment.Values(Place);
    }
}
