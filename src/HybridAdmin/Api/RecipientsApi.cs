using System.ComponentModel;
using HybridAdmin.Api.OpenApi;
using HybridAdmin.Api.Requests;
using HybridAdmin.Core.Browsing;
using HybridAdmin.Core.Changes.Editing;
using HybridAdmin.Core.Changes.Model;
using HybridAdmin.Core.Comparison.View;
using HybridAdmin.Core.Recipients;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Net.Http.Headers;

namespace HybridAdmin.Api;

/// <summary>Maps /api/v1/recipients.</summary>
internal static class RecipientsApi
{
    private const string Nobody = "There is no recipient with this id, or it is not visible.";

    public static void Map(RouteGroupBuilder recipients)
    {
        recipients.MapGet("", ListAsync).WithName("ListRecipients");
        recipients.MapOtherMethods("", "GET");

        recipients
            .MapGet("/{id:guid}", GetAsync)
            .WithName("GetRecipient")
            .CanFailWith(ApiErrors.NotFound)
            .AnswersWith("ETag", "The version of the recipient in quotation marks, for If-Match.");
        recipients.MapPatch("/{id:guid}", EditAsync).WithName("EditRecipient").CanFailWith(ApiErrors.OfChanges);
        recipients.MapOtherMethods("/{id:guid}", "GET", "PATCH");

        recipients
            .MapGet("/{id:guid}/cloud", GetCloudAsync)
            .WithName("GetRecipientCloudView")
            .CanFailWith(ApiErrors.NotFound);
        recipients.MapOtherMethods("/{id:guid}/cloud", "GET");

        recipients
            .MapPost("/{id:guid}/preview", PreviewAsync)
            .WithName("PreviewRecipientEdit")
            .CanFailWith(ApiErrors.OfPlans);
        recipients.MapOtherMethods("/{id:guid}/preview", "POST");
    }

    /// <summary>Lists recipients</summary>
    /// <remarks>From the index of the console, which follows the directory within seconds.</remarks>
    internal static async Task<ApiResult<ListResponse<RecipientResponse>>> ListAsync(
        QueryRequest<RecipientListQuery> query,
        ListRecipients list,
        CancellationToken cancellationToken
    )
    {
        var wanted = query.Value;
        var page = await list.ExecuteAsync(wanted.ToQuery(), wanted.Skip, wanted.Take, cancellationToken);
        return new ListResponse<RecipientResponse>
        {
            Total = page.Total,
            Items = [.. page.Items.Select(RecipientResponse.From)],
        };
    }

    /// <summary>Gets one recipient, read live</summary>
    /// <param name="id">objectGUID.</param>
    internal static async Task<ApiResult<RecipientDetailsResponse>> GetAsync(
        Guid id,
        GetRecipient get,
        HttpResponse response,
        CancellationToken cancellationToken
    )
    {
        if (await get.ExecuteAsync(id, cancellationToken) is not { } details)
            return ApiProblems.NotFound(Nobody);
        response.Headers.ETag = new EntityTagHeaderValue($"\"{details.Recipient.Version}\"").ToString();
        return RecipientDetailsResponse.From(details.Recipient);
    }

    /// <summary>Gets one recipient beside its cloud object, both read live</summary>
    /// <param name="id">objectGUID.</param>
    internal static async Task<ApiResult<CloudViewResponse>> GetCloudAsync(
        Guid id,
        GetCloudView get,
        CancellationToken cancellationToken
    ) =>
        await get.ExecuteAsync(id, cancellationToken) is { } view
            ? CloudViewResponse.From(view)
            : ApiProblems.NotFound(Nobody);

    /// <summary>Previews an edit of a recipient</summary>
    /// <remarks>Shows the changes and findings. Nothing is written.</remarks>
    /// <param name="id">objectGUID.</param>
    internal static async Task<ApiResult<PlanResponse>> PreviewAsync(
        Guid id,
        JsonRequest<EditRecipientRequest> body,
        PreviewRecipientEdit preview,
        CancellationToken cancellationToken
    )
    {
        var result = await preview.ExecuteAsync(id, body.Value.ToEdit(), cancellationToken);
        return result.Problem is { } problem ? ApiProblems.Of(problem) : PlanResponse.From(result.Plan!);
    }

    /// <summary>Edits a recipient</summary>
    /// <remarks>
    /// Writes once, to Active Directory or Exchange Online by who owns the attribute, and records the change with its
    /// outcome in the audit log.
    /// </remarks>
    /// <param name="id">objectGUID.</param>
    internal static async Task<ApiResult<ChangeResponse>> EditAsync(
        Guid id,
        JsonRequest<EditRecipientRequest> body,
        [FromHeader(Name = "If-Match")]
        [Description(
            "The version that the edit is based on, in quotation marks; another present version is refused as stale. "
                + "* takes any."
        )]
            string? ifMatch,
        EditRecipient edit,
        CancellationToken cancellationToken
    )
    {
        if (!TryReadVersion(ifMatch, out var version))
            return ApiProblems.Invalid("If-Match", "If-Match must be one version in quotation marks.");
        return ChangeResponse.ResultOf(await edit.ExecuteAsync(id, body.Value.ToEdit(), version, cancellationToken));
    }

    /// <summary>Reads the version of If-Match; "*" matches any existing version.</summary>
    private static bool TryReadVersion(string? header, out string? version)
    {
        version = null;
        if (header is null or "*")
            return true;
        if (!EntityTagHeaderValue.TryParse(header, out var tag) || tag.IsWeak)
            return false;
        version = tag.Tag.ToString().Trim('"');
        return true;
    }
}
