using HybridAdmin.Core.Domains.Records;

namespace HybridAdmin.Testing.Domains;

/// <summary>DNS with the records of a test; names can be made to fail. Counts its queries.</summary>
public sealed class FakeDns : IDnsLookup
{
    private readonly List<(string Name, DnsType Type, DnsRecord Record)> zone = [];
    private readonly Dictionary<string, DnsOutcome> faults = new(StringComparer.OrdinalIgnoreCase);
    private int asked;

    public string Resolver => "a fake";

    public int Asked => Volatile.Read(ref asked);

    public TimeSpan TimeToLive { get; set; } = TimeSpan.FromMinutes(5);

    public FakeDns With(string name, DnsType type, string value, int preference = 0)
    {
        zone.Add((name, type, new DnsRecord(value, preference)));
        return this;
    }

    public FakeDns Txt(string name, string value) => With(name, DnsType.TXT, value);

    public FakeDns Failing(string name, DnsOutcome outcome)
    {
        faults[name] = outcome;
        return this;
    }

    public Task<DnsAnswer> QueryAsync(string name, DnsType type, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (!DnsNames.IsName(name))
            throw new ArgumentException($"{name} cannot be asked for.", nameof(name));
        Interlocked.Increment(ref asked);
        var aliases = new List<string>();
        for (var at = DnsNames.Normalize(name); ; )
        {
            if (faults.TryGetValue(at, out var fault))
                return Task.FromResult(new DnsAnswer(fault) { Problem = "It was made to fail." });
            var records = zone.Where(r => r.Type == type && r.Name.Equals(at, StringComparison.OrdinalIgnoreCase))
                .Select(r => r.Record)
                .ToArray();
            if (records.Length > 0)
                return Task.FromResult(DnsAnswer.Of(records, TimeToLive) with { Aliases = aliases });
            var alias = zone.Find(r =>
                r.Type == DnsType.CNAME && r.Name.Equals(at, StringComparison.OrdinalIgnoreCase)
            ).Record;
            if (alias is null || aliases.Contains(alias.Value) || type == DnsType.CNAME)
            {
                var exists = zone.Exists(r => DnsNames.IsWithin(r.Name, at));
                return Task.FromResult(
                    new DnsAnswer(exists ? DnsOutcome.NoSuchRecord : DnsOutcome.NoSuchName)
                    {
                        Aliases = aliases,
                        TimeToLive = TimeToLive,
                    }
                );
            }

            aliases.Add(alias.Value);
            at = alias.Value;
        }
    }
}
