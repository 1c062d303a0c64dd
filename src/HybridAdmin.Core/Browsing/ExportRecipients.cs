using System.Globalization;
using HybridAdmin.Core.Access;
using HybridAdmin.Core.Audit;
using HybridAdmin.Core.Recipients;
using HybridAdmin.Core.SourceOfAuthority.Join;

namespace HybridAdmin.Core.Browsing;

/// <summary>
/// Exports the filtered list at one moment, within the actor's scope and with every custom attribute. The export is
/// recorded; if the audit log is unavailable, nothing is exported.
/// </summary>
public sealed class ExportRecipients(ICurrentActor current, HybridRecipientIndex authorities, IAuditLog audit)
{
    /// <summary>The maximum number of recipients in one export.</summary>
    public const int Most = 50_000;

    /// <exception cref="AccessDeniedException">The role may not export.</exception>
    /// <exception cref="AuditUnavailableException">The export could not be recorded.</exception>
    public async Task<RecipientPage> ExecuteAsync(RecipientQuery query, CancellationToken cancellationToken)
    {
        var actor = await current.RequireAsync(Permission.ExportRecipients, cancellationToken).ConfigureAwait(false);
        var everything = query with
        {
            CustomAttributes = Enumerable.Range(1, RecipientAttributes.CustomAttributeCount).ToArray(),
        };
        var page = authorities.Current.List(everything, 0, Most, actor.Scope);
        var intent = new AuditIntent
        {
            Actor = actor,
            Action = AuditAction.RecipientsExported,
            CorrelationId = Guid.NewGuid(),
        };
        await audit
            .RecordAsync(intent, new AuditEnd(AuditOutcome.Applied, Sentence(query, page)), cancellationToken)
            .ConfigureAwait(false);
        return page;
    }

    /// <summary>Describes the exported data for the record.</summary>
    internal static string Sentence(RecipientQuery query, RecipientPage page)
    {
        string?[] filters =
        [
            string.IsNullOrWhiteSpace(query.Search) ? null : $"search \"{query.Search.Trim()}\"",
            query.Types.Count == 0 ? null : $"type {string.Join(", ", query.Types)}",
            query.Domain is { } domain ? $"domain {domain}" : null,
            query.Hidden is { } hidden
                ? hidden
                    ? "hidden"
                    : "visible"
                : null,
            query.HasAlias is { } alias
                ? alias
                    ? "with alias"
                    : "without alias"
                : null,
            query.Authority is { } authority ? $"authority {authority}" : null,
            query.OrganizationalUnit is { } unit ? $"below {unit}" : null,
            query.IncludePlain ? "also without mail" : null,
        ];
        var given = filters.OfType<string>().ToArray();
        var count =
            page.Items.Count < page.Total
                ? $"the first {Number(page.Items.Count)} of {Number(page.Total)} recipients"
                : $"{Number(page.Total)} {(page.Total == 1 ? "recipient" : "recipients")}";
        return $"Exported {count} as CSV ({(given.Length == 0 ? "no filter" : string.Join("; ", given))})";
    }

    private static string Number(int number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
