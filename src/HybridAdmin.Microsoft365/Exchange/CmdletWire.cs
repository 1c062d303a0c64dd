using HybridAdmin.Core.Tenant.Writing;

namespace HybridAdmin.Microsoft365.Exchange;

/// <summary>Sends a cmdlet of Core as Exchange Online takes it.</summary>
internal static class CmdletWire
{
    /// <summary>
    /// Sends it once. Its output is not looked at: the present values are read afterwards by whoever needs them.
    /// </summary>
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
            // to the end: a fault may come after the first object
        }
    }

    /// <summary>A hashtable of PowerShell has a type of its own; an empty half is left out.</summary>
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
