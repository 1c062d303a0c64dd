using HybridAdmin.Core.Indexing;
using HybridAdmin.Core.Settings;
using HybridAdmin.Core.Tenant;

namespace HybridAdmin.Core.SourceOfAuthority.Join;

/// <summary>
/// Joins all recipients of the directory with the tenant's, in memory. Worked out when first asked for after one of the
/// two changed, and then only for the rows that are not known yet. One per process; thread-safe.
/// </summary>
public sealed class HybridRecipientIndex(RecipientIndex index, ITenant tenant, ChangeSettings settings)
{
    private readonly object gate = new();
    private HybridRecipientSnapshot? last;

    /// <summary>Everybody as of now. Keep it while answering one question.</summary>
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

    /// <summary>Another one each time the tenant's part changes; cheap.</summary>
    public object TenantVersion => tenant.Index.Current.Version;
}
