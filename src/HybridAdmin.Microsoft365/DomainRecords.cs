using System.Globalization;
using System.Text.Json;
using HybridAdmin.Core.Cloud;
using HybridAdmin.Microsoft365.Exchange;
using HybridAdmin.Microsoft365.Graph;
using HybridAdmin.Microsoft365.Http;

namespace HybridAdmin.Microsoft365;

/// <summary>What the tenant wants in the zone of a domain.</summary>
internal static class DomainRecords
{
    /// <param name="navigation">verificationDnsRecords or serviceConfigurationRecords.</param>
    public static async Task<IReadOnlyList<TenantDnsRecord>> ListAsync(
        GraphClient graph,
        string domain,
        string navigation,
        CancellationToken cancellationToken
    )
    {
        var found = new List<TenantDnsRecord>();
        await foreach (
            var item in graph
                .ListAsync($"domains/{Uri.EscapeDataString(domain)}/{navigation}", isAdvanced: false, cancellationToken)
                .ConfigureAwait(false)
        )
        {
            if (Record(item) is { } record)
                found.Add(record);
        }

        return found;
    }

    /// <summary>Asks for all, since an identity that is not there is an error of the cmdlet.</summary>
    public static async Task<CloudDkimSigning?> DkimAsync(
        IExchangeCmdlets exchange,
        string domain,
        CancellationToken cancellationToken
    )
    {
        await foreach (
            var item in exchange
                .InvokeAsync("Get-DkimSigningConfig", new Dictionary<string, object?>(), [], cancellationToken)
                .ConfigureAwait(false)
        )
        {
            if (domain.Equals(item.Text("Domain"), StringComparison.OrdinalIgnoreCase))
                return new CloudDkimSigning(
                    domain.ToLowerInvariant(),
                    item.Flag("Enabled"),
                    item.Text("Selector1CNAME"),
                    item.Text("Selector2CNAME")
                );
        }

        return null;
    }

    /// <summary>Null: a kind of record without a value of its own, as domainDnsUnavailableRecord.</summary>
    internal static TenantDnsRecord? Record(JsonElement json)
    {
        var host = (json.Text("mailExchange") ?? json.Text("canonicalName") ?? json.Text("nameTarget"))
            ?.TrimEnd('.')
            .ToLowerInvariant();
        if (
            (json.Text("text") ?? host) is not { } value
            || json.Text("label") is not { } label
            || json.Text("recordType") is not { } type
        )
            return null;
        return new TenantDnsRecord(type, label.TrimEnd('.').ToLowerInvariant(), value)
        {
            Preference = Number(json, "preference"),
            TimeToLive = Number(json, "ttl"),
            IsOptional = json.Flag("isOptional") == true,
            SupportedService = json.Text("supportedService"),
        };
    }

    private static int? Number(JsonElement json, string name) =>
        int.TryParse(json.Text(name), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
