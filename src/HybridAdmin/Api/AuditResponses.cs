using HybridAdmin.Api.Requests;
using HybridAdmin.Core.Access;
using HybridAdmin.Core.Audit;

namespace HybridAdmin.Api;

/// <summary>The system that a change was written to.</summary>
internal enum AuditSystem
{
    ActiveDirectory,
    Microsoft365,
}

/// <summary>One change of the audit log, intent and outcome joined.</summary>
internal sealed record AuditRecordResponse : IApiExample<AuditRecordResponse>
{
    /// <summary>The number of the record.</summary>
    public required long Id { get; init; }

    /// <summary>The time of the intent, UTC.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The time of the outcome, UTC; null: not known yet.</summary>
    public required DateTimeOffset? SettledAt { get; init; }

    /// <summary>The actor's stable id, such as token:NAME or a UPN.</summary>
    public required string Actor { get; init; }

    /// <summary>The actor's name.</summary>
    public required string ActorName { get; init; }

    /// <summary>The actor's role; null for the console itself and for those who were not let in.</summary>
    public required Role? Role { get; init; }

    /// <summary>The way by which the call came in.</summary>
    public required ActorSource Source { get; init; }

    /// <summary>The caller's network address; null inside the console.</summary>
    public required string? ClientAddress { get; init; }

    /// <summary>The kind of change or event.</summary>
    public required AuditAction Action { get; init; }

    /// <summary>objectGUID of the object; null: none.</summary>
    public required Guid? TargetId { get; init; }

    /// <summary>The name of the object.</summary>
    public required string? TargetName { get; init; }

    /// <summary>The distinguished name of the object at that time.</summary>
    public required string? TargetDn { get; init; }

    /// <summary>The outcome; null: not settled yet.</summary>
    public required AuditOutcome? Outcome { get; init; }

    /// <summary>The outcome as a sentence.</summary>
    public required string? Message { get; init; }

    /// <summary>The reason that the actor gave.</summary>
    public required string? Reason { get; init; }

    /// <summary>The id that several changes by one decision share.</summary>
    public required Guid CorrelationId { get; init; }

    /// <summary>The change that this one reverted; null: none.</summary>
    public required long? RevertsChangeId { get; init; }

    /// <summary>The change that reverted this one; null: none.</summary>
    public required long? RevertedByChangeId { get; init; }

    /// <summary>The system that the change was written to.</summary>
    public required AuditSystem WrittenTo { get; init; }

    /// <summary>The attributes, before and after.</summary>
    public required IReadOnlyList<AttributeChangeResponse> Changes { get; init; }

    /// <summary>With a conflict: the values that were found; null: none.</summary>
    public required IReadOnlyList<AttributeChangeResponse>? Found { get; init; }

    public static AuditRecordResponse Example =>
        new()
        {
            Id = 4711,
            At = new DateTimeOffset(2026, 12, 1, 9, 30, 0, TimeSpan.Zero),
            SettledAt = new DateTimeOffset(2026, 12, 1, 9, 30, 1, TimeSpan.Zero),
            Actor = "token:onboarding",
            ActorName = "onboarding",
            Role = HybridAdmin.Core.Access.Role.RecipientAdministrator,
            Source = ActorSource.Api,
            ClientAddress = "192.0.2.10",
            Action = AuditAction.RecipientEdited,
            TargetId = RecipientResponse.Example.Id,
            TargetName = RecipientResponse.Example.DisplayName,
            TargetDn = "CN=Kenji Watanabe,OU=Berlin,OU=Staff,DC=contoso,DC=example",
            Outcome = AuditOutcome.Applied,
            Message = null,
            Reason = "INC-4711",
            CorrelationId = new Guid("5e0cd0b7-6e0e-4b3c-9d3f-6f2a8f0d1c11"),
            RevertsChangeId = null,
            RevertedByChangeId = null,
            WrittenTo = AuditSystem.ActiveDirectory,
            Changes = [AttributeChangeResponse.Example],
            Found = null,
        };

    public static AuditRecordResponse From(AuditEntry entry) =>
        new()
        {
            Id = entry.Id,
            At = entry.At,
            SettledAt = entry.SettledAt,
            Actor = entry.ActorId,
            ActorName = entry.ActorName,
            Role = RoleOf(entry),
            Source = entry.Source,
            ClientAddress = entry.ClientAddress,
            Action = entry.Action,
            TargetId = entry.TargetId,
            TargetName = entry.TargetName,
            TargetDn = entry.TargetDn,
            Outcome = entry.Outcome,
            Message = entry.Message,
            Reason = entry.Reason,
            CorrelationId = entry.CorrelationId,
            RevertsChangeId = entry.RevertsChangeId,
            RevertedByChangeId = entry.RevertedByChangeId,
            WrittenTo = SystemOf(entry),
            Changes = [.. entry.Changes.Select(AttributeChangeResponse.From)],
            Found = entry.Found?.Select(AttributeChangeResponse.From).ToArray(),
        };

    /// <summary>The system that the change was written to.</summary>
    public static AuditSystem SystemOf(AuditEntry entry) =>
        entry.Tenant is null ? AuditSystem.ActiveDirectory : AuditSystem.Microsoft365;

    /// <summary>
    /// The role of the actor; null for the console itself and for callers who were refused, because they have no role.
    /// </summary>
    public static Role? RoleOf(AuditEntry entry) => Enum.IsDefined(entry.Role) ? entry.Role : null;
}

/// <summary>A page of the audit log, newest first.</summary>
internal sealed record AuditPageResponse : IApiExample<AuditPageResponse>
{
    /// <summary>The records of the page.</summary>
    public required IReadOnlyList<AuditRecordResponse> Items { get; init; }

    /// <summary>The value of after for the next page; null: this is the last one.</summary>
    public required long? Next { get; init; }

    public static AuditPageResponse Example => new() { Items = [AuditRecordResponse.Example], Next = 4711 };
}

/// <summary>A number of records.</summary>
internal sealed record CountResponse : IApiExample<CountResponse>
{
    /// <summary>The number of records that match.</summary>
    public required long Count { get; init; }

    public static CountResponse Example => new() { Count = 42 };
}

/// <summary>The integrity of the chain of records.</summary>
internal sealed record AuditVerificationResponse : IApiExample<AuditVerificationResponse>
{
    /// <summary>Whether the chain is unbroken.</summary>
    public required bool Valid { get; init; }

    /// <summary>The number of records that were checked.</summary>
    public required long Records { get; init; }

    /// <summary>The first record that does not fit; null: none.</summary>
    public required long? FirstBroken { get; init; }

    /// <summary>The first break as a sentence; null: none.</summary>
    public required string? Problem { get; init; }

    /// <summary>Whether key and head file lie elsewhere, so that the chain is proof and not only integrity.</summary>
    public required bool IsProof { get; init; }

    public static AuditVerificationResponse Example =>
        new()
        {
            Valid = true,
            Records = 9422,
            FirstBroken = null,
            Problem = null,
            IsProof = true,
        };
}
