using HybridAdmin.Core.Domains.Records;

namespace HybridAdmin.Testing.Domains;

/// <summary>Returns no MTA-STS policies and fetches nothing.</summary>
public sealed class NoPolicies : IMtaStsPolicies
{
    public Task<MtaStsAnswer> FetchAsync(string domain, CancellationToken cancellationToken) =>
        Task.FromResult(MtaStsAnswer.NotAsked);
}
