using HybridAdmin.Core.Changes;

namespace HybridAdmin.Api;

/// <summary>Problem details (RFC 9457) with a stable code.</summary>
internal static class ApiProblems
{
    public static IResult NotFound(string message) => Of(StatusCodes.Status404NotFound, "not-found", message);

    public static IResult MethodNotAllowed(string message) =>
        Of(StatusCodes.Status405MethodNotAllowed, "method-not-allowed", message);

    public static IResult TooLarge() =>
        Of(StatusCodes.Status413PayloadTooLarge, "too-large", "The body is larger than 1 MB.");

    public static IResult UnsupportedMediaType(string type) =>
        Of(
            StatusCodes.Status415UnsupportedMediaType,
            "unsupported-media-type",
            $"The body must be application/json, not {type}."
        );

    public static IResult Forbidden(string message) => Of(StatusCodes.Status403Forbidden, "forbidden", message);

    public static IResult Invalid(string message, IReadOnlyDictionary<string, IReadOnlyList<string>>? errors = null) =>
        Of(
            StatusCodes.Status422UnprocessableEntity,
            "invalid",
            message,
            ("errors", errors ?? new Dictionary<string, IReadOnlyList<string>>())
        );

    public static IResult Invalid(string member, string message) =>
        Invalid(message, new Dictionary<string, IReadOnlyList<string>> { [member] = [message] });

    public static IResult DirectoryUnavailable(string message) =>
        Of(StatusCodes.Status503ServiceUnavailable, "directory-unavailable", message);

    public static IResult AuditUnavailable(string message) =>
        Of(StatusCodes.Status503ServiceUnavailable, "audit-unavailable", message);

    public static IResult Of(Problem problem)
    {
        var changeId = ("changeId", (object?)problem.ChangeId);
        if (problem.AppliedChangeIds.Count > 0)
            return Partly(problem);
        return problem.Code switch
        {
            ProblemCode.NotFound => Of(StatusCodes.Status404NotFound, "not-found", problem.Message, changeId),
            ProblemCode.Forbidden => Of(StatusCodes.Status403Forbidden, "forbidden", problem.Message, changeId),
            ProblemCode.Invalid => Invalid(problem.Message, problem.Errors),
            ProblemCode.AddressInUse => Of(
                StatusCodes.Status409Conflict,
                "address-in-use",
                problem.Message,
                ("holder", Holder(problem.Holder)),
                ("errors", problem.Errors),
                changeId
            ),
            ProblemCode.Stale => Of(
                StatusCodes.Status409Conflict,
                "stale",
                problem.Message,
                ("present", problem.Found.ToDictionary(c => c.Attribute, c => c.After.Select(v => v.Text).ToArray())),
                changeId
            ),
            ProblemCode.AuthorityElsewhere => Of(
                StatusCodes.Status409Conflict,
                "authority-elsewhere",
                problem.Message,
                ("errors", problem.Errors.Count > 0 ? problem.Errors : null),
                changeId
            ),
            ProblemCode.InvalidState => Of(StatusCodes.Status409Conflict, "invalid-state", problem.Message, changeId),
            ProblemCode.NotRevertible => Of(StatusCodes.Status409Conflict, "not-revertible", problem.Message),
            ProblemCode.AuditUnavailable => AuditUnavailable(problem.Message),
            ProblemCode.DirectoryRefused => Of(
                StatusCodes.Status502BadGateway,
                "directory-refused",
                problem.Message,
                changeId
            ),
            ProblemCode.TenantRefused => Of(
                StatusCodes.Status502BadGateway,
                "tenant-refused",
                problem.Message,
                changeId
            ),
            ProblemCode.TenantUnavailable => Of(
                StatusCodes.Status503ServiceUnavailable,
                "tenant-unavailable",
                problem.Message,
                changeId
            ),
            ProblemCode.OutcomeUnknown => Of(
                StatusCodes.Status504GatewayTimeout,
                "outcome-unknown",
                problem.Message,
                changeId
            ),
            _ => Of(StatusCodes.Status503ServiceUnavailable, "directory-unavailable", problem.Message, changeId),
        };
    }

    /// <summary>
    /// Of an edit in two parts one was made: whatever stopped the other, a caller must not take it for nothing written.
    /// </summary>
    private static IResult Partly(Problem problem) =>
        Of(
            StatusCodes.Status502BadGateway,
            "partly-applied",
            problem.Message,
            ("appliedChangeIds", problem.AppliedChangeIds),
            ("changeId", problem.ChangeId)
        );

    private static IResult Of(int status, string code, string message, params (string Name, object? Value)[] members)
    {
        var extensions = new Dictionary<string, object?> { ["code"] = code };
        foreach (var (name, value) in members)
        {
            if (value is not null)
                extensions[name] = value;
        }

        return Results.Problem(message, statusCode: status, extensions: extensions);
    }

    private static object? Holder(AddressHolder? holder) =>
        holder is null
            ? null
            : new
            {
                id = holder.Id,
                displayName = holder.DisplayName,
                attribute = holder.Attribute,
            };
}
