using Microsoft.AspNetCore.Http.Metadata;

namespace HybridAdmin.Api;

/// <summary>A stable code of a problem, its HTTP status, and the meaning for the OpenAPI document.</summary>
internal sealed record ApiError(string Code, int Status, string Description);

/// <summary>
/// The stable codes of problems. Each end point declares the codes that it can answer with by calling
/// <see cref="Declare(IList{object}, IEnumerable{ApiError})"/>.
/// </summary>
internal static class ApiErrors
{
    public static readonly ApiError Unauthorized = new(
        "unauthorized",
        StatusCodes.Status401Unauthorized,
        "No valid token was sent."
    );

    public static readonly ApiError Forbidden = new(
        "forbidden",
        StatusCodes.Status403Forbidden,
        "The token's role or scope does not include this, or the object is protected."
    );

    public static readonly ApiError NotFound = new(
        "not-found",
        StatusCodes.Status404NotFound,
        "There is no such object, or it is outside the token's scope."
    );

    public static readonly ApiError MethodNotAllowed = new(
        "method-not-allowed",
        StatusCodes.Status405MethodNotAllowed,
        "The address takes other methods, which the Allow header names."
    );

    public static readonly ApiError AddressInUse = new(
        "address-in-use",
        StatusCodes.Status409Conflict,
        "Another object has the address; holder names it."
    );

    public static readonly ApiError Stale = new(
        "stale",
        StatusCodes.Status409Conflict,
        "The object was changed meanwhile; present has its values."
    );

    public static readonly ApiError AuthorityElsewhere = new(
        "authority-elsewhere",
        StatusCodes.Status409Conflict,
        "The attribute is owned by another system, where it must be changed."
    );

    public static readonly ApiError InvalidState = new(
        "invalid-state",
        StatusCodes.Status409Conflict,
        "The state of the batch does not allow the action."
    );

    public static readonly ApiError NotRevertible = new(
        "not-revertible",
        StatusCodes.Status409Conflict,
        "The change cannot be reverted: it was reverted before, was never applied, or its values have changed since."
    );

    public static readonly ApiError TooLarge = new(
        "too-large",
        StatusCodes.Status413PayloadTooLarge,
        "The body is larger than 1 MB."
    );

    public static readonly ApiError UnsupportedMediaType = new(
        "unsupported-media-type",
        StatusCodes.Status415UnsupportedMediaType,
        "The body is not application/json."
    );

    public static readonly ApiError Invalid = new(
        "invalid",
        StatusCodes.Status422UnprocessableEntity,
        "A member or parameter is unknown or not valid; errors has the messages by member."
    );

    public static readonly ApiError TooManyRequests = new(
        "too-many-requests",
        StatusCodes.Status429TooManyRequests,
        "The token or the address has made its calls of the minute. Nothing was carried out."
    );

    public static readonly ApiError Internal = new(
        "internal",
        StatusCodes.Status500InternalServerError,
        "A fault in the console; its log has the details."
    );

    public static readonly ApiError DirectoryRefused = new(
        "directory-refused",
        StatusCodes.Status502BadGateway,
        "Active Directory refused the write, for its rights, schema or rules."
    );

    public static readonly ApiError TenantRefused = new(
        "tenant-refused",
        StatusCodes.Status502BadGateway,
        "Microsoft 365 refused the call, for its rights or rules."
    );

    public static readonly ApiError PartlyApplied = new(
        "partly-applied",
        StatusCodes.Status502BadGateway,
        "One part of the edit was applied, the other was not; appliedChangeIds names what was."
    );

    public static readonly ApiError DirectoryUnavailable = new(
        "directory-unavailable",
        StatusCodes.Status503ServiceUnavailable,
        "Active Directory does not answer. Nothing was changed."
    );

    public static readonly ApiError TenantUnavailable = new(
        "tenant-unavailable",
        StatusCodes.Status503ServiceUnavailable,
        "Microsoft 365 does not answer, or does not let the console in. Nothing was changed."
    );

    public static readonly ApiError AuditUnavailable = new(
        "audit-unavailable",
        StatusCodes.Status503ServiceUnavailable,
        "The audit log cannot be read or written. Nothing was changed."
    );

    public static readonly ApiError OutcomeUnknown = new(
        "outcome-unknown",
        StatusCodes.Status504GatewayTimeout,
        "The answer to the write was lost. The record of changeId has the outcome once the object could be read."
    );

    /// <summary>All codes, ordered by status.</summary>
    public static IReadOnlyList<ApiError> All { get; } =
    [
        .. typeof(ApiErrors)
            .GetFields()
            .Select(f => f.GetValue(null))
            .OfType<ApiError>()
            .OrderBy(e => e.Status)
            .ThenBy(e => e.Code, StringComparer.Ordinal),
    ];

    /// <summary>Codes that any end point can answer with.</summary>
    public static IReadOnlyList<ApiError> OfEveryCall { get; } =
    [Unauthorized, Forbidden, TooManyRequests, Internal, DirectoryUnavailable, AuditUnavailable];

    /// <summary>Codes of end points that plan a change of a recipient.</summary>
    public static IReadOnlyList<ApiError> OfPlans { get; } =
    [NotFound, AuthorityElsewhere, TenantRefused, TenantUnavailable];

    /// <summary>Codes of end points that change a recipient.</summary>
    public static IReadOnlyList<ApiError> OfChanges { get; } =
    [.. OfPlans, AddressInUse, Stale, DirectoryRefused, PartlyApplied, OutcomeUnknown];

    /// <summary>Codes of end points that read migration batches.</summary>
    public static IReadOnlyList<ApiError> OfMigration { get; } = [TenantRefused, TenantUnavailable];

    /// <summary>Codes of end points that create or change a migration batch.</summary>
    public static IReadOnlyList<ApiError> OfBatchChanges { get; } =
    [NotFound, InvalidState, Stale, .. OfMigration, OutcomeUnknown];

    /// <summary>Declares that the end points can answer with these codes.</summary>
    public static TBuilder CanFailWith<TBuilder>(this TBuilder builder, params IEnumerable<ApiError> errors)
        where TBuilder : IEndpointConventionBuilder
    {
        builder.Add(endpoint => Declare(endpoint.Metadata, errors));
        return builder;
    }

    /// <summary>Adds the codes to an end point's metadata.</summary>
    public static void Declare(IList<object> metadata, IEnumerable<ApiError> errors)
    {
        foreach (var error in errors)
        {
            metadata.Add(error);
            metadata.Add(
                new ProducesResponseTypeMetadata(error.Status, typeof(ProblemResponse), ["application/problem+json"])
            );
        }
    }
}
