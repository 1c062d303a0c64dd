using System.Linq.Expressions;
using HybridAdmin.Core.Directory;
using HybridAdmin.Storage.Model;

namespace HybridAdmin.Storage.Audit;

/// <summary>Filters records of objects below certain organisational units, by the end of their DN.</summary>
internal static class AuditScopeFilter
{
    internal static Expression<Func<AuditRecord, bool>> Within(IReadOnlyList<DistinguishedName> scope)
    {
        var record = Expression.Parameter(typeof(AuditRecord), "r");
        var any = scope.Select(unit => new Renamed(record).Visit(Below(unit).Body)).Aggregate(Expression.OrElse);
        return Expression.Lambda<Func<AuditRecord, bool>>(any, record);
    }

    /// <summary>
    /// Matches objects below a unit: TargetFolded ends with the DN. A comma after a backslash belongs to a name and is
    /// not a separator: such an object is not below the unit. (After an escaped backslash it is one; that record
    /// remains hidden, which is the harmless error.)
    /// </summary>
    private static Expression<Func<AuditRecord, bool>> Below(DistinguishedName unit)
    {
        var end = "," + AuditRows.Fold(DistinguishedName.FromNames(unit.Names).ToString());
        var escaped = "\\" + end;
        return r => r.TargetDn != null && r.TargetFolded!.EndsWith(end) && !r.TargetFolded!.EndsWith(escaped);
    }

    private sealed class Renamed(ParameterExpression parameter) : ExpressionVisitor
    {
        protected override Expression VisitParameter(ParameterExpression node) => parameter;
    }
}
