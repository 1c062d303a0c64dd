using System.Text.Json.Serialization;
using HybridAdmin.Core.Changes.Model;
using HybridAdmin.Core.Findings;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace HybridAdmin.Api;

/// <summary>A problem (RFC 9457) with a stable code. The further members depend on the code.</summary>
internal sealed class ProblemResponse : ProblemDetails
{
    /// <summary>The stable code.</summary>
    public required string Code { get; init; }

    /// <summary>With address-in-use: the object that has the address.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public AddressHolderResponse? Holder { get; init; }

    /// <summary>The messages by member or parameter of the request.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyDictionary<string, IReadOnlyList<string>>? Errors { get; init; }

    /// <summary>With stale: the present values by attribute.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyDictionary<string, IReadOnlyList<string>>? Present { get; init; }

    /// <summary>With partly-applied: the records of the changes that were made.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<long>? AppliedChangeIds { get; init; }

    /// <summary>The record of the audit log about this request, if one was written.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? ChangeId { get; init; }
}

/// <summary>An object that has an address.</summary>
internal sealed record AddressHolderResponse
{
    /// <summary>objectGUID.</summary>
    public required Guid Id { get; init; }

    /// <summary>displayName, else cn.</summary>
    public required string DisplayName { get; init; }

    /// <summary>The LDAP name of the attribute that holds the address.</summary>
    public required string Attribute { get; init; }
}

/// <summary>Creates problem details (RFC 9457) with a stable code.</summary>
internal static class ApiProblems
{
    private static readonly IReadOnlyDictionary<string, IReadOnlyList<string>> NoErrors =
        new Dictionary<string, IReadOnlyList<string>>();

    public static ProblemHttpResult NotFound(string message) => Of(ApiErrors.NotFound, message);

    public static ProblemHttpResult MethodNotAllowed(string message) => Of(ApiErrors.MethodNotAllowed, message);

    public static ProblemHttpResult TooLarge() => Of(ApiErrors.TooLarge, ApiErrors.TooLarge.Description);

    public static ProblemHttpResult UnsupportedMediaType(string type) =>
        Of(ApiErrors.UnsupportedMediaType, $"The body must be application/json, not {type}.");

    public static ProblemHttpResult Forbidden(string message) => Of(ApiErrors.Forbidden, message);

    public static ProblemHttpResult Invalid(
        string message,
        IReadOnlyDictionary<string, IReadOnlyList<string>>? errors = null
    ) => Of(Response(ApiErrors.Invalid, message, errors: errors ?? NoErrors));

    public static ProblemHttpResult Invalid(string member, string message) =>
        Invalid(message, new Dictionary<string, IReadOnlyList<string>> { [member] = [message] });

    public static ProblemHttpResult DirectoryUnavailable(string message) => Of(ApiErrors.DirectoryUnavailable, message);

    public static ProblemHttpResult AuditUnavailable(string message) => Of(ApiErrors.AuditUnavailable, message);

    public static ProblemHttpResult Of(Problem problem)
    {
        if (problem.AppliedChangeIds.Count > 0)
            return Partly(problem);
        return problem.Code switch
        {
            ProblemCode.NotFound => Recorded(ApiErrors.NotFound, problem),
            ProblemCode.Forbidden => Recorded(ApiErrors.Forbidden, problem),
            ProblemCode.Invalid => Invalid(problem.Message, problem.Errors),
            ProblemCode.AddressInUse => Of(
                Response(
                    ApiErrors.AddressInUse,
                    problem.Message,
                    problem.ChangeId,
                    errors: problem.Errors,
                    holder: HolderOf(problem.Holder)
                )
            ),
            ProblemCode.Stale => Of(
                Response(
                    ApiErrors.Stale,
                    problem.Message,
                    problem.ChangeId,
                    present: problem.Found.ToDictionary(
                        c => c.Attribute,
                        c => (IReadOnlyList<string>)[.. c.After.Select(v => v.Text)]
                    )
                )
            ),
            ProblemCode.AuthorityElsewhere => Of(
                Response(
                    ApiErrors.AuthorityElsewhere,
                    problem.Message,
                    problem.ChangeId,
                    errors: problem.Errors.Count > 0 ? problem.Errors : null
                )
            ),
            ProblemCode.InvalidState => Recorded(ApiErrors.InvalidState, problem),
            ProblemCode.NotRevertible => Of(ApiErrors.NotRevertible, problem.Message),
            ProblemCode.AuditUnavailable => AuditUnavailable(problem.Message),
            ProblemCode.DirectoryRefused => Recorded(ApiErrors.DirectoryRefused, problem),
            ProblemCode.TenantRefused => Recorded(ApiErrors.TenantRefused, problem),
            ProblemCode.TenantUnavailable => Recorded(ApiErrors.TenantUnavailable, problem),
            ProblemCode.OutcomeUnknown => Recorded(ApiErrors.OutcomeUnknown, problem),
            _ => Recorded(ApiErrors.DirectoryUnavailable, problem),
        };
    }

    /// <summary>An example of a problem, for the OpenAPI document.</summary>
    internal static ProblemResponse ExampleOf(ApiError error) =>
        new()
        {
            Type = "https://tools.ietf.org/html/rfc9110",
            Title = Microsoft.AspNetCore.WebUtilities.ReasonPhrases.GetReasonPhrase(error.Status),
            Status = error.Status,
            Detail = error.Description,
            Code = error.Code,
            Holder =
                error == ApiErrors.AddressInUse
                    ? new()
                    {
                        Id = new Guid("9ab67014-dddc-8435-a0d2-4771ef45b529"),
                        DisplayName = "Kenji Watanabe",
                        Attribute = "proxyAddresses",
                    }
                    : null,
            Errors =
                error == ApiErrors.Invalid
                    ? new Dictionary<string, IReadOnlyList<string>> { ["colour"] = ["There is no member colour."] }
                    : null,
            Present =
                error == ApiErrors.Stale
                    ? new Dictionary<string, IReadOnlyList<string>> { ["mailNickname"] = ["kenji.watanabe"] }
                    : null,
            AppliedChangeIds = error == ApiErrors.PartlyApplied ? [4711] : null,
            ChangeId = error == ApiErrors.OutcomeUnknown ? 4712 : null,
        };

    /// <summary>
    /// Creates the problem of an edit in two parts of which only one was written. Whatever stopped the other part, the
    /// caller must not conclude that nothing was written.
    /// </summary>
    private static ProblemHttpResult Partly(Problem problem) =>
        Of(
            Response(
                ApiErrors.PartlyApplied,
                problem.Message,
                problem.ChangeId,
                appliedChangeIds: problem.AppliedChangeIds
            )
        );

    private static ProblemHttpResult Recorded(ApiError error, Problem problem) =>
        Of(Response(error, problem.Message, problem.ChangeId));

    private static ProblemHttpResult Of(ApiError error, string message) => Of(Response(error, message));

    private static ProblemHttpResult Of(ProblemResponse response) => TypedResults.Problem(response);

    private static ProblemResponse Response(
        ApiError error,
        string message,
        long? changeId = null,
        IReadOnlyDictionary<string, IReadOnlyList<string>>? errors = null,
        AddressHolderResponse? holder = null,
        IReadOnlyDictionary<string, IReadOnlyList<string>>? present = null,
        IReadOnlyList<long>? appliedChangeIds = null
    ) =>
        new()
        {
            Status = error.Status,
            Detail = message,
            Code = error.Code,
            Holder = holder,
            Errors = errors,
            Present = present,
            AppliedChangeIds = appliedChangeIds,
            ChangeId = changeId,
        };

    private static AddressHolderResponse? HolderOf(AddressHolder? holder) =>
        holder is null
            ? null
            : new()
            {
                Id = holder.Id,
                DisplayName = holder.DisplayName,
                Attribute = holder.Attribute,
            };
}
