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
    /// Invokes a cmdlet and returns its objects, page by page, without the metadata. Get- and Test- cmdlets are reads
    /// and may be repeated; all others are sent once.
    /// </summary>
    /// <param name="cmdlet">The name, e.g. Get-AcceptedDomain.</param>
    /// <param name="parameters">Values as JSON by name, null for $null.</param>
    /// <param name="select">The requested members; empty: all.</param>
    /// <exception cref="TenantFault">Denied: the role lacks the cmdlet or a parameter. OutcomeUnknown for a write: read
    /// the object to settle it.</exception>
    IAsyncEnumerable<JsonElement> InvokeAsync(
        string cmdlet,
        IReadOnlyDictionary<string, object?> parameters,
        IReadOnlyList<string> select,
        CancellationToken cancellationToken
    );

    /// <summary>Lists the cmdlets that this application may call; null: the service does not report them.</summary>
    Task<IReadOnlySet<string>?> ListAvailableAsync(CancellationToken cancellationToken);
}
