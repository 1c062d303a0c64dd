using HybridAdmin.Core.Domains.Records;

namespace HybridAdmin.Sandbox.Dns;

/// <summary>The web sites that serve the policies of the sandbox's domains. Nothing is fetched.</summary>
public sealed class SandboxPolicies : IMtaStsPolicies
{
    public Task<MtaStsAnswer> FetchAsync(string domain, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (!SandboxZone.Policies.TryGetValue(DnsNames.Normalize(domain), out var text))
            return Task.FromResult(new MtaStsAnswer(null, "Its name does not exist in DNS."));
        var policy = MtaStsPolicy.Parse(text, out var problem);
        return Task.FromResult(new MtaStsAnswer(policy, problem) { IsInvalid = policy is null });
    }
}
