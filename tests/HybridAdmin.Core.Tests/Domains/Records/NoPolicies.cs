using HybridAdmin.Core.Domains;

namespace HybridAdmin.Core.Tests.Domains;

/// <summary>No site of MTA-STS is asked.</summary>
internal sealed class NoPolicies : IMtaStsPolicies
{
    public Task<MtaStsAnswer> FetchAsync(string domain, CancellationToken cancellationToken) =>
        Task.FromResult(MtaStsAnswer.NotAsked);
}
