using HybridAdmin.Core.Audit;
using HybridAdmin.Core.Directory;
using HybridAdmin.Core.Recipients;

namespace HybridAdmin.Core.Changes;

/// <summary>
/// Works out how to take a recorded change back on the object as it is now. Values that others added since are kept; where one of our own values was
/// changed since, there is nothing to take back safely. Pure.
/// </summary>
public static class RevertPlanner
{
    /// <summary>A plan, or a sentence that says why the change cannot be taken back.</summary>
    public static (ChangePlan? Plan, string? Problem) Plan(DirectoryEntry entry, AuditEntry recorded, ChangeFacts facts)
    {
        var changes = new List<AttributeChange>();
        foreach (var change in recorded.Changes)
        {
            var present = entry.Values(change.Attribute);
            var isSingle = facts.Directory.Attributes.TryGetValue(change.Attribute, out var definition) && definition.IsSingleValued;
            var missing = change.Added.Where(v => !present.Contains(v)).ToArray();
            var returned = change.Removed.Where(v => present.Any(p => SameAddress(p, v)) && !change.Added.Any(a => SameAddress(a, v))).ToArray();
            if (missing.Length > 0 || returned.Length > 0 || (isSingle && !present.SequenceEqual(change.After)))
                return (null, $"{change.Attribute} has other values by now: somebody changed what this record wrote. Edit the recipient instead.");
            changes.Add(new AttributeChange(change.Attribute, present, [.. present.Except(change.Added), .. change.Removed]));
        }

        var addresses = changes.FirstOrDefault(c => c.Attribute.Equals(RecipientAttributes.ProxyAddresses, StringComparison.OrdinalIgnoreCase));
        if (addresses is not null && addresses.After.Count(v => v.Text.StartsWith("SMTP:", StringComparison.Ordinal)) > 1
            && addresses.Before.Count(v => v.Text.StartsWith("SMTP:", StringComparison.Ordinal)) <= 1)
            return (null, "Taking this back would leave two primary addresses: another one was chosen since. Edit the recipient instead.");

        var claims = ClaimsOf(addresses);
        Finding[] elsewhere = CloudManagedUnits.Refusal(entry, facts.CloudManagedOrganizationalUnits) is { } refusal
            ? [new Finding(FindingSeverity.Error, FindingCodes.AuthorityElsewhere, refusal)]
            : [];
        var findings = elsewhere.Concat(claims.SelectMany(c => c.JudgeAll(facts.Holders, facts))).Concat(UniquenessRules.NotSearched(claims, facts)).OrderBy(f => f.Severity).ToArray();
        return (new ChangePlan
        {
            TargetId = entry.Id,
            TargetDn = entry.Dn,
            TargetName = Recipient.NameOf(entry),
            Action = AuditAction.ChangeReverted,
            RevertsChangeId = recorded.Id,
            Changes = changes,
            Findings = findings,
            Claims = claims,
            BaseVersion = new Recipient(entry).Version,
            Ldif = LdifWriter.Write(entry.Dn, changes),
            Cmdlet = CmdletWriter.Write(entry, changes),
        }, null);
    }

    /// <summary>The addresses that the object would hold again.</summary>
    internal static IReadOnlyList<AddressClaim> ClaimsOf(AttributeChange? addresses) => addresses is null
        ? []
        : addresses.Added.Where(a => !addresses.Before.Any(b => SameAddress(a, b))).Select(a => new AddressClaim(ProxyAddress.FromStored(a.Text))).ToArray();

    private static bool SameAddress(DirectoryValue left, DirectoryValue right) =>
        left.IsOctets || right.IsOctets ? left == right : left.Text.Equals(right.Text, StringComparison.OrdinalIgnoreCase);
}
