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
        recipients.MapGet("", ListAsync).Produces<ListAnswer<RecipientItem>>().WithSummary("Lists recipients")
            .WithDescription("Parameters: search, type, hidden, domain, authority, plain, sort (a leading - turns it round), skip, take (at most 1000).");
        recipients.MapGet("/{id:guid}", GetAsync).Produces<RecipientAnswer>().WithSummary("One recipient, read live");
        recipients.MapPost("/{id:guid}/preview", PreviewAsync).Accepts<EditDocument>("application/json").Produces<PlanAnswer>().WithSummary("What an edit would do; nothing is written");
        recipients.MapPatch("/{id:guid}", EditAsync).Accepts<EditDocument>("application/json").Produces<ChangeAnswer>().WithSummary("Edits a recipient; optional If-Match with its version");
    }

    private static async Task<IResult> ListAsync(HttpRequest request, ListRecipients list, CancellationToken cancellationToken)
    {
        var query = new QueryReader(request);
        var type = query.Word<RecipientTypeDetails>("type");
        var sort = query.Text("sort");
        var descending = sort?.StartsWith('-') ?? false;
        var parsed = new RecipientQuery
        {
            Search = query.Text("search"),
            Types = type is { } one ? [one] : [],
            Hidden = query.Flag("hidden"),
            Domain = query.Text("domain"),
            Authority = query.Word<Authority>("authority"),
            IncludePlain = query.Flag("plain") ?? false,
            Sort = SortOf(sort?.TrimStart('-'), out var sortProblem),
            Descending = descending,
        };
        var skip = query.Number("skip", 0, 0, int.MaxValue);
        var take = query.Number("take", 100, 0, ListRecipients.MostAtOnce);
        if ((query.Problem ?? sortProblem) is { } problem) return problem;
        var page = await list.ExecuteAsync(parsed, skip, take, cancellationToken);
        return Results.Ok(new ListAnswer<RecipientItem>(page.Total, page.Items.Select(RecipientItem.Of).ToArray()));
    }

    private static async Task<IResult> GetAsync(Guid id, GetRecipient get, HttpResponse response, CancellationToken cancellationToken)
    {
        if (await get.ExecuteAsync(id, cancellationToken) is not { } details) return ApiProblems.NotFound("There is no recipient with this id, or it is not visible.");
        response.Headers.ETag = new EntityTagHeaderValue($"\"{details.Recipient.Version}\"").ToString();
        return Results.Ok(RecipientAnswer.Of(details.Recipient));
    }

    private static async Task<IResult> PreviewAsync(Guid id, HttpRequest request, PreviewRecipientEdit preview, CancellationToken cancellationToken)
    {
        var (edit, invalid) = await EditBody.ReadAsync(request, cancellationToken);
        if (invalid is not null) return invalid;
        var result = await preview.ExecuteAsync(id, edit, cancellationToken);
        return result.Problem is { } problem ? ApiProblems.Of(problem) : Results.Ok(PlanAnswer.Of(result.Plan!));
    }

    private static async Task<IResult> EditAsync(Guid id, HttpRequest request, EditRecipient edit, CancellationToken cancellationToken)
    {
        var (wanted, invalid) = await EditBody.ReadAsync(request, cancellationToken);
        if (invalid is not null) return invalid;
        if (!TryReadVersion(request, out var version)) return ApiProblems.Invalid("If-Match", "If-Match must be one version in quotation marks.");
        var result = await edit.ExecuteAsync(id, wanted, version, cancellationToken);
        return result.Problem is { } problem ? ApiProblems.Of(problem) : Results.Ok(ChangeAnswer.Of(result));
    }

    /// <summary>The version of If-Match; "*" asks for any present one.</summary>
    private static bool TryReadVersion(HttpRequest request, out string? version)
    {
        version = null;
        var header = request.Headers.IfMatch;
        if (header.Count == 0 || header.ToString() == "*") return true;
        if (!EntityTagHeaderValue.TryParse(header.ToString(), out var tag)) return false;
        version = tag.Tag.ToString().Trim('"');
        return true;
    }

    private static RecipientSort SortOf(string? text, out IResult? problem)
    {
        problem = null;
        if (text is null) return RecipientSort.DisplayName;
        if (Enum.TryParse<RecipientSort>(text, true, out var sort) && Enum.IsDefined(sort) && !char.IsAsciiDigit(text[0])) return sort;
        problem = ApiProblems.Invalid("sort", $"sort must be one of {string.Join(", ", Enum.GetNames<RecipientSort>())}, with a leading - for descending.");
        return RecipientSort.DisplayName;
    }
}

/// <summary>The edit as the OpenAPI document describes it; read by <see cref="EditBody"/>.</summary>
internal sealed record EditDocument(
    string[]? AddAddresses, string[]? RemoveAddresses, string? PrimarySmtpAddress, bool? HiddenFromAddressListsEnabled,
    Dictionary<string, string?>? CustomAttributes, string? Alias, string? DisplayName, string? Reason, string[]? Confirm);
