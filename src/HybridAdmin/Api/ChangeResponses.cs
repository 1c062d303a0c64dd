using HybridAdmin.Api.OpenApi;
using HybridAdmin.Api.Requests;
using HybridAdmin.Core.Audit;
using HybridAdmin.Core.Changes.Model;
using HybridAdmin.Core.Directory;
using HybridAdmin.Core.Findings;

namespace HybridAdmin.Api;

/// <summary>One attribute of a plan or a record, before and after.</summary>
internal sealed record AttributeChangeResponse : IApiExample<AttributeChangeResponse>
{
    /// <summary>The LDAP name of the attribute, or the Exchange name of a property of the tenant.</summary>
    public required string Attribute { get; init; }

    /// <summary>The values before.</summary>
    public required IReadOnlyList<string> Before { get; init; }

    /// <summary>The values after.</summary>
    public required IReadOnlyList<string> After { get; init; }

    /// <summary>The values that are added.</summary>
    public required IReadOnlyList<string> Added { get; init; }

    /// <summary>The values that are removed.</summary>
    public required IReadOnlyList<string> Removed { get; init; }

    public static AttributeChangeResponse Example =>
        new()
        {
            Attribute = "proxyAddresses",
            Before = ["SMTP:kenji.watanabe@contoso.example"],
            After = ["SMTP:kenji.watanabe@contoso.example", "smtp:kenji@contoso.example"],
            Added = ["smtp:kenji@contoso.example"],
            Removed = [],
        };

    public static AttributeChangeResponse From(AttributeChange change) =>
        new()
        {
            Attribute = change.Attribute,
            Before = TextsOf(change.Before),
            After = TextsOf(change.After),
            Added = TextsOf(change.Added),
            Removed = TextsOf(change.Removed),
        };

    private static string[] TextsOf(IReadOnlyList<DirectoryValue> values) => [.. values.Select(v => v.Text)];
}

/// <summary>Something to know before a change. An error stops it.</summary>
internal sealed record FindingResponse
{
    /// <summary>error, warning or info.</summary>
    public required FindingSeverity Severity { get; init; }

    /// <summary>The stable code.</summary>
    [StableCodes(typeof(FindingCodes))]
    public required string Code { get; init; }

    /// <summary>The finding as a sentence.</summary>
    public required string Message { get; init; }

    /// <summary>The member of the edit that it is about; null: the whole edit.</summary>
    public required string? Member { get; init; }

    /// <summary>Whether the caller may turn the error into a warning by naming the code in confirm.</summary>
    public required bool CanBeConfirmed { get; init; }

    public static FindingResponse From(Finding finding) =>
        new()
        {
            Severity = finding.Severity,
            Code = finding.Code,
            Message = finding.Message,
            Member = finding.Member,
            CanBeConfirmed = finding.CanBeConfirmed,
        };
}

/// <summary>A plan. Nothing is written.</summary>
internal sealed record PlanResponse : IApiExample<PlanResponse>
{
    /// <summary>The attributes that would change.</summary>
    public required IReadOnlyList<AttributeChangeResponse> Changes { get; init; }

    /// <summary>The findings about the edit.</summary>
    public required IReadOnlyList<FindingResponse> Findings { get; init; }

    /// <summary>The LDAP modify operation as LDIF; empty: nothing is written to the directory.</summary>
    public required string Ldif { get; init; }

    /// <summary>The Exchange cmdlet that would do the same.</summary>
    public required string Cmdlet { get; init; }

    public static PlanResponse Example =>
        new()
        {
            Changes = [AttributeChangeResponse.Example],
            Findings =
            [
                new()
                {
                    Severity = FindingSeverity.Error,
                    Code = FindingCodes.DomainNotAccepted,
                    Message = "fabrikam.example is not an accepted domain.",
                    Member = "addAddresses",
                    CanBeConfirmed = true,
                },
            ],
            Ldif =
                "dn: CN=Kenji Watanabe,OU=Berlin,OU=Staff,DC=contoso,DC=example\nchangetype: modify\n"
                + "add: proxyAddresses\nproxyAddresses: smtp:kenji@contoso.example\n-\n",
            Cmdlet =
                "Set-RemoteMailbox -Identity 'CN=Kenji Watanabe,OU=Berlin,OU=Staff,DC=contoso,DC=example' "
                + "-EmailAddresses @{Add='smtp:kenji@contoso.example'}",
        };

    public static PlanResponse From(ChangePlan plan) =>
        new()
        {
            Changes = [.. plan.Changes.Select(AttributeChangeResponse.From)],
            Findings = [.. plan.Findings.Select(FindingResponse.From)],
            Ldif = plan.Ldif,
            Cmdlet = plan.Cmdlet,
        };
}

/// <summary>
/// A change that was made. Without a changeId there was nothing to do, and no record was made; an edit in two parts has
/// two records.
/// </summary>
internal sealed record ChangeResponse : IApiExample<ChangeResponse>
{
    /// <summary>The record of the change; null: there was nothing to do.</summary>
    public required long? ChangeId { get; init; }

    /// <summary>The records of everything that was made, in order.</summary>
    public required IReadOnlyList<long> ChangeIds { get; init; }

    /// <summary>Always Applied; everything else is a problem.</summary>
    public required AuditOutcome Outcome { get; init; }

    /// <summary>The attributes that were written.</summary>
    public required IReadOnlyList<AttributeChangeResponse> Changes { get; init; }

    /// <summary>Something worth knowing although the change was made; null: nothing.</summary>
    public required string? Note { get; init; }

    public static ChangeResponse Example =>
        new()
        {
            ChangeId = 4711,
            ChangeIds = [4711],
            Outcome = AuditOutcome.Applied,
            Changes = [AttributeChangeResponse.Example],
            Note = null,
        };

    public static ChangeResponse From(ChangeResult result) =>
        new()
        {
            ChangeId = result.ChangeId,
            ChangeIds = result.AppliedChangeIds,
            Outcome = AuditOutcome.Applied,
            Changes = [.. result.Changes.Select(AttributeChangeResponse.From)],
            Note = result.Note,
        };

    /// <summary>The change, or the problem that stopped it.</summary>
    public static ApiResult<ChangeResponse> ResultOf(ChangeResult result) =>
        result.Problem is { } problem ? ApiProblems.Of(problem) : From(result);
}
