using HybridAdmin.Core.Access;
using HybridAdmin.Core.Directory;

namespace HybridAdmin.Core.Audit;

/// <summary>
/// Limits the log for an actor with a scope to the records of objects that lay in the scope when the record was made.
/// </summary>
internal static class AuditScope
{
    public static AuditQuery For(this AuditQuery query, Actor actor) => query with { Scope = actor.Scope };

    public static bool Covers(this Actor actor, AuditEntry entry) =>
        actor.Scope.Count == 0 || (DistinguishedName.TryParse(entry.TargetDn, out var dn) && actor.Covers(dn));
}
