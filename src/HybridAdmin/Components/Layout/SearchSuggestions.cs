using System.Globalization;
using HybridAdmin.Components.Controls;
using HybridAdmin.Core.Access;
using HybridAdmin.Core.Audit;
using HybridAdmin.Core.Browsing;
using HybridAdmin.Core.Changes.Reading;
using HybridAdmin.Core.Comparison.Find;
using HybridAdmin.Core.Directory;
using HybridAdmin.Core.Domains;
using HybridAdmin.Core.Recipients;

namespace HybridAdmin.Components.Layout;

/// <summary>One suggestion of the search in the top bar.</summary>
/// <param name="Href">The link target.</param>
/// <param name="Title">The name of the result.</param>
/// <param name="Detail">An address, or the action of a record.</param>
/// <param name="Note">The kind of result.</param>
/// <param name="Icon">The icon of a result that is not a recipient; null for the avatar of the title.</param>
public sealed record SearchSuggestion(string Href, string Title, string? Detail, string Note, IconName? Icon = null);

/// <summary>The results for a search text.</summary>
/// <param name="Items">
/// Direct interpretations of the text, then at most <see cref="SearchSuggestions.Most"/> recipients.
/// </param>
/// <param name="Total">The number of all matching recipients.</param>
public sealed record SearchAnswer(IReadOnlyList<SearchSuggestion> Items, int Total);

/// <summary>
/// Finds the possible meanings of a text in the top bar: the owner of an address or of a bounce's encapsulated address,
/// people by any address or name, a domain, records of the log by number or text.
/// </summary>
public sealed class SearchSuggestions(
    ListRecipients recipients,
    ListOfferedDomains offered,
    ReadAuditLog audit,
    GetPermissions permissions
)
{
    /// <summary>The maximum number of recipients shown.</summary>
    public const int Most = 8;

    /// <summary>The maximum number of domains shown among those that contain the text.</summary>
    private const int MostDomains = 3;

    public async Task<SearchAnswer> FindAsync(SearchInput input, CancellationToken cancellationToken)
    {
        var items = input.Addresses.Select(a => Who(a, input.Bounces.Count > 0)).ToList();
        if (input.Words is not { } text)
            return new SearchAnswer(items, 0);
        var isRecord = RecordNumber(text) is not null;
        if (RecordNumber(text) is { } number && await FindRecordAsync(number, cancellationToken) is { } record)
            items.Add(record);
        if (text.StartsWith('#') && isRecord)
            return new SearchAnswer(items, 0);
        if (input.Domain is { } domain)
            items.AddRange(await FindDomainAsync(domain, cancellationToken));
        var page = await recipients.ExecuteAsync(
            new RecipientQuery { Search = text, IncludePlain = true },
            0,
            Most,
            cancellationToken
        );
        items.AddRange(
            page.Items.Select(r => new SearchSuggestion(
                $"recipients/{r.Id}",
                r.DisplayName,
                r.PrimarySmtpAddress ?? r.UserPrincipalName,
                r.RecipientTypeDetails.Words()
            ))
        );
        if (input.Domain is null)
            items.AddRange(await FindDomainsAsync(text, cancellationToken));
        if (
            text.Length > 1
            && (await permissions.ExecuteAsync(cancellationToken)).Permissions.Contains(Permission.ReadAudit)
        )
            items.Add(
                new SearchSuggestion(
                    $"audit?text={Uri.EscapeDataString(text)}",
                    $"Audit records with \"{text}\"",
                    "In names, reasons and values",
                    "audit",
                    IconName.Audit
                )
            );
        return new SearchAnswer(items, page.Total);
    }

    /// <summary>Reads a record number such as "4711" or "#4711"; null if the text is not one.</summary>
    public static long? RecordNumber(string text) =>
        long.TryParse(text.TrimStart('#'), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        && number > 0
            ? number
            : null;

    /// <summary>The address of the page that shows the owners of these addresses.</summary>
    public static string FindHref(IEnumerable<string> addresses) =>
        "find?" + string.Join('&', addresses.Select(a => $"address={Uri.EscapeDataString(a)}"));

    private static SearchSuggestion Who(string address, bool fromBounce) =>
        fromBounce
            ? new SearchSuggestion(
                FindHref([address]),
                "Whose is the address in this bounce?",
                address,
                "bounce",
                IconName.Mail
            )
            : new SearchSuggestion(
                FindHref([address]),
                $"Who has {address}?",
                "Everybody who holds it, and who held it before",
                "address",
                IconName.Question
            );

    private async Task<IEnumerable<SearchSuggestion>> FindDomainAsync(
        string domain,
        CancellationToken cancellationToken
    )
    {
        var total = (
            await recipients.ExecuteAsync(new RecipientQuery { Domain = domain }, 0, 0, cancellationToken)
        ).Total;
        var found = new List<SearchSuggestion>();
        if (total > 0)
            found.Add(ToRecipients(domain, total));
        if ((await OfferedAsync(cancellationToken)).Contains(domain))
            found.Add(ToDomain(domain, "Tenant, DNS records, mail flow"));
        return found;
    }

    /// <summary>
    /// Finds the domains whose name matches the text, both those in use and those that are only known; one or two
    /// letters would match all of them. A domain that only external contacts use has no page: its people are suggested
    /// instead.
    /// </summary>
    private async Task<IEnumerable<SearchSuggestion>> FindDomainsAsync(string text, CancellationToken cancellationToken)
    {
        var part = text.TrimStart('@');
        if (part.Length < 3 || !part.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-'))
            return [];
        var inUse = (await recipients.GetFacetsAsync(cancellationToken)).Domains;
        var ours = await OfferedAsync(cancellationToken);
        return inUse
            .Select(d => (Name: d.Value, d.Count))
            .Concat(
                ours.Except(inUse.Select(d => d.Value), StringComparer.OrdinalIgnoreCase)
                    .Select(name => (Name: name, Count: 0))
            )
            .Where(d => d.Name.Contains(part, StringComparison.OrdinalIgnoreCase))
            .OrderByDescending(d => d.Count)
            .ThenBy(d => d.Name, StringComparer.Ordinal)
            .Take(MostDomains)
            .Select(d =>
                !ours.Contains(d.Name)
                    ? ToRecipients(d.Name, d.Count)
                    : ToDomain(d.Name, d.Count == 0 ? "No recipient has an address in it" : Recipients(d.Count))
            );
    }

    /// <summary>
    /// A directory that was never reached names no domains; the rest of the search works without them.
    /// </summary>
    private async Task<IReadOnlySet<string>> OfferedAsync(CancellationToken cancellationToken)
    {
        try
        {
            return (await offered.ExecuteAsync(cancellationToken))
                .Select(d => d.Name)
                .Where(name => !name.StartsWith("*.", StringComparison.Ordinal))
                .ToHashSet(StringComparer.OrdinalIgnoreCase);
        }
        catch (DirectoryFault)
        {
            return new HashSet<string>();
        }
    }

    private static SearchSuggestion ToRecipients(string domain, int count) =>
        new(
            $"recipients?domain={Uri.EscapeDataString(domain)}",
            $"{Recipients(count)} in {domain}",
            "With an address in this domain",
            "domain",
            IconName.Domains
        );

    private static SearchSuggestion ToDomain(string name, string detail) =>
        new($"domains/{Uri.EscapeDataString(name)}", $"Domain {name}", detail, "domain", IconName.Domains);

    private static string Recipients(int count) =>
        $"{count.ToString("N0", CultureInfo.InvariantCulture)} {(count == 1 ? "recipient" : "recipients")}";

    private async Task<SearchSuggestion?> FindRecordAsync(long number, CancellationToken cancellationToken)
    {
        try
        {
            return await audit.FindAsync(number, cancellationToken) is { } entry
                ? new SearchSuggestion(
                    $"audit/{number}",
                    $"Audit record {number}",
                    $"{entry.TargetName ?? entry.ActorName}: {AuditSummary.Of(entry)}",
                    entry.Outcome.Words(),
                    IconName.Audit
                )
                : null;
        }
        catch (Exception exception) when (exception is AccessDeniedException or AuditUnavailableException)
        {
            return null; // the people are found nevertheless
        }
    }
}
