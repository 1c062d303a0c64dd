using HybridAdmin.Core.Audit;
using HybridAdmin.Core.Changes;
using HybridAdmin.Core.Recipients;

namespace HybridAdmin.Api;

/// <summary>A part of a list.</summary>
internal sealed record ListAnswer<T>(int Total, IReadOnlyList<T> Items);

/// <summary>A recipient in a list; names are Exchange's.</summary>
internal sealed record RecipientItem(
    Guid Id,
    string RecipientTypeDetails,
    string DisplayName,
    string? Alias,
    string? PrimarySmtpAddress,
    string? UserPrincipalName,
    bool HiddenFromAddressListsEnabled,
    string OrganizationalUnit,
    string Authority,
    string? Department,
    string? Title
)
{
    public static RecipientItem Of(RecipientSummary recipient) =>
        new(
            recipient.Id,
            recipient.RecipientTypeDetails.ToString(),
            recipient.DisplayName,
            recipient.Alias,
            recipient.PrimarySmtpAddress,
            recipient.UserPrincipalName,
            recipient.HiddenFromAddressListsEnabled,
            recipient.OrganizationalUnit,
            recipient.Authority.ToString(),
            recipient.Text(RecipientProperties.Department),
            recipient.Text(RecipientProperties.Title)
        );
}

/// <summary>One recipient, whole.</summary>
internal sealed record RecipientAnswer(
    Guid Id,
    string RecipientTypeDetails,
    string DisplayName,
    string? Alias,
    string? PrimarySmtpAddress,
    string? UserPrincipalName,
    bool HiddenFromAddressListsEnabled,
    string OrganizationalUnit,
    string Authority,
    string? Department,
    string? Title,
    IReadOnlyList<string> EmailAddresses,
    string? ExternalEmailAddress,
    string? LegacyExchangeDN,
    IReadOnlyDictionary<string, string> CustomAttributes,
    string Version
)
{
    public static RecipientAnswer Of(Recipient recipient) =>
        new(
            recipient.Id,
            recipient.RecipientTypeDetails.ToString(),
            recipient.DisplayName,
            recipient.Alias,
            recipient.PrimarySmtpAddress,
            recipient.UserPrincipalName,
            recipient.HiddenFromAddressListsEnabled,
            recipient.Dn.ContainerPath,
            recipient.Authority.ToString(),
            RecipientProperties.Department.Read(recipient.Entry),
            RecipientProperties.Title.Read(recipient.Entry),
            recipient.EmailAddresses.Select(a => a.Text).ToArray(),
            recipient.TargetAddress,
            recipient.LegacyExchangeDN,
            recipient.CustomAttributes.ToDictionary(
                a => a.Key.ToString(System.Globalization.CultureInfo.InvariantCulture),
                a => a.Value
            ),
            recipient.Version
        );
}

/// <summary>One attribute of a plan or a record.</summary>
internal sealed record ChangeItem(
    string Attribute,
    IReadOnlyList<string> Before,
    IReadOnlyList<string> After,
    IReadOnlyList<string> Added,
    IReadOnlyList<string> Removed
)
{
    public static ChangeItem Of(AttributeChange change) =>
        new(change.Attribute, Texts(change.Before), Texts(change.After), Texts(change.Added), Texts(change.Removed));

    private static string[] Texts(IReadOnlyList<Core.Directory.DirectoryValue> values) =>
        values.Select(v => v.Text).ToArray();
}

/// <summary>What is to be known before a change.</summary>
internal sealed record FindingItem(string Severity, string Code, string Message, string? Member, bool CanBeConfirmed);

/// <summary>A plan: nothing is written.</summary>
internal sealed record PlanAnswer(
    IReadOnlyList<ChangeItem> Changes,
    IReadOnlyList<FindingItem> Findings,
    string Ldif,
    string Cmdlet
)
{
    public static PlanAnswer Of(ChangePlan plan) =>
        new(
            plan.Changes.Select(ChangeItem.Of).ToArray(),
            plan.Findings.Select(f => new FindingItem(
                    f.Severity.ToString().ToLowerInvariant(),
                    f.Code,
                    f.Message,
                    f.Member,
                    f.CanBeConfirmed
                ))
                .ToArray(),
            plan.Ldif,
            plan.Cmdlet
        );
}

/// <summary>
/// What was done. Without a change there was nothing to do and no record is made; an edit in two parts has two.
/// </summary>
internal sealed record ChangeAnswer(
    long? ChangeId,
    IReadOnlyList<long> ChangeIds,
    string Outcome,
    IReadOnlyList<ChangeItem> Changes,
    string? Note
)
{
    public static ChangeAnswer Of(ChangeResult result) =>
        new(
            result.ChangeId,
            result.AppliedChangeIds,
            nameof(AuditOutcome.Applied),
            result.Changes.Select(ChangeItem.Of).ToArray(),
            result.Note
        );
}

/// <summary>One change of the log, intent and outcome joined.</summary>
internal sealed record AuditItem(
    long Id,
    DateTimeOffset At,
    DateTimeOffset? SettledAt,
    string Actor,
    string ActorName,
    string? Role,
    string Source,
    string? ClientAddress,
    string Action,
    Guid? TargetId,
    string? TargetName,
    string? TargetDn,
    string? Outcome,
    string? Message,
    string? Reason,
    Guid CorrelationId,
    long? RevertsChangeId,
    long? RevertedByChangeId,
    string WrittenTo,
    IReadOnlyList<ChangeItem> Changes,
    IReadOnlyList<ChangeItem>? Found
)
{
    public static AuditItem Of(AuditEntry entry) =>
        new(
            entry.Id,
            entry.At,
            entry.SettledAt,
            entry.ActorId,
            entry.ActorName,
            RoleOf(entry),
            entry.Source.ToString(),
            entry.ClientAddress,
            entry.Action.ToString(),
            entry.TargetId,
            entry.TargetName,
            entry.TargetDn,
            entry.Outcome?.ToString(),
            entry.Message,
            entry.Reason,
            entry.CorrelationId,
            entry.RevertsChangeId,
            entry.RevertedByChangeId,
            PlaceOf(entry),
            entry.Changes.Select(ChangeItem.Of).ToArray(),
            entry.Found?.Select(ChangeItem.Of).ToArray()
        );

    /// <summary>Which system the change was written to.</summary>
    public static string PlaceOf(AuditEntry entry) => entry.Tenant is null ? "ActiveDirectory" : "Microsoft365";

    /// <summary>Null for the console itself and for those who were not let in: they have no role.</summary>
    public static string? RoleOf(AuditEntry entry) => Enum.IsDefined(entry.Role) ? entry.Role.ToString() : null;
}

/// <summary>A page of the log: <see cref="Next"/> is passed as <c>after</c>.</summary>
internal sealed record AuditPageAnswer(IReadOnlyList<AuditItem> Items, long? Next);

/// <summary>How many there are.</summary>
internal sealed record CountAnswer(long Count);

/// <summary>Whether the chain holds.</summary>
internal sealed record AuditVerifyAnswer(bool Valid, long Records, long? FirstBroken, string? Problem, bool IsProof);
