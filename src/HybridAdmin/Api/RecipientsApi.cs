using HybridAdmin.Core.Changes;
using HybridAdmin.Core.Cloud;
using HybridAdmin.Core.Recipients;
using Microsoft.Net.Http.Headers;

namespace HybridAdmin.Api;

/// <summary>/api/v1/recipients.</summary>
internal static class RecipientsApi
{
    public static void Map(RouteGroupBuilder recipients)
    {
        recipients
            .MapGet("", ListAsync)
            .Produces<ListAnswer<RecipientItem>>()
            .WithSummary("Lists recipients")
            .Describes(
                new("search", "Words that occur in display name, alias, UPN, account name or an address."),
                new("type", "A recipient type, e.g. RemoteUserMailbox."),
                new("hidden", "true or false."),
                new("domain", "Has an SMTP address in this domain."),
                new("authority", "Who owns the Exchange attributes."),
                new("plain", "true: also users, groups and contacts without mail."),
                new("sort", "A member of an item; a leading - turns it round."),
                new("skip", "From 0."),
                new("take", "0 to 1000; 100 when absent.")
            );
        recipients.MapOtherMethods("", "GET");

        recipients.MapGet("/{id:guid}", GetAsync).Produces<RecipientAnswer>().WithSummary("One recipient, read live");
        recipients
            .MapPatch("/{id:guid}", EditAsync)
            .Produces<ChangeAnswer>()
            .WithSummary("Edits a recipient")
            .Reads<EditDocument>()
            .Describes(
                new ApiParameter(
                    "If-Match",
                    "The version that the edit was made on, in quotation marks; another one is stale.",
                    InHeader: true
                )
            );
        recipients.MapOtherMethods("/{id:guid}", "GET", "PATCH");

        recipients
            .MapGet("/{id:guid}/cloud", CloudAsync)
            .Produces<CloudAnswer>()
            .WithSummary("One recipient beside its cloud object, both read live");
        recipients.MapOtherMethods("/{id:guid}/cloud", "GET");

        recipients
            .MapPost("/{id:guid}/preview", PreviewAsync)
            .Produces<PlanAnswer>()
            .WithSummary("What an edit would do; nothing is written")
            .Reads<EditDocument>();
        recipients.MapOtherMethods("/{id:guid}/preview", "POST");
    }

    private static async Task<IResult> ListAsync(
        HttpRequest request,
        ListRecipients list,
        CancellationToken cancellationToken
    )
    {
        var query = new QueryReader(request);
        var type = query.Word<RecipientTypeDetails>("type");
        var (sort, descending) = query.Sort("sort", RecipientSort.DisplayName);
        var parsed = new RecipientQuery
        {
            Search = query.Text("search"),
            Types = type is { } one ? [one] : [],
            Hidden = query.Flag("hidden"),
            Domain = query.Text("domain"),
            Authority = query.Word<Authority>("authority"),
            IncludePlain = query.Flag("plain") ?? false,
            Sort = sort,
            Descending = descending,
        };
        var skip = query.Number("skip", 0, 0, int.MaxValue);
        var take = query.Number("take", 100, 0, ListRecipients.MostAtOnce);
        if (query.Problem is { } problem)
            return problem;
        var page = await list.ExecuteAsync(parsed, skip, take, cancellationToken);
        return Results.Ok(new ListAnswer<RecipientItem>(page.Total, page.Items.Select(RecipientItem.Of).ToArray()));
    }

    private static async Task<IResult> GetAsync(
        Guid id,
        GetRecipient get,
        HttpResponse response,
        CancellationToken cancellationToken
    )
    {
        if (await get.ExecuteAsync(id, cancellationToken) is not { } details)
            return ApiProblems.NotFound("There is no recipient with this id, or it is not visible.");
        response.Headers.ETag = new EntityTagHeaderValue($"\"{details.Recipient.Version}\"").ToString();
        return Results.Ok(RecipientAnswer.Of(details.Recipient));
    }

    private static async Task<IResult> CloudAsync(Guid id, GetCloudView get, CancellationToken cancellationToken) =>
        await get.ExecuteAsync(id, cancellationToken) is { } view
            ? Results.Ok(CloudAnswer.Of(view))
            : ApiProblems.NotFound("There is no recipient with this id, or it is not visible.");

    private static async Task<IResult> PreviewAsync(
        Guid id,
        HttpRequest request,
        PreviewRecipientEdit preview,
        CancellationToken cancellationToken
    )
    {
        var (edit, invalid) = await EditBody.ReadAsync(request, cancellationToken);
        if (invalid is not null)
            return invalid;
        var result = await preview.ExecuteAsync(id, edit, cancellationToken);
        return result.Problem is { } problem ? ApiProblems.Of(problem) : Results.Ok(PlanAnswer.Of(result.Plan!));
    }

    private static async Task<IResult> EditAsync(
        Guid id,
        HttpRequest request,
        EditRecipient edit,
        CancellationToken cancellationToken
    )
    {
        var (wanted, invalid) = await EditBody.ReadAsync(request, cancellationToken);
        if (invalid is not null)
            return invalid;
        if (!TryReadVersion(request, out var version))
            return ApiProblems.Invalid("If-Match", "If-Match must be one version in quotation marks.");
        var result = await edit.ExecuteAsync(id, wanted, version, cancellationToken);
        return result.Problem is { } problem ? ApiProblems.Of(problem) : Results.Ok(ChangeAnswer.Of(result));
    }

    /// <summary>The version of If-Match; "*" asks for any present one.</summary>
    private static bool TryReadVersion(HttpRequest request, out string? version)
    {
        version = null;
        var header = request.Headers.IfMatch;
        if (header.Count == 0 || header.ToString() == "*")
            return true;
        if (!EntityTagHeaderValue.TryParse(header.ToString(), out var tag) || tag.IsWeak)
            return false;
        version = tag.Tag.ToString().Trim('"');
        return true;
    }
}

/// <summary>The edit as the OpenAPI document describes it; read by <see cref="EditBody"/>.</summary>
internal sealed record EditDocument(
    string[]? AddAddresses,
    string[]? RemoveAddresses,
    string? PrimarySmtpAddress,
    bool? HiddenFromAddressListsEnabled,
    Dictionary<string, string?>? CustomAttributes,
    string? Alias,
    string? DisplayName,
    string? UserPrincipalName,
    string? Department,
    string? Title,
    string? Reason,
    string[]? Confirm
);
