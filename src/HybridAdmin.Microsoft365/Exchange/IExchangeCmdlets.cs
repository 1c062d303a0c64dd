using System.Text.Json;
using HybridAdmin.Core.Tenant;

namespace HybridAdmin.Microsoft365.Exchange;

/// <summary>
/// Exchange Online's cmdlets. Behind an interface, because the end point that answers today is not a public contract
/// and may have to be replaced.
/// </summary>
internal interface IExchangeCmdlets
{
    /// <summary>
    /// Carries out a cmdlet and gives its objects, page by page, without the metadata. Get- and Test- cmdlets are reads
    /// and may be repeated; anything else is sent once.
    /// </summary>
    /// <param name="cmdlet">E.g. Get-AcceptedDomain.</param>
    /// <param name="parameters">By name; values as JSON, null for $null.</param>
    /// <param name="select">Members wanted; empty: all.</param>
    /// <exception cref="TenantFault">Denied: the role lacks the cmdlet or a parameter. OutcomeUnknown of a write: settle
    /// it by a read.</exception>
    IAsyncEnumerable<JsonElement> InvokeAsync(
        string cmdlet,
        IReadOnlyDictionary<string, object?> parameters,
        IReadOnlyList<string> select,
        CancellationToken cancellationToken
    );

    /// <summary>The cmdlets that this application may call; null: the service does not say.</summary>
    Task<IReadOnlySet<string>?> ListAvailableAsync(CancellationToken cancellationToken);
}
