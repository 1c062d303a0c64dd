using HybridAdmin.Core.Recipients;

namespace HybridAdmin.Core.Tenant;

/// <summary>An explained synchronisation error.</summary>
/// <param name="Sentence">The error, the conflicting object and the recommended action.</param>
/// <param name="Holder">The object that has the value in the cloud; null if not known.</param>
public sealed record ExplainedError(CloudProvisioningError Error, string Sentence, TenantRecipient? Holder);

/// <summary>Describes provisioning errors (Entra Connect: duplicate attribute resiliency).</summary>
public static class ProvisioningErrors
{
    /// <param name="holder">The name of the object that has the value; null if not known.</param>
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
                    + $"Microsoft 365 admin center for the details.",
            _ => $"{error.PropertyCausingError ?? "A property"} could not be synchronised "
                + $"({error.Category ?? "no category"}): {value}.",
        };
    }

    /// <summary>A short label for counts.</summary>
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
