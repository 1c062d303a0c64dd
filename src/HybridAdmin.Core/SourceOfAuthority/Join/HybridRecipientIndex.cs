using HybridAdmin.Core.Indexing;
using HybridAdmin.Core.Settings;
using HybridAdmin.Core.Tenant;

namespace HybridAdmin.Core.SourceOfAuthority.Join;

/// <summary>
/// Joins all recipients of the directory with those of the tenant, in memory. The join is computed on the first use
/// after a change of either side, and only for rows that are not yet known. One per process; thread-safe.
/// </summary>
public sealed class HybridRecipientIndex(RecipientIndex index, ITenant tenant, ChangeSettings settings)
{
    private readonly object gate = new();
    private HybridRecipientSnapshot? last;

    /// <summary>All recipients at present. Use the same instance throughout one request.</summary>
    public HybridRecipientSnapshot Current
    {
        get
        {
            var (recipients, cloud) = (index.Current, tenant.Index.Current);
            if (Volatile.Read(ref last) is { } known && known.IsOf(recipients, cloud))
                return known;
            lock (gate)
            {
                if (last is { } made && made.IsOf(recipients, cloud))
                    return made;
                var joined = new HybridRecipientSnapshot(recipients, cloud, settings, last);
                Volatile.Write(ref last, joined);
                return joined;
            }
        }
    }

    /// <summary>A version that differs after each change of the tenant's part; cheap.</summary>
    public object TenantVersion => tenant.Index.Current.Version;
}
