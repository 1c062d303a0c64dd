using HybridAdmin.Benchmarks.Measuring;
using HybridAdmin.Benchmarks.Peers;
using HybridAdmin.Core.Indexing;
using HybridAdmin.Core.Recipients;

namespace HybridAdmin.Benchmarks;

/// <summary>
/// A search as typed, letter by letter, in the index; compared with the address book's own resolution (anr) live over
/// LDAP.
/// </summary>
internal static class SearchBenchmark
{
    private const int People = 60;

    /// <summary>The number of searches over LDAP: each may take a second.</summary>
    private const int MostLive = 30;

    public static void Run(LoadedDomain domain, RecipientIndex index, Report report)
    {
        var snapshot = index.Current;
        var typed = Typed(snapshot);
        foreach (var text in typed.Take(50))
            snapshot.List(new RecipientQuery { Search = text }, 0, 50, []);

        using var ldap = new BareLdap(domain);
        var (ours, theirs) = (new Times(), new Times());
        foreach (var text in typed)
            ours.Measure(() => snapshot.List(new RecipientQuery { Search = text }, 0, 50, []));
        foreach (var text in typed.Where(t => t.Length >= 3).Take(MostLive))
            theirs.Measure(() => ldap.Anr(text));

        report.Add(
            new Result(
                $"a search as typed among {snapshot.Count:N0}, p95",
                Report.Milliseconds(ours.P95),
                $"anr over LDAP {Report.Milliseconds(theirs.P95)}",
                $"{Report.Times(theirs.P95 / ours.P95)} faster",
                "under 15 ms, at least 10 x faster",
                ours.P95 < 15 && theirs.P95 / ours.P95 >= 10
            )
        );
        report.Add(
            new Result(
                $"the same, median",
                Report.Milliseconds(ours.Median),
                $"anr over LDAP {Report.Milliseconds(theirs.Median)}",
                $"{Report.Times(theirs.Median / ours.Median)} faster",
                null,
                null
            )
        );
    }

    /// <summary>
    /// Typed texts for people across the whole list: each beginning of a name, an address or an alias.
    /// </summary>
    private static string[] Typed(RecipientSnapshot snapshot)
    {
        var random = new Random(11);
        var typed = new List<string>();
        for (var i = 0; i < People; i++)
        {
            var person = snapshot
                .List(new RecipientQuery(), random.Next(snapshot.List(new RecipientQuery(), 0, 0, []).Total), 1, [])
                .Items[0];
            var text = (i % 3) switch
            {
                0 => person.DisplayName,
                1 => person.PrimarySmtpAddress ?? person.DisplayName,
                _ => person.Alias ?? person.DisplayName,
            };
            for (var length = 1; length <= Math.Min(text.Length, 12); length++)
            {
                if (!text[length - 1].Equals(' '))
                    typed.Add(text[..length]);
            }
        }

        return [.. typed.Where(t => !t.AsSpan().ContainsAny("*()\\"))];
    }
}
