using HybridAdmin.Core.Audit;
using HybridAdmin.Core.Changes.Editing;
using HybridAdmin.Core.Changes.Editing.Rules;
using HybridAdmin.Core.Changes.Model;
using HybridAdmin.Core.Directory;
using HybridAdmin.Core.Findings;
using HybridAdmin.Core.Recipients;
using HybridAdmin.Core.SourceOfAuthority;

namespace HybridAdmin.Core.Changes.Reverting;

/// <summary>
/// Plans the revert of a recorded change on the present object. Values that others have added since are preserved. If
/// one of the recorded values has changed since, a person chooses for each value which one to use. Pure.
/// </summary>
public static class RevertPlanner
{
    /// <summary>Returns a plan, or a sentence that states why the change cannot be reverted.</summary>
    /// <param name="choices">Null if there are no choices; then no value may have changed since.</param>
    public static (ChangePlan? Plan, string? Problem) Plan(
        DirectoryEntry entry,
        AuditEntry recorded,
        ChangeFacts facts,
        IReadOnlyList<RevertChoice>? choices = null
    )
    {
        var (changes, problem) = choices is null
            ? Whole(entry, recorded, facts)
            : Chosen(entry, recorded, facts, choices);
        if (problem is not null)
            return (null, problem);
        var addresses = changes.FirstOrDefault(c => RevertValue.Is(c, RecipientAttributes.ProxyAddresses));
        if (addresses is not null && PrimaryProblem(addresses) is { } primaries)
            return (null, primaries);

        AddressClaim[] claims = [.. ClaimsOf(addresses), .. SignInNames(changes)];
        Finding[] elsewhere =
            CloudManagedOrganizationalUnits.Refusal(entry, facts.CloudManagedOrganizationalUnits) is { } refusal
                ? [new Finding(FindingSeverity.Error, FindingCodes.AuthorityElsewhere, refusal)]
            : facts.Tenant is { } view ? [.. HandedOver(changes, view)]
            : [];
        var findings = elsewhere
            .Concat(claims.SelectMany(c => c.JudgeAll(facts.Holders, facts)))
            .Concat(UniquenessRules.NotSearched(claims, facts))
            .OrderBy(f => f.Severity)
            .ToArray();
        return (
            new ChangePlan
            {
                TargetName = Recipient.NameOf(entry),
                Action = AuditAction.ChangeReverted,
                RevertsChangeId = recorded.Id,
                Steps = ModifyStep.For(entry, changes, claims),
                Findings = findings,
                BaseVersion = Recipient.VersionOf(entry),
            },
            null
        );
    }

    /// <summary>
    /// Returns findings for values written in Active Directory that the cloud owns now, so that a revert would have no
    /// effect.
    /// </summary>
    private static IEnumerable<Finding> HandedOver(IEnumerable<AttributeChange> changes, TenantView view) =>
        changes
            .Where(c => view.Decision.Of(c.Attribute) is Authority.ExchangeOnline or Authority.Cloud)
            .Select(c => new Finding(
                FindingSeverity.Error,
                FindingCodes.AuthorityElsewhere,
                $"{c.Attribute} is owned by the cloud by now: taking it back in Active Directory would have "
                    + $"no effect. {view.Decision.Explanation} Make the change as an edit of the recipient "
                    + $"instead."
            ));

    /// <summary>Returns the addresses that the object would hold again.</summary>
    internal static IReadOnlyList<AddressClaim> ClaimsOf(AttributeChange? addresses) =>
        addresses is null
            ? []
            : addresses
                .Added.Where(a => !addresses.Before.Any(b => SameAddress(a, b)))
                .Select(a => new AddressClaim(ProxyAddress.FromStored(a.Text)))
                .ToArray();

    /// <summary>Returns the sign-in name that the object would have again; another object may have it by now.</summary>
    private static IEnumerable<AddressClaim> SignInNames(IReadOnlyList<AttributeChange> changes) =>
        changes
            .Where(c => RevertValue.Is(c, RecipientAttributes.UserPrincipalName))
            .SelectMany(c => c.Added)
            .Select(v => new AddressClaim(ProxyAddress.Smtp(v.Text, false)));

    /// <summary>Reverts everything, provided that no value has changed since.</summary>
    private static (IReadOnlyList<AttributeChange> Changes, string? Problem) Whole(
        DirectoryEntry entry,
        AuditEntry recorded,
        ChangeFacts facts
    )
    {
        var changes = new List<AttributeChange>();
        foreach (var change in recorded.Changes)
        {
            var present = entry.Values(change.Attribute);
            var isSingle =
                facts.Directory.Attributes.TryGetValue(change.Attribute, out var definition)
                && definition.IsSingleValued;
            var missing = change.Added.Where(v => !present.Contains(v)).ToArray();
            var returned = change
                .Removed.Where(v => present.Any(p => SameAddress(p, v)) && !change.Added.Any(a => SameAddress(a, v)))
                .ToArray();
            if (missing.Length > 0 || returned.Length > 0 || (isSingle && !present.SequenceEqual(change.After)))
                return (
                    [],
                    $"{change.Attribute} has other values by now: somebody changed what this record wrote. "
                        + $"Choose for each value which one to use."
                );
            changes.Add(
                new AttributeChange(change.Attribute, present, [.. present.Except(change.Added), .. change.Removed])
            );
        }

        return (changes, null);
    }

    /// <summary>
    /// Applies the person's choices, value by value. Values that have not changed since are reverted unless the person
    /// keeps them.
    /// </summary>
    private static (IReadOnlyList<AttributeChange> Changes, string? Problem) Chosen(
        DirectoryEntry entry,
        AuditEntry recorded,
        ChangeFacts facts,
        IReadOnlyList<RevertChoice> choices
    )
    {
        var values = RevertValue.Of(entry, recorded, facts.Directory);
        var byKey = choices.GroupBy(c => c.Key).ToDictionary(g => g.Key, g => g.Last());
        if (
            values.FirstOrDefault(v => v.IsMoved && !(byKey.TryGetValue(v.Key, out var c) && c.SeenNow == v.Now)) is
            { } open
        )
            return (
                [],
                $"{open.Attribute} has changed since: choose a value for {open.Now ?? open.Before ?? open.After}."
            );
        var restored = values.Where(v => !v.IsBack && (!byKey.TryGetValue(v.Key, out var c) || c.Restore)).ToArray();

        var changes = new List<AttributeChange>();
        string? primary = null;
        foreach (var change in recorded.Changes)
        {
            var present = entry.Values(change.Attribute);
            var mine = restored
                .Where(v => v.Attribute.Equals(change.Attribute, StringComparison.OrdinalIgnoreCase))
                .ToArray();
            var isAddresses = RevertValue.Is(change, RecipientAttributes.ProxyAddresses);
            var isSingle =
                facts.Directory.Attributes.TryGetValue(change.Attribute, out var definition)
                && definition.IsSingleValued;
            if (
                isSingle
                && RevertValue.Is(change, RecipientAttributes.Mail)
                && !values.Any(v => v.Key.Equals(change.Attribute, StringComparison.OrdinalIgnoreCase))
            )
                continue; // handled below
            var after = isSingle
                ? (mine.Length == 0 ? present : change.Before)
                : Merge(present, change, mine, isAddresses);
            if (isAddresses)
                primary = RevertValue.Primary(after);
            if (!after.SequenceEqual(present))
                changes.Add(new AttributeChange(change.Attribute, present, after));
        }

        if (restored.Any(v => v.IsPrimary) && primary is not null && entry.Text(RecipientAttributes.Mail) != primary)
            changes.Add(
                new AttributeChange(RecipientAttributes.Mail, entry.Values(RecipientAttributes.Mail), [primary])
            );
        return (changes, null);
    }

    private static IReadOnlyList<DirectoryValue> Merge(
        IReadOnlyList<DirectoryValue> present,
        AttributeChange change,
        IReadOnlyList<RevertValue> mine,
        bool isAddresses
    )
    {
        var after = present.ToList();
        foreach (var value in mine.Where(v => !v.IsPrimary))
        {
            if (value.Now is { } now)
                after.RemoveAll(v => v.Text.Equals(now, StringComparison.OrdinalIgnoreCase));

            // The text of an octet string is only its display form: the recorded value itself is restored.
            if (value.Before is { } before)
                after.Add(
                    change.Before.First(v => v.Text.Equals(before, StringComparison.OrdinalIgnoreCase)) is var was
                    && isAddresses
                    && ProxyAddress.FromStored(was.Text).IsSmtp
                        ? before
                        : was
                );
        }

        if (!isAddresses || mine.FirstOrDefault(v => v.IsPrimary)?.Before is not { } wanted)
            return after;
        var primary = ProxyAddress.Smtp(wanted, true);
        if (!after.Any(v => ProxyAddress.FromStored(v.Text).IsSameAddressAs(primary)))
            after.Add(primary.Text);
        return after
            .Select(v =>
                ProxyAddress.FromStored(v.Text) is { IsSmtp: true } address
                    ? new DirectoryValue(address.AsPrimary(address.IsSameAddressAs(primary)).Text)
                    : v
            )
            .ToArray();
    }

    private static string? PrimaryProblem(AttributeChange addresses)
    {
        var (before, after) = (Primaries(addresses.Before), Primaries(addresses.After));
        if (after > 1 && before <= 1)
            return "Taking this back would leave two primary addresses: another one was chosen since. Choose "
                + "for each value which one to use.";
        return after == 0 && before > 0 && addresses.After.Any(v => ProxyAddress.FromStored(v.Text).IsSmtp)
            ? "Taking this back would leave no primary address: choose another one first."
            : null;
    }

    private static int Primaries(IEnumerable<DirectoryValue> values) =>
        values.Count(v => ProxyAddress.IsPrimarySmtpText(v.Text));

    private static bool SameAddress(DirectoryValue left, DirectoryValue right) =>
        left.IsOctets || right.IsOctets
            ? left == right
            : left.Text.Equals(right.Text, StringComparison.OrdinalIgnoreCase);
}
