using System.Globalization;
using HybridAdmin.Core.Access;
using HybridAdmin.Core.Audit;
using HybridAdmin.Core.Recipients;

namespace HybridAdmin.Components.Layout;

/// <summary>One line below the search of the top bar.</summary>
/// <param name="Href">Where it leads.</param>
/// <param name="Title">A name.</param>
/// <param name="Detail">An address, or what was done.</param>
/// <param name="Note">What kind of thing it is.</param>
/// <param name="IsRecord">A record of the audit log and not a recipient.</param>
public sealed record SearchSuggestion(string Href, string Title, string? Detail, string Note, bool IsRecord = false);

/// <summary>What was found for a text.</summary>
/// <param name="Items">At most <see cref="SearchSuggestions.Most"/>.</param>
/// <param name="Total">Recipients that match in all.</param>
public sealed record SearchAnswer(IReadOnlyList<SearchSuggestion> Items, int Total);

/// <summary>Finds what a text in the top bar may mean: people by any address or name, a record of the log by its number.</summary>
public sealed class SearchSuggestions(ListRecipients recipients, ReadAuditLog audit)
{
    public const int Most = 8;

    public async Task<SearchAnswer> FindAsync(string text, CancellationToken cancellationToken)
    {
        var items = new List<SearchSuggestion>();
        if (RecordNumber(text) is { } number && await FindRecordAsync(number, cancellationToken) is { } record) items.Add(record);
        if (text.StartsWith('#')) return new SearchAnswer(items, 0);
        var page = await recipients.ExecuteAsync(new RecipientQuery { Search = text, IncludePlain = true }, 0, Most - items.Count, cancellationToken);
        items.AddRange(page.Items.Select(r => new SearchSuggestion($"recipients/{r.Id}", r.DisplayName, r.PrimarySmtpAddress ?? r.UserPrincipalName, r.RecipientTypeDetails.Words())));
        return new SearchAnswer(items, page.Total);
    }

    /// <summary>"4711" or "#4711"; null: no number of a record.</summary>
    public static long? RecordNumber(string text) =>
        long.TryParse(text.TrimStart('#'), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? number : null;

    private async Task<SearchSuggestion?> FindRecordAsync(long number, CancellationToken cancellationToken)
    {
        try
        {
            return await audit.FindAsync(number, cancellationToken) is { } entry
                ? new SearchSuggestion($"audit/{number}", $"Audit record {number}", $"{entry.TargetName ?? entry.ActorName}: {AuditSummary.Of(entry)}", entry.Outcome.Words(), true)
                : null;
        }
        catch (Exception exception) when (exception is AccessDeniedException or AuditUnavailableException)
        {
            return null; // the people are found all the same
        }
    }
}
