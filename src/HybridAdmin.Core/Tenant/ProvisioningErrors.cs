using HybridAdmin.Core.Recipients;

namespace HybridAdmin.Core.Tenant;

/// <summary>An error of synchronisation, explained.</summary>
/// <param name="Sentence">What it is, who stands in the way, what to do.</param>
/// <param name="Holder">Who has the value in the cloud; null: not known.</param>
public sealed record ExplainedError(CloudProvisioningError Error, string Sentence, TenantRecipient? Holder);

/// <summary>Provisioning errors in words (Entra Connect: duplicate attribute resiliency).</summary>
public static class ProvisioningErrors
{
    /// <param name="holder">How the one who holds the value is called; null: not known.</param>
    public static string Explain(CloudProvisioningError error, string? holder)
    {
        var value = error.Value ?? "a value";
        return error.PropertyCausingError switch
        {
            "UserPrincipalName" =>
                $"The sign-in name {value} is in use {Where(holder)}: the cloud gave another with four "
                    + $"digits. Free the name there, or change it here; the cloud tries again within the hour.",
            "ProxyAddress" =>
                $"{Bare(value)} is quarantined, because it is in use {Where(holder)}. Take it away there, or "
                    + $"here; the cloud tries again within the hour.",
            null when error.Category is { } service =>
                $"The service {service} reports an error with this object. Open it in the Exchange or "
                    + $"Microsoft 365 admin center for its words.",
            _ => $"{error.PropertyCausingError ?? "A property"} could not be synchronised "
                + $"({error.Category ?? "no category"}): {value}.",
        };
    }

    /// <summary>A few words to count by.</summary>
    public static string Kind(CloudProvisioningError error) =>
        error.PropertyCausingError switch
        {
            "UserPrincipalName" => "Sign-in name in use",
            "ProxyAddress" => "Address in use",
            null => "Reported by a service",
            var property => $"{property} refused",
        };

    /// <summary>The value without the prefix of an address.</summary>
    public static string Bare(string value) => ProxyAddress.WithoutSmtpPrefix(value);

    private static string Where(string? holder) => holder is null ? "by another object" : $"by {holder}";
}
