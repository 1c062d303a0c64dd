using HybridAdmin.Configuration;
using HybridAdmin.Microsoft365;

namespace HybridAdmin.Hosting;

/// <summary>Reads <c>Tenant:</c>. Nothing set means not connected; half a configuration ends the program.</summary>
internal static class TenantSection
{
    /// <returns>Null: none is configured.</returns>
    public static TenantOptions? Read(SettingsReader reader)
    {
        if (reader.FirstGiven("Tenant") is null)
            return null;
        var options = new TenantOptions
        {
            TenantId = reader.Text("Tenant:TenantId"),
            ClientId = reader.Text("Tenant:ClientId"),
            CertificateFile = reader.ExistingPath("Tenant:CertificateFile", "/etc/hybridadmin/tenant.pem"),
            CertificateThumbprint = reader.Text("Tenant:CertificateThumbprint"),
            ClientSecret = reader.Secret("Tenant:ClientSecret"),
            ManagedIdentity = reader.Flag("Tenant:ManagedIdentity"),
            Cloud = reader.Text("Tenant:Cloud"),
            GraphEndpoint = reader.Text("Tenant:GraphEndpoint"),
            ExchangeEndpoint = reader.Text("Tenant:ExchangeEndpoint"),
            LoginEndpoint = reader.Text("Tenant:LoginEndpoint"),
            RoutingDomain = reader.Text("Tenant:RoutingDomain"),
        };
        foreach (var mistake in options.Validate())
            reader.Mistake(mistake);
        return options;
    }
}
