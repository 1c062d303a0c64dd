namespace HybridAdmin.Core.Domains.Records;

/// <summary>A term that costs a lookup, found while following the included records.</summary>
/// <param name="Depth">0 for the domain's own record.</param>
/// <param name="Domain">The domain whose record contains the term.</param>
public sealed record SpfStep(int Depth, string Domain, SpfTerm Term);

/// <summary>An SPF record with all included records.</summary>
public sealed record SpfChain
{
    /// <summary>Ten are allowed; a receiver gives up at the eleventh (RFC 7208, 4.6.4).</summary>
    public const int MostLookups = 10;

    /// <summary>Names that do not exist or lack the requested record: at most two are allowed.</summary>
    public const int MostVoid = 2;

    /// <summary>Every term that costs a lookup, in the order of evaluation. Ends after the limit.</summary>
    public required IReadOnlyList<SpfStep> Steps { get; init; }

    /// <summary>The number of included names without a result.</summary>
    public int VoidLookups { get; init; }

    /// <summary>The reasons why the whole record fails, as sentences.</summary>
    public IReadOnlyList<string> Problems { get; init; } = [];

    /// <summary>The reason why a part could not be looked up; null if everything was.</summary>
    public string? NotSeen { get; init; }

    /// <summary>Names of all included records, nested ones too.</summary>
    public IEnumerable<string> Includes =>
        Steps.Where(s => s.Term.IsReference).Select(s => DnsNames.Normalize(s.Term.Value));

    /// <summary>Evaluates a record. Queries records of other names at most <see cref="MostLookups"/> times.</summary>
    public static async Task<SpfChain> WalkAsync(string domain, SpfRecord record, Func<string, Task<DnsAnswer>> texts)
    {
        var walk = new Walk(texts);
        await walk.GoAsync(domain, record, 0, [domain]).ConfigureAwait(false);
        return new SpfChain
        {
            Steps = walk.Steps,
            VoidLookups = walk.Void,
            Problems = [.. walk.Problems.Distinct()],
            NotSeen = walk.NotSeen,
        };
    }

    private sealed class Walk(Func<string, Task<DnsAnswer>> texts)
    {
        public List<SpfStep> Steps { get; } = [];

        public List<string> Problems { get; } = [];

        public int Void { get; private set; }

        public string? NotSeen { get; private set; }

        public async Task GoAsync(string domain, SpfRecord record, int depth, IReadOnlyList<string> above)
        {
            foreach (var term in record.Terms.Where(t => t.CostsLookup && (t.Name != "redirect" || record.HasRedirect)))
            {
                Steps.Add(new SpfStep(depth, domain, term));
                if (Steps.Count > MostLookups)
                    return;
                if (term.IsReference)
                    await FollowAsync(DnsNames.Normalize(term.Value), term, depth, above).ConfigureAwait(false);
                if (Steps.Count > MostLookups)
                    return;
            }
        }

        private async Task FollowAsync(string name, SpfTerm term, int depth, IReadOnlyList<string> above)
        {
            if (name.Contains('%', StringComparison.Ordinal))
            {
                NotSeen = $"\"{term}\" depends on the sender (a macro), so its included record was not read.";
                return;
            }

            if (above.Contains(name, StringComparer.OrdinalIgnoreCase))
            {
                Problems.Add($"\"{term}\" leads back to a record that includes it.");
                return;
            }

            if (!DnsNames.IsName(name))
            {
                Problems.Add($"\"{term}\" names no domain.");
                return;
            }

            var answer = await texts(name).ConfigureAwait(false);
            if (answer.IsUnknown)
            {
                NotSeen = $"The record of {name} could not be looked up. {answer.Problem}";
                return;
            }

            if (answer.IsMissing)
                Void++;
            var records = answer.Values.Where(SpfRecord.IsMeant).ToArray();
            if (records.Length != 1)
                Problems.Add(
                    records.Length == 0
                        ? $"{name} is included and has no SPF record."
                        : $"{name} is included and has {records.Length} SPF records."
                );
            else if (!SpfRecord.TryParse(records[0], out var record, out var problem))
                Problems.Add($"The record of {name}, which is included, cannot be read: {problem}");
            else
                await GoAsync(name, record, depth + 1, [.. above, name]).ConfigureAwait(false);
        }
    }
}
