using HybridAdmin.Core.Domains.Records;

namespace HybridAdmin.Testing.Domains;

/// <summary>No site of MTA-STS is asked.</summary>
public sealed class NoPolicies : IMtaStsPolicies
{
    public Task<MtaStsAnswer> FetchAsync(string domain, CancellationToken cancellationToken) =>
        Task.FromResult(MtaStsAnswer.NotAsked);
}
