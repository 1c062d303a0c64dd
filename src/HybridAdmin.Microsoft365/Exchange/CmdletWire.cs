using HybridAdmin.Core.Tenant.Writing;

namespace HybridAdmin.Microsoft365.Exchange;

/// <summary>Sends a cmdlet of Core in the format of Exchange Online.</summary>
internal static class CmdletWire
{
    /// <summary>Sends it once. Its output is ignored: callers that need the new values read them afterwards.</summary>
    public static async Task SendAsync(
        this IExchangeCmdlets exchange,
        Cmdlet cmdlet,
        CancellationToken cancellationToken
    )
    {
        var parameters = cmdlet.Parameters.ToDictionary(p => p.Key, p => Wire(p.Value));
        await foreach (
            var _ in exchange.InvokeAsync(cmdlet.Name, parameters, [], cancellationToken).ConfigureAwait(false)
        )
        {
            // Enumerated to the end: a fault may follow the first object.
        }
    }

    /// <summary>A PowerShell hashtable needs its type name; an empty half is omitted.</summary>
    private static object? Wire(object? value)
    {
        if (value is not ListChange change)
            return value;
        var table = new Dictionary<string, object> { ["@odata.type"] = "#Exchange.GenericHashTable" };
        if (change.Add.Count > 0)
            table["Add"] = change.Add;
        if (change.Remove.Count > 0)
            table["Remove"] = change.Remove;
        return table;
    }
}
