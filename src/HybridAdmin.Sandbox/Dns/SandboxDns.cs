using HybridAdmin.Core.Domains.Records;

namespace HybridAdmin.Sandbox.Dns;

/// <summary>
/// The DNS of the sandbox's organisation, with a few deliberate flaws. It queries no server: every other name does not
/// exist.
/// </summary>
public sealed class SandboxDns : IDnsLookup
{
    private const int MostAliases = 8;
    private static readonly TimeSpan TimeToLive = TimeSpan.FromMinutes(5);
    private readonly Func<string, string?> proofOf;

    /// <param name="proofOf">Returns the text that proves the ownership of a domain, once the tenant's administrator
    /// has published it; null: nothing is ever published.</param>
    public SandboxDns(Func<string, string?>? proofOf = null) => this.proofOf = proofOf ?? (_ => null);

    public string Resolver => "the sandbox's own zones";

    public Task<DnsAnswer> QueryAsync(string name, DnsType type, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var asked = DnsNames.Normalize(name);
        if (!DnsNames.IsName(asked))
            throw new ArgumentException($"\"{name}\" is not a valid DNS name.", nameof(name));
        return Task.FromResult(Answer(asked, type));
    }

    private DnsAnswer Answer(string name, DnsType type)
    {
        if (SandboxZone.Silent.Contains(name))
            return new DnsAnswer(DnsOutcome.TimedOut) { Problem = $"The name server of {name} did not answer." };
        var aliases = new List<string>();
        for (var at = name; ; )
        {
            var here = SandboxZone.Records.Where(r => r.Name == at).ToArray();
            var found = here.Where(r => r.Type == type).Select(r => new DnsRecord(r.Value, r.Preference)).ToList();
            if (type == DnsType.TXT && proofOf(at) is { } proof)
                found.Add(new DnsRecord(proof));
            if (found.Count > 0)
                return DnsAnswer.Of(found, TimeToLive) with { Aliases = aliases };
            var alias = here.FirstOrDefault(r => r.Type == DnsType.CNAME);
            if (alias is null || type == DnsType.CNAME || aliases.Count >= MostAliases)
            {
                var exists = SandboxZone.Records.Any(r => DnsNames.IsWithin(r.Name, at));
                return new DnsAnswer(exists ? DnsOutcome.NoSuchRecord : DnsOutcome.NoSuchName)
                {
                    Aliases = aliases,
                    TimeToLive = TimeToLive,
                };
            }

            aliases.Add(at = alias.Value);
        }
    }
}
