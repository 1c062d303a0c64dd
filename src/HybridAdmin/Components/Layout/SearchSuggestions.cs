using System.Globalization;
using HybridAdmin.Components.Controls;
using HybridAdmin.Core.Access;
using HybridAdmin.Core.Audit;
using HybridAdmin.Core.Find;
using HybridAdmin.Core.Recipients;

namespace HybridAdmin.Components.Layout;

/// <summary>One line below the search of the top bar.</summary>
/// <param name="Href">Where it leads.</param>
/// <param name="Title">A name.</param>
/// <param name="Detail">An address, or what was done.</param>
/// <param name="Note">What kind of thing it is.</param>
/// <param name="Icon">For what is no recipient; null: the avatar of the title.</param>
public sealed record SearchSuggestion(string Href, string Title, string? Detail, string Note, IconName? Icon = null);

/// <summary>What was found for a text.</summary>
/// <param name="Items">What it may mean first, then at most <see cref="SearchSuggestions.Most"/> recipients.</param>
/// <param name="Total">Recipients that match in all.</param>
public sealed record SearchAnswer(IReadOnlyList<SearchSuggestion> Items, int Total);

/// <summary>
/// Finds what a text in the top bar may mean: the owner of an address or of a bounce's packed address, people by any address or name, a domain, records of
/// the log by number or text.
/// </summary>
public sealed class SearchSuggestions(ListRecipients recipients, ReadAuditLog audit, GetPermissions permissions)
{
    /// <summary>Recipients that are shown.</summary>
    public const int Most = 8;

    /// <summary>Domains that are shown of those that hold the text.</summary>
    private const int MostDomains = 3;

    public async Task<SearchAnswer> FindAsync(SearchInput input, CancellationToken cancellationToken)
    {
        var items = input.Addresses.Select(a => Who(a, input.Bounces.Count > 0)).ToList();
        if (input.Words is not { } text) return new SearchAnswer(items, 0);
        var isRecord = RecordNumber(text) is not null;
        if (RecordNumber(text) is { } number && await FindRecordAsync(number, cancellationToken) is { } record) items.Add(record);
        if (text.StartsWith('#') && isRecord) return new SearchAnswer(items, 0);
        if (input.Domain is { } domain && await FindDomainAsync(domain, cancellationToken) is { } inDomain)
        {
            items.Add(inDomain);
            items.Add(new SearchSuggestion($"domains/{Uri.EscapeDataString(domain)}", $"Domain {domain}", "Tenant, DNS records, mail flow", "domain", IconName.Domains));
        }

        var page = await recipients.ExecuteAsync(new RecipientQuery { Search = text, IncludePlain = true }, 0, Most, cancellationToken);
        items.AddRange(page.Items.Select(r => new SearchSuggestion($"recipients/{r.Id}", r.DisplayName, r.PrimarySmtpAddress ?? r.UserPrincipalName, r.RecipientTypeDetails.Words())));
        if (input.Domain is null) items.AddRange(await FindDomainsAsync(text, cancellationToken));
        if (text.Length > 1 && (await permissions.ExecuteAsync(cancellationToken)).Permissions.Contains(Permission.ReadAudit))
            items.Add(new SearchSuggestion($"audit?text={Uri.EscapeDataString(text)}", $"Audit records with \"{text}\"", "In names, reasons and values", "audit", IconName.Audit));
        return new SearchAnswer(items, page.Total);
    }

    /// <summary>"4711" or "#4711"; null: no number of a record.</summary>
    public static long? RecordNumber(string text) =>
        long.TryParse(text.TrimStart('#'), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? number : null;

    /// <summary>The page that answers who has these addresses.</summary>
    public static string FindHref(IEnumerable<string> addresses) => "find?" + string.Join('&', addresses.Select(a => $"address={Uri.EscapeDataString(a)}"));

    private static SearchSuggestion Who(string address, bool fromBounce) => fromBounce
        ? new SearchSuggestion(FindHref([address]), "Whose is the address in this bounce?", address, "bounce", IconName.Mail)
        : new SearchSuggestion(FindHref([address]), $"Who has {address}?", "Everybody who holds it, and who held it before", "address", IconName.Question);

    private async Task<SearchSuggestion?> FindDomainAsync(string domain, CancellationToken cancellationToken)
    {
        var total = (await recipients.ExecuteAsync(new RecipientQuery { Domain = domain }, 0, 0, cancellationToken)).Total;
        return total == 0 ? null : new SearchSuggestion($"recipients?domain={Uri.EscapeDataString(domain)}", $"{Recipients(total)} in {domain}", "With an address in this domain", "domain", IconName.Domains);
    }

    /// <summary>Domains in use whose name is being typed; a letter or two are in all of them.</summary>
    private async Task<IEnumerable<SearchSuggestion>> FindDomainsAsync(string text, CancellationToken cancellationToken)
    {
        var part = text.TrimStart('@');
        if (part.Length < 3 || !part.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-')) return [];
        return (await recipients.GetFacetsAsync(cancellationToken)).Domains
            .Where(d => d.Value.Contains(part, StringComparison.OrdinalIgnoreCase)).OrderByDescending(d => d.Count).Take(MostDomains)
            .Select(d => new SearchSuggestion($"domains/{Uri.EscapeDataString(d.Value)}", $"Domain {d.Value}", Recipients(d.Count), "domain", IconName.Domains));
    }

    private static string Recipients(int count) => $"{count.ToString("N0", CultureInfo.InvariantCulture)} {(count == 1 ? "recipient" : "recipients")}";

    private async Task<SearchSuggestion?> FindRecordAsync(long number, CancellationToken cancellationToken)
    {
        try
        {
            return await audit.FindAsync(number, cancellationToken) is { } entry
                ? new SearchSuggestion($"audit/{number}", $"Audit record {number}", $"{entry.TargetName ?? entry.ActorName}: {AuditSummary.Of(entry)}", entry.Outcome.Words(), IconName.Audit)
                : null;
        }
        catch (Exception exception) when (exception is AccessDeniedException or AuditUnavailableException)
        {
            return null; // the people are found all the same
        }
    }
}
