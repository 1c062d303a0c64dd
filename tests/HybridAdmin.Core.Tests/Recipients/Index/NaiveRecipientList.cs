using System.Text;
using HybridAdmin.Core.Directory;
using HybridAdmin.Core.Indexing;
using HybridAdmin.Core.Recipients;

namespace HybridAdmin.Core.Tests.Recipients.Index;

/// <summary>
/// The expected results of the index, written for clarity and not for speed: every query is evaluated for every entry.
/// </summary>
internal sealed class NaiveRecipientList(IEnumerable<DirectoryEntry> entries)
{
    private readonly Row[] rows = entries.Select(e => new Row(e)).ToArray();

    public (int Total, Guid[] Ids) List(
        RecipientQuery query,
        int skip,
        int take,
        IReadOnlyList<DistinguishedName> scope
    )
    {
        var terms = Fold(query.Search ?? string.Empty)
            .Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(t => t.StartsWith("smtp:", StringComparison.Ordinal) ? t["smtp:".Length..] : t)
            .Where(t => t.Length > 0)
            .ToArray();
        var found = rows.Where(r =>
            Matches(r, query, scope) && terms.All(t => r.Fields.Any(f => f.Contains(t, StringComparison.Ordinal)))
        );
        var isRanked = terms.Length > 0 && query is { Sort: RecipientSort.DisplayName, Descending: false };
        var withKey = found
            .Where(r => Key(r, query.Sort).Length > 0)
            .OrderBy(r => isRanked ? Rank(r, terms) : 0)
            .ThenBy(r => Key(r, query.Sort), Utf8Order.Instance)
            .ThenBy(r => r.Name, Utf8Order.Instance)
            .ThenBy(r => r.Entry.Id)
            .ToArray();
        var without = found
            .Where(r => Key(r, query.Sort).Length == 0)
            .OrderBy(r => isRanked ? Rank(r, terms) : 0)
            .ThenBy(r => r.Name, Utf8Order.Instance)
            .ThenBy(r => r.Entry.Id)
            .ToArray();
        var sorted = (query.Descending ? Enumerable.Reverse(withKey) : withKey).Concat(without).ToArray();
        return (sorted.Length, sorted.Skip(skip).Take(take).Select(r => r.Entry.Id).ToArray());
    }

    public HashSet<(Guid Id, string Attribute, string Value)> FindHolders(string address)
    {
        return rows.SelectMany(r =>
                new[] { "proxyAddresses", "mail", "userPrincipalName", "targetAddress" }.SelectMany(a =>
                    r.Entry.Texts(a)
                        .Where(v => Bare(v).Equals(Bare(address), StringComparison.OrdinalIgnoreCase))
                        .Select(v => (r.Entry.Id, a, v))
                )
            )
            .ToHashSet();

        static string Bare(string text) =>
            text.StartsWith("smtp:", StringComparison.OrdinalIgnoreCase) ? text["smtp:".Length..] : text;
    }

    public static string Fold(string text) => Encoding.UTF8.GetString(TextFolding.Fold(text));

    private static bool Matches(Row row, RecipientQuery query, IReadOnlyList<DistinguishedName> scope)
    {
        if (query.Types.Count > 0 ? !query.Types.Contains(row.Type) : row.Type.IsPlain() && !query.IncludePlain)
            return false;
        if (query.Hidden is { } hidden && hidden != (row.Entry.Text("msExchHideFromAddressLists") == "TRUE"))
            return false;
        if (query.HasAlias is { } hasAlias && hasAlias != row.Entry.Has("mailNickname"))
            return false;
        if (
            query.Domain is { } domain
            && !row.Smtp.Any(a => a.EndsWith("@" + domain, StringComparison.OrdinalIgnoreCase))
        )
            return false;
        if (query.OrganizationalUnit is { } unit && !row.Entry.Dn.IsWithin(DistinguishedName.Parse(unit)))
            return false;
        return scope.Count == 0 || scope.Any(row.Entry.Dn.IsWithin);
    }

    private static int Rank(Row row, string[] terms) =>
        terms.Max(term =>
            row.Fields.Skip(1).Contains(term) ? 1
            : Enumerable
                .Range(0, row.Name.Length)
                .Any(i =>
                    string.CompareOrdinal(row.Name, i, term, 0, term.Length) == 0
                    && (i == 0 || !IsLetter(row.Name[i - 1]))
                )
                ? 2
            : 3
        );

    private static bool IsLetter(char c) => c >= 0x80 || char.IsAsciiLetterOrDigit(c);

    private static string Key(Row row, RecipientSort sort) =>
        sort switch
        {
            RecipientSort.DisplayName or RecipientSort.Authority => row.Name, // without a tenant everybody is Unknown
            RecipientSort.PrimarySmtpAddress => Fold(row.Primary ?? string.Empty),
            RecipientSort.Alias => Fold(row.Entry.Text("mailNickname") ?? string.Empty),
            RecipientSort.UserPrincipalName => Fold(row.Entry.Text("userPrincipalName") ?? string.Empty),
            RecipientSort.RecipientTypeDetails => row.Type.Words().ToLowerInvariant(),
            _ => Fold(row.Entry.Dn.ContainerPath),
        };

    private sealed class Row
    {
        public Row(DirectoryEntry entry)
        {
            Entry = entry;
            Type = RecipientTypes.Classify(entry);
            Name = Fold(entry.Text("displayName") ?? entry.Text("cn") ?? entry.Dn.Name);
            var proxies = entry.Texts("proxyAddresses").ToArray();
            Smtp = proxies
                .Where(p => p.StartsWith("smtp:", StringComparison.OrdinalIgnoreCase))
                .Select(p => p["smtp:".Length..])
                .Concat(entry.Texts("mail"))
                .ToArray();
            Primary =
                proxies
                    .Where(p => p.StartsWith("SMTP:", StringComparison.Ordinal))
                    .Select(p => p["SMTP:".Length..])
                    .FirstOrDefault()
                ?? entry.Text("mail");
            Fields =
            [
                Name,
                .. new[] { entry.Text("mailNickname"), entry.Text("userPrincipalName"), entry.Text("sAMAccountName") }
                    .OfType<string>()
                    .Select(Fold),
                .. Smtp.Select(Fold),
                .. proxies.Where(p => !p.StartsWith("smtp:", StringComparison.OrdinalIgnoreCase)).Select(Fold),
                .. entry.Texts("targetAddress").Select(t => Fold(t["SMTP:".Length..])),
            ];
        }

        public DirectoryEntry Entry { get; }

        public RecipientTypeDetails Type { get; }

        public string Name { get; }

        public string? Primary { get; }

        public string[] Smtp { get; }

        public string[] Fields { get; }
    }

    private sealed class Utf8Order : IComparer<string>
    {
        public static readonly Utf8Order Instance = new();

        public int Compare(string? x, string? y) =>
            Encoding.UTF8.GetBytes(x!).AsSpan().SequenceCompareTo(Encoding.UTF8.GetBytes(y!));
    }
}
